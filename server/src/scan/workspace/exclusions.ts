import { globPattern } from '../../languageService/findings/policy/glob.ts';
import type { Pattern } from '../../languageService/findings/policy/pattern.ts';

/** What is left out of a scan, as it is written in settings. */
export interface ExclusionSettings {
  /** Globs of the editor's own settings: from the folder on, unless they begin with two stars. */
  readonly ofEditor: readonly string[];
  /** Globs of ours, which fit the end of a path. */
  readonly own: readonly string[];
}

/** Whether a slash path from the folder is left out, by itself or with a folder above it. */
export type Exclusion = (path: string) => boolean;

/** Time that globs may take within ten seconds, in milliseconds; they run beside what somebody types. */
const TIME_LIMIT = 2_000;

/** What most globs are: one name at any depth. It needs no pattern. */
const anyDepth = /^\*\*\/([\w.-]+)$/;

/** Globs are as little to be trusted as patterns. `tell` is given those that are none, as sentences. */
export async function createExclusion(
  { ofEditor, own }: ExclusionSettings,
  tell: (problem: string) => void,
): Promise<Exclusion> {
  const names = new Set(ofEditor.flatMap((glob) => anyDepth.exec(glob)?.[1] ?? []));
  const rest = ofEditor.filter((glob) => !anyDepth.test(glob));
  const sources = [
    ...rest.map((glob) => anchored(glob)),
    ...own.map((glob) => globPattern(withoutEnd(glob))),
  ];
  const patterns = await compile(sources, tell);
  return remembered((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return names.has(name) || patterns.some((pattern) => pattern.test(path));
  });
}

async function compile(
  sources: readonly (string | undefined)[],
  tell: (problem: string) => void,
): Promise<readonly Pattern[]> {
  if (sources.length === 0) return [];
  const { createPatternCompiler } = await import('../../re2Patterns.ts');
  const make = createPatternCompiler({
    now: () => performance.now(),
    timeLimit: TIME_LIMIT,
    dropped: () => tell('A glob that excludes files from the scan takes too long and is not used any more.'),
  });
  return sources.flatMap((source) => {
    const pattern = source === undefined ? undefined : make(source, 'exclusion');
    if (!pattern) tell('A glob that excludes files from the scan is none and is not used.');
    return pattern ?? [];
  });
}

/** The editor's globs are from the folder on, where ours fit the end of a path. */
function anchored(glob: string): string | undefined {
  const fitsEnd = globPattern(withoutEnd(glob));
  const start = '^(?:.*/)?';
  return /^\/?\*\*\//.test(glob) || fitsEnd === undefined ? fitsEnd : `^${fitsEnd.slice(start.length)}`;
}

/** Whatever lies in an excluded folder is excluded, so `a/**` and `a/` say the same as `a`. */
function withoutEnd(glob: string): string {
  return glob.replace(/(?<=[^/*])\/(?:\*\*(?:\/\*)?)?$/, '');
}

/** Asks for each folder once. */
function remembered(isNamed: (path: string) => boolean): Exclusion {
  const folders = new Map<string, boolean>();
  const isFolderOut = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const isOut = isOutOf(folder);
    folders.set(folder, isOut);
    return isOut;
  };
  const isOutOf = (path: string): boolean => {
    const slash = path.lastIndexOf('/');
    return (slash > 0 && isFolderOut(path.slice(0, slash))) || isNamed(path);
  };
  return isOutOf;
}
