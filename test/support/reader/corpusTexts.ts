import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findConfigFiles } from '../../../scripts/reader/findFiles.ts';
import { languageOf } from '../../../scripts/reader/examine.ts';

const FOLDER = fileURLToPath(new URL('../../corpus/reader', import.meta.url));

export interface CorpusFile {
  readonly path: string;
  readonly text: string;
  readonly languageId: 'yaml' | 'json';
}

/** The files of the reader's corpus with at most `maxLength` characters. */
export function readCorpus(maxLength = Infinity): CorpusFile[] {
  if (!existsSync(FOLDER)) return [];
  return findConfigFiles(FOLDER)
    .map((path) => ({ path, text: readFileSync(path, 'utf8'), languageId: languageOf(path) }))
    .filter(({ text }) => text.length <= maxLength);
}
