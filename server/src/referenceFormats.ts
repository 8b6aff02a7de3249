import { EDITOR_TIME_LIMIT } from './detectionPolicies.ts';
import { type FormatChooser, prepareFormats } from './languageService/migration/formatChooser.ts';
import type { FormatRule } from './languageService/migration/migrationSettings.ts';

/**
 * Makes a chooser of settings; the engine for globs is loaded when there is something to run. `tell` is given what does
 * not work, at once or when it shows to be too slow, as sentences for the person who wrote the settings.
 */
export async function loadFormats(
  rules: readonly FormatRule[],
  tell: (problem: string) => void,
  timeLimit = EDITOR_TIME_LIMIT,
): Promise<FormatChooser> {
  if (rules.length === 0) return () => undefined;
  const { createPatternCompiler } = await import('./re2Patterns.ts');
  const compile = createPatternCompiler({
    now: () => performance.now(),
    timeLimit,
    dropped: (owner) => tell(`A glob of the ${owner} takes too long and is not run any more.`),
  });
  const { choose, problems } = prepareFormats(rules, compile);
  problems.forEach(tell);
  return choose;
}
