import type { DetectionPolicy } from '../../../../../server/src/languageService/findings/policy/detectionPolicy.ts';
import type { DetectionSettings } from '../../../../../server/src/languageService/findings/policy/detectionSettings.ts';
import { preparePolicy } from '../../../../../server/src/languageService/findings/policy/preparePolicy.ts';
import { createPatternCompiler } from '../../../../../server/src/re2Patterns.ts';

/** A compiler that has all the time there is. */
const compile = createPatternCompiler({ now: () => 0, timeLimit: 1, dropped: () => undefined });

/** What settings say does not work. */
export function problemsOf(settings: Partial<DetectionSettings>): readonly string[] {
  return preparePolicy({ rules: [], overrides: [], allow: [], ...settings }, compile).problems;
}

/** The policy that settings make. Throws where they do not work. */
export function policyOf(settings: Partial<DetectionSettings>): DetectionPolicy {
  const { policy, problems } = preparePolicy({ rules: [], overrides: [], allow: [], ...settings }, compile);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return policy;
}
