import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

/** Config files under a folder (or the file itself), in a stable order. Links are not followed. */
export function findConfigFiles(root: string): string[] {
  if (statSync(root).isFile()) return [root];
  return walk(root).filter((path) => /\.(?:ya?ml|jsonc?)$/i.test(path));
}

/**
 * The inputs of the YAML test suite in its `data` layout: a folder for each case with `in.yaml`, and a file `error`
 * where the text is malformed.
 */
export function findSuiteFiles(root: string): { readonly path: string; readonly isValid: boolean }[] {
  const all = walk(root);
  const known = new Set(all);
  return all
    .filter((path) => path.endsWith('in.yaml'))
    .map((path) => ({ path, isValid: !known.has(join(path, '..', 'error')) }));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((one, two) => (one.name < two.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : walk(path);
      return entry.isFile() ? [path] : [];
    });
}
