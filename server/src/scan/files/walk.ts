import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { languageOf } from './language.ts';
import { errorCode } from './readText.ts';

/** A YAML or JSON file to read. */
export interface ConfigFile {
  readonly absolute: string;
  /** As a person names it: the argument and what lies below it. */
  readonly shown: string;
  /** Below the folder that was named, with `/`; the argument as it is when a file was named. */
  readonly relative: string;
  readonly languageId: string;
  /** True when the file itself was named. */
  readonly isArgument: boolean;
}

/** Something that was not looked into. */
export interface Skipped {
  readonly shown: string;
  /** A few words. */
  readonly reason: string;
  /** True when the argument itself is what could not be read. */
  readonly isArgument: boolean;
}

export type WalkStep = { readonly file: ConfigFile } | { readonly skipped: Skipped };

const foldersToSkip = new Set(['.git', 'node_modules']);

/**
 * The YAML and JSON files below the given paths, in the order of their names, links after the rest, each file once.
 * Links are followed, but never to a folder or file that was already met, so that a loop ends. Never throws.
 */
export function* walkConfigFiles(paths: readonly string[], cwd: string): Iterable<WalkStep> {
  const met = new Set<string>();
  for (const path of paths) yield* walkArgument(path, resolve(cwd, path), met);
}

interface Place {
  readonly absolute: string;
  readonly shown: string;
  readonly relative: string;
}

function* walkArgument(path: string, absolute: string, met: Set<string>): Iterable<WalkStep> {
  const links: Place[] = [];
  const place = { absolute, shown: path, relative: '' };
  yield* visit(place, met, links, true);
  // Those found meanwhile are visited too.
  for (const link of links) yield* visit(link, met, links, false);
}

function* visit(place: Place, met: Set<string>, links: Place[], isArgument: boolean): Iterable<WalkStep> {
  const skip = (reason: string): WalkStep => ({ skipped: { shown: place.shown, reason, isArgument } });
  try {
    const real = realpathSync(place.absolute);
    const status = statSync(real);
    if (met.has(real)) {
      if (status.isDirectory()) yield skip('a link to a folder that is looked into already');
      return;
    }
    met.add(real);
    if (status.isDirectory()) yield* visitFolder(place, met, links);
    else yield* visitFile(place, status.isFile(), isArgument);
  } catch (error) {
    yield skip(`cannot be read (${errorCode(error)})`);
  }
}

function* visitFile(place: Place, isFile: boolean, isArgument: boolean): Iterable<WalkStep> {
  const languageId = languageOf(basename(place.absolute));
  const { shown } = place;
  if (languageId === undefined) {
    if (isArgument)
      yield { skipped: { shown, reason: 'neither YAML nor JSON by its name', isArgument: false } };
    return;
  }
  if (!isFile) yield { skipped: { shown, reason: 'not a regular file', isArgument } };
  else yield { file: { ...place, relative: place.relative || slashes(shown), languageId, isArgument } };
}

function* visitFolder(folder: Place, met: Set<string>, links: Place[]): Iterable<WalkStep> {
  const entries = readdirSync(folder.absolute, { withFileTypes: true });
  for (const entry of entries.sort(byName)) {
    const place = {
      absolute: join(folder.absolute, entry.name),
      shown: join(folder.shown, entry.name),
      relative: folder.relative === '' ? entry.name : `${folder.relative}/${entry.name}`,
    };
    if (foldersToSkip.has(entry.name)) continue;
    if (isLink(entry, place.absolute)) links.push(place);
    else yield* visit(place, met, links, false);
  }
}

/** Some file systems do not tell the type of an entry with its name. */
function isLink(entry: Dirent, absolute: string): boolean {
  const isTold = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
  return isTold ? entry.isSymbolicLink() : lstatSync(absolute).isSymbolicLink();
}

function byName(left: Dirent, right: Dirent): number {
  return left.name < right.name ? -1 : 1;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
