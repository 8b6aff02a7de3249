import { lstatSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { languageOf } from '../files/language.ts';
import type { WalkStep } from '../files/walk.ts';
import { walkPatiently } from '../files/patientWalk.ts';
import type { Exclusion } from './exclusions.ts';

/** What of a workspace folder is to be looked at. */
export interface FolderWalk {
  /** Path of the folder on this machine. */
  readonly root: string;
  /** Slash paths from the folder of those to look at; the whole folder when absent. */
  readonly only?: readonly string[] | undefined;
  readonly isExcluded: Exclusion;
}

/**
 * The YAML and JSON files of a workspace folder, `shown` and `relative` by their slash path from it. Of what was asked
 * for by name, that which is gone, ignored or neither YAML nor JSON is left out. The event loop has its turn meanwhile. Never
 * throws.
 */
export async function* walkFolder({ root, only, isExcluded }: FolderWalk): AsyncIterable<WalkStep> {
  const paths = only?.filter((path) => isThere(root, path)) ?? ['.'];
  for await (const step of walkPatiently(paths, root, { isExcluded, leavesOutNamed: true })) {
    const placed = inFolder(step);
    const path = 'file' in placed ? placed.file.relative : placed.skipped.shown;
    if (!isExcluded(path)) yield placed;
  }
}

function inFolder(step: WalkStep): WalkStep {
  if ('skipped' in step) return { skipped: { ...step.skipped, shown: slashes(step.skipped.shown) } };
  const path = slashes(step.file.shown);
  return { file: { ...step.file, shown: path, relative: path, isArgument: false } };
}

function isThere(root: string, path: string): boolean {
  try {
    const isFolder = lstatSync(resolve(root, path)).isDirectory();
    return isFolder || languageOf(basename(path)) !== undefined;
  } catch {
    return false;
  }
}

function slashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
