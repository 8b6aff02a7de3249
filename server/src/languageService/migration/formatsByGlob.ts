import { globPattern } from '../findings/policy/glob.ts';
import type { Pattern, PatternCompiler } from '../findings/policy/pattern.ts';
import type { FormatForFiles } from '../references/formats/chooseFormat.ts';
import type { FormatRule } from './migrationSettings.ts';

/** Longest path that a glob is held against, in UTF-16 code units: what is cut off is at its start. */
const MAX_PATH = 4_096;

/** The setting `vaultRefs.referenceFormat` with its globs made; what has a glob that is none is left out and named. */
export function formatsByGlob(
  rules: readonly FormatRule[],
  compile: PatternCompiler,
): { readonly formats: readonly FormatForFiles[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const formats = rules.flatMap(({ files = ['**'], format }, index): FormatForFiles[] => {
    const name = `entry ${index + 1} of referenceFormat`;
    const patterns = files.map((glob) => compileGlob(glob, name, compile));
    if (patterns.every((pattern) => pattern !== undefined)) return [{ files: anyOf(patterns), format }];
    problems.push(`The ${name} is ignored: a glob of it is none.`);
    return [];
  });
  return { formats, problems };
}

function anyOf(patterns: readonly Pattern[]): FormatForFiles['files'] {
  return { test: (path) => patterns.some((pattern) => pattern.test(path.slice(-MAX_PATH))) };
}

function compileGlob(glob: string, name: string, compile: PatternCompiler): Pattern | undefined {
  const source = globPattern(glob);
  return source === undefined ? undefined : compile(source, name);
}
