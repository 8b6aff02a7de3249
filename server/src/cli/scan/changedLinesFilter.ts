import { readFile } from 'node:fs/promises';
import type { ConfigFile } from '../../scan/files/walk.ts';
import type { Changes } from '../../scan/git/changedFiles.ts';
import { changedLines, type LineSpan } from '../../scan/git/changedLines.ts';
import type { ChangedFile } from '../../scan/git/rawDiff.ts';
import type { Repository } from '../../scan/git/repository.ts';
import type { ScanFinding } from '../../scan/scanFinding.ts';
import type { FindingFilter } from './findingFilter.ts';

/**
 * Keeps the findings of which a line was added or changed. git is asked about a file when something was found in it.
 * What git does not know is new as a whole.
 */
export class ChangedLinesFilter implements FindingFilter {
  readonly #repository: Repository;
  readonly #base: string;
  readonly #changed: ReadonlyMap<string, ChangedFile>;

  constructor(repository: Repository, { base, files }: Changes) {
    this.#repository = repository;
    this.#base = base;
    this.#changed = new Map(files.map((file) => [file.path, file]));
  }

  /** @throws GitError */
  async keep(file: ConfigFile, findings: readonly ScanFinding[]): Promise<readonly ScanFinding[]> {
    const changed = this.#changed.get(file.relative);
    if (findings.length === 0 || !changed || changed.objectId === '') return findings;
    if (await hasOtherLines(file)) return findings;
    const spans = await changedLines(this.#repository, this.#base, changed);
    return findings.filter(({ range }) => spans.some((span) => touches(span, range)));
  }
}

function touches({ start, end }: LineSpan, range: ScanFinding['range']): boolean {
  return start <= range.end.line && range.start.line < end;
}

/** True when lines of the file are not what git takes for lines: then nothing of it is taken for old. */
async function hasOtherLines({ absolute }: ConfigFile): Promise<boolean> {
  try {
    return /\r(?!\n)|\0/.test(await readFile(absolute, 'latin1'));
  } catch {
    return true;
  }
}
