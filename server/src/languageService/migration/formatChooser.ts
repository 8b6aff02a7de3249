import { globPattern } from '../findings/policy/glob.ts';
import type { Pattern, PatternCompiler } from '../findings/policy/pattern.ts';
import type { ReferenceFormat } from '../references/formats/referenceFormat.ts';
import type { FormatRule } from './migrationSettings.ts';

/** The dialect that the settings name for a file, a slash path; undefined where they name none. */
export type FormatChooser = (path: string) => ReferenceFormat | undefined;

/** Longest path that a glob is held against, in UTF-16 code units: what is cut off is at its start. */
const MAX_PATH = 4_096;

/** A chooser, and which of the rules have a glob that is none, as sentences for the person who wrote them. */
export function prepareFormats(
  rules: readonly FormatRule[],
  compile: PatternCompiler,
): { readonly choose: FormatChooser; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const prepared = rules.flatMap(({ files, format }, index) => {
    const name = `entry ${index + 1} of referenceFormat`;
    const patterns = files?.map((glob) => compileGlob(glob, name, compile));
    if (patterns?.every((pattern) => pattern !== undefined) !== false) return [{ patterns, format }];
    problems.push(`The ${name} is ignored: a glob of it is none.`);
    return [];
  });
  const choose: FormatChooser = (path) => {
    const end = path.slice(-MAX_PATH);
    return prepared.findLast(({ patterns }) => patterns?.some((pattern) => pattern.test(end)) ?? true)
      ?.format;
  };
  return { choose, problems };
}

function compileGlob(glob: string, name: string, compile: PatternCompiler): Pattern | undefined {
  const source = globPattern(glob);
  return source === undefined ? undefined : compile(source, name);
}
