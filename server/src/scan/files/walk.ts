import { realpathSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { type FolderEntry, folderEntries } from './folderEntries.ts';
import { IGNORE_FILE, IgnoreFiles } from './ignoreFiles.ts';
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

/** What is left out of a walk besides `.git`, `node_modules` and what `.gitignore` files name. */
export interface WalkOptions {
  /** Asked with the slash path below the folder that was named, of folders too. What was named itself is always read. */
  readonly isExcluded?: (path: string) => boolean;
  /** Whether what `.gitignore` files name is read like all the rest. */
  readonly readsIgnored?: boolean;
}

const foldersToSkip = new Set(['.git', 'node_modules']);

/**
 * The YAML and JSON files below the given paths, in the order of their names, links after the rest, each file once.
 * Links are followed within the folder that was named, but never to a folder or file that was already met, so that a
 * loop ends. Never throws.
 */
export function* walkConfigFiles(
  paths: readonly string[],
  cwd: string,
  options: WalkOptions = {},
): Generator<WalkStep, void, void> {
  for (const step of walkWithPauses(paths, cwd, options)) if (step) yield step;
}

/** The same, with undefined for every folder that is read: there the walk may pause. */
export function* walkWithPauses(
  paths: readonly string[],
  cwd: string,
  options: WalkOptions = {},
): Generator<WalkStep | undefined, void, void> {
  const met = new Set<string>();
  for (const path of paths) yield* new Walk(options, met).from(path, resolve(cwd, path));
}

interface Place {
  readonly absolute: string;
  /** The path without links. */
  readonly real: string;
  readonly shown: string;
  readonly relative: string;
}

/** A folder whose entries are gone through. */
interface OpenFolder {
  readonly place: Place;
  readonly entries: readonly FolderEntry[];
  readonly ignores: IgnoreFiles;
  next: number;
}

/** The walk from one argument. */
class Walk {
  readonly #options: WalkOptions;
  readonly #met: Set<string>;
  readonly #links: { readonly place: Place; readonly ignores: IgnoreFiles }[] = [];
  #root = '';

  constructor(options: WalkOptions, met: Set<string>) {
    this.#options = options;
    this.#met = met;
  }

  *from(path: string, absolute: string): Generator<WalkStep | undefined, void, void> {
    const place = { absolute, real: '', shown: path, relative: '' };
    const { readsIgnored = false } = this.#options;
    yield* this.#followed(place, true, () =>
      readsIgnored ? IgnoreFiles.none : IgnoreFiles.above(this.#root),
    );
    // Those found meanwhile are followed too.
    for (const { place: link, ignores } of this.#links) yield* this.#followed(link, false, () => ignores);
  }

  /** What is named, or what a link leads to. */
  *#followed(
    place: Place,
    isArgument: boolean,
    ignores: () => IgnoreFiles,
  ): Generator<WalkStep | undefined, void, void> {
    try {
      const real = realpathSync(place.absolute);
      const status = statSync(real);
      if (isArgument) this.#root = real;
      const found = { ...place, real };
      const isFolder = status.isDirectory();
      if (!this.#isInside(real)) {
        if (isFolder || languageOf(basename(place.absolute)) !== undefined)
          yield skip(place, 'a link that leads out of the folder', false);
      } else if (this.#met.has(real)) {
        if (isFolder) yield skip(place, 'a link to a folder that is looked into already', isArgument);
      } else if (isFolder) yield* this.#folders(found, isArgument, ignores());
      else yield* this.#file(found, status.isFile(), isArgument);
    } catch (error) {
      yield skip(place, `cannot be read (${errorCode(error)})`, isArgument);
    }
  }

  #isInside(real: string): boolean {
    const root = this.#root;
    return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
  }

  /** A folder and what lies below it, without calls within calls: trees are as deep as somebody made them. */
  *#folders(
    first: Place,
    isArgument: boolean,
    above: IgnoreFiles,
  ): Generator<WalkStep | undefined, void, void> {
    const open: OpenFolder[] = [];
    yield* this.#open(open, first, isArgument, above);
    for (let folder = open.at(-1); folder; folder = open.at(-1)) {
      const entry = folder.entries[folder.next];
      folder.next += 1;
      if (entry) yield* this.#entry(open, folder, entry);
      else open.pop();
    }
  }

  *#open(
    open: OpenFolder[],
    place: Place,
    isArgument: boolean,
    above: IgnoreFiles,
  ): Generator<WalkStep | undefined, void, void> {
    yield undefined;
    this.#met.add(place.real);
    try {
      const entries = folderEntries(place.absolute);
      let ignores = above;
      if (this.#options.readsIgnored !== true && hasIgnoreFile(entries)) {
        const { files, problem } = above.with(place.real);
        ignores = files;
        if (problem !== undefined) yield skip(below(place, IGNORE_FILE), problem, false);
      }
      open.push({ place, entries, ignores, next: 0 });
    } catch (error) {
      yield skip(place, `cannot be read (${errorCode(error)})`, isArgument);
    }
  }

  *#entry(
    open: OpenFolder[],
    { place: folder, ignores }: OpenFolder,
    { name, kind, isWhole }: FolderEntry,
  ): Generator<WalkStep | undefined, void, void> {
    if (foldersToSkip.has(name)) return;
    const place = below(folder, name);
    if (this.#isLeftOut(place, kind === 'folder', ignores)) return;
    if (!isWhole) {
      if (kind === 'folder' || languageOf(name) !== undefined)
        yield skip(place, 'its name is no UTF-8', false);
    } else if (kind === 'link') this.#links.push({ place, ignores });
    else if (kind === 'folder') {
      if (!this.#met.has(place.real)) yield* this.#open(open, place, false, ignores);
    } else yield* this.#file(place, kind === 'file', false);
  }

  #isLeftOut(place: Place, isFolder: boolean, ignores: IgnoreFiles): boolean {
    return ignores.ignore(place.real, isFolder) || this.#options.isExcluded?.(place.relative) === true;
  }

  *#file(place: Place, isFile: boolean, isArgument: boolean): Generator<WalkStep, void, void> {
    const { absolute, shown, relative, real } = place;
    const languageId = languageOf(basename(absolute));
    if (languageId === undefined) {
      if (isArgument) yield skip(place, 'neither YAML nor JSON by its name', false);
      return;
    }
    if (this.#met.has(real)) return;
    this.#met.add(real);
    if (!isFile) yield skip(place, 'not a regular file', isArgument);
    else yield { file: { absolute, shown, relative: relative || slashes(shown), languageId, isArgument } };
  }
}

function hasIgnoreFile(entries: readonly FolderEntry[]): boolean {
  return entries.some(({ name, kind }) => name === IGNORE_FILE && kind === 'file');
}

function below(folder: Place, name: string): Place {
  return {
    absolute: join(folder.absolute, name),
    real: join(folder.real, name),
    shown: join(folder.shown, name),
    relative: folder.relative === '' ? name : `${folder.relative}/${name}`,
  };
}

function skip({ shown }: Place, reason: string, isArgument: boolean): WalkStep {
  return { skipped: { shown, reason, isArgument } };
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
