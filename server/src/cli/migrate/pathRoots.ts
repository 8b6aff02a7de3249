import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { ConfigFile } from '../../scan/files/walk.ts';

/** What a file is to the templates of targets. */
export interface FilePlace {
  /** Name of the folder that stands for the workspace. */
  readonly folder: string;
  /** Slash path from there. */
  readonly path: string;
}

/** Absolute folders that a run may change files in: those that are named, and those of files that are. */
export function pathRoots(paths: readonly string[], cwd: string): readonly string[] {
  return [...new Set(paths.map((path) => rootOf(resolve(cwd, path))))];
}

/** Where a file lies in the innermost of the folders. */
export function placeIn(roots: readonly string[], { absolute }: ConfigFile): FilePlace {
  const holding = roots.filter((root) => isBelow(root, absolute));
  const root = holding.reduce((one, other) => (other.length > one.length ? other : one), '');
  const folder = root === '' ? dirname(absolute) : root;
  return { folder: basename(folder), path: relative(folder, absolute).split(sep).join('/') };
}

function rootOf(absolute: string): string {
  try {
    return statSync(absolute).isDirectory() ? absolute : dirname(absolute);
  } catch {
    return dirname(absolute);
  }
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
