import { EDITOR_TIME_LIMIT } from './detectionPolicies.ts';
import { formatsByGlob } from './languageService/migration/formatsByGlob.ts';
import type { FormatRule } from './languageService/migration/migrationSettings.ts';
import type { FormatForFiles } from './languageService/references/formats/chooseFormat.ts';

/**
 * Makes ready the setting `vaultRefs.referenceFormat`; the engine for globs is loaded when there is something to run. `tell` is given what does
 * not work, at once or when it shows to be too slow, as sentences for the person who wrote the settings.
 */
export async function loadFormats(
  rules: readonly FormatRule[],
  tell: (problem: string) => void,
  timeLimit = EDITOR_TIME_LIMIT,
): Promise<readonly FormatForFiles[]> {
  if (rules.length === 0) return [];
  const { createPatternCompiler } = await import('./re2Patterns.ts');
  const compile = createPatternCompiler({
    now: () => performance.now(),
    timeLimit,
    dropped: (owner) => tell(`A glob of the ${owner} takes too long and is not run any more.`),
  });
  const { formats, problems } = formatsByGlob(rules, compile);
  problems.forEach(tell);
  return formats;
}
