import type { DetectionSettings } from './languageService/findings/policy/detectionSettings.ts';
import { builtInPolicy, type DetectionPolicy } from './languageService/findings/policy/detectionPolicy.ts';
import { preparePolicy } from './languageService/findings/policy/preparePolicy.ts';

/** Time that patterns of settings may take in an editor within ten seconds, in milliseconds. */
export const EDITOR_TIME_LIMIT = 1_000;

/**
 * Makes a policy of settings; the engine for patterns is loaded when there is something to run. `tell` is given what
 * does not work, at once or when it shows to be too slow, as sentences for the person who wrote the settings.
 */
export async function loadPolicy(
  settings: DetectionSettings,
  tell: (problem: string) => void,
  timeLimit = EDITOR_TIME_LIMIT,
): Promise<DetectionPolicy> {
  const { rules, overrides, allow } = settings;
  if (rules.length + overrides.length + allow.length === 0) return builtInPolicy;
  const { createPatternCompiler } = await import('./re2Patterns.ts');
  const compile = createPatternCompiler({
    now: () => performance.now(),
    timeLimit,
    dropped: (owner) => tell(`A pattern of the ${owner} takes too long and is not run any more.`),
  });
  const { policy, problems } = preparePolicy(settings, compile);
  problems.forEach(tell);
  return policy;
}
