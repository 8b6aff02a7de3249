import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Label, LabelledSet } from './label.ts';
import { readMarkedText, type Mark } from './markedText.ts';

/** A file of a marked corpus. */
export interface MarkedFile {
  /** Slash path from the folder of the corpus. */
  readonly file: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Reads the YAML and JSON files below a folder, whose labels are marks in their text. */
export function readMarkedCorpus(folder: string): readonly MarkedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|jsonc?)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, file: relative(folder, path).split(sep).join('/') }))
    .sort((one, two) => (one.file < two.file ? -1 : 1))
    .map(({ path, file }) => ({ file, ...readMarkedText(readFileSync(path, 'utf8'), file) }));
}

/** Writes a marked corpus without its marks into a folder of its own, which is gone when `use` has ended. */
export async function withMarkedCorpus<T>(folder: string, use: (set: LabelledSet) => Promise<T>): Promise<T> {
  const files = readMarkedCorpus(folder);
  const root = mkdtempSync(join(tmpdir(), 'vault-refs-eval-'));
  try {
    for (const { file, text } of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const lookAlikes = files.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'benign')).length;
    return await use({ root, labels: files.flatMap(labelsOf), files: files.length, lookAlikes });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The category of a label is the first folder of its file. */
function labelsOf({ file, text, marks }: MarkedFile): readonly Label[] {
  const places = TextDocument.create('', '', 0, text);
  return marks.flatMap(({ kind, start, end }) => {
    if (kind === 'benign') return [];
    const [from, to] = [places.positionAt(start), places.positionAt(end)];
    const place = {
      line: from.line + 1,
      col_start: from.character + 1,
      end_line: to.line + 1,
      col_end: to.character + 1,
    };
    return [{ file, label: kind, category: file.split('/')[0] ?? '', ...place }];
  });
}
