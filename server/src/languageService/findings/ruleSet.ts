import type { ConfigScalar } from '../configDocument.ts';
import type { Confidence } from './finding.ts';
import type { Rule, Span } from './rule.ts';
import { rules } from './rules/index.ts';

/** The rules that a file is looked at with, as its settings have them. Findings are kept by its identity. */
export interface RuleSet {
  /** In the order in which they speak; those that are switched off are not among them. */
  readonly rules: readonly Rule[];
  /** Traits of which a scalar needs one to have findings in it at all. */
  readonly traits: number;
  /** Confidence of everything that a rule finds, in place of what the rule says. */
  readonly grades: ReadonlyMap<string, Confidence>;
  /** Whether what a rule found in a scalar is let pass. */
  allows(ruleId: string, scalar: ConfigScalar, found: Span): boolean;
  /** Whether a rule was asked; without one, whether all that there are were. */
  hasRun(ruleId: string | undefined): boolean;
}

/** What settings make of the rules for a file. */
export interface RuleChoice {
  readonly rules: readonly Rule[];
  readonly off: ReadonlySet<string>;
  readonly grades: ReadonlyMap<string, Confidence>;
  readonly allows: RuleSet['allows'];
}

/** The set of the rules that are not off. */
export function chooseRules({ rules: all, off, grades, allows }: RuleChoice): RuleSet {
  const chosen = all.filter(({ id }) => !off.has(id));
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    rules: chosen,
    traits: chosen.reduce((traits, rule) => traits | rule.traits, 0),
    grades,
    allows,
    hasRun: (ruleId) => (ruleId === undefined ? chosen.length === all.length : ids.has(ruleId)),
  };
}

/** The rules as they are without settings. */
export const builtInRules: RuleSet = chooseRules({
  rules,
  off: new Set(),
  grades: new Map(),
  allows: () => false,
});
