import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ignoreTest, type IgnoreTest } from './ignoreRules.ts';
import { readText } from './readText.ts';

/** A `.gitignore` in force. */
interface IgnoreFile {
  /** Length of the path of its folder, with the separator behind it. */
  readonly from: number;
  readonly test: IgnoreTest;
}

export const IGNORE_FILE = '.gitignore';

/** Folders above that are looked at for a repository. */
const MAX_ABOVE = 100;

/** The `.gitignore` files that a folder lies below. Those further down have the last word. */
export class IgnoreFiles {
  static readonly none = new IgnoreFiles([]);
  readonly #files: readonly IgnoreFile[];

  private constructor(files: readonly IgnoreFile[]) {
    this.#files = files;
  }

  /** Those above a file or folder, given by its real path, up to the root of its repository; none where it is in none. */
  static above(path: string): IgnoreFiles {
    const above: string[] = [];
    let at = path;
    let isInRepository = existsSync(join(at, '.git'));
    while (!isInRepository && above.length < MAX_ABOVE && dirname(at) !== at) {
      at = dirname(at);
      above.push(at);
      isInRepository = existsSync(join(at, '.git'));
    }
    if (!isInRepository) return IgnoreFiles.none;
    return above.reduceRight((files, one) => files.with(one).files, IgnoreFiles.none);
  }

  /** With that of a folder, where it has one; and why it could not be read, in a few words. */
  with(folder: string): { readonly files: IgnoreFiles; readonly problem?: string } {
    const content = readText(join(folder, IGNORE_FILE));
    if ('skipped' in content)
      return content.skipped.includes('ENOENT') ? { files: this } : { files: this, problem: content.skipped };
    const from = folder.endsWith(sep) ? folder.length : folder.length + 1;
    return { files: new IgnoreFiles([...this.#files, { from, test: ignoreTest(content.text) }]) };
  }

  /** Whether a file or folder, given by its real path, is to be left out. */
  ignore(path: string, isFolder: boolean): boolean {
    for (const { from, test } of this.#files.toReversed()) {
      const says = test(path.slice(from).split(sep), isFolder);
      if (says !== undefined) return says;
    }
    return false;
  }
}
