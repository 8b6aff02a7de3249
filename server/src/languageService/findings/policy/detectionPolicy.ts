import type { Confidence } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { rules as builtIn } from '../rules/index.ts';
import { builtInRules, chooseRules, type RuleSet } from '../ruleSet.ts';
import { allowList, type Allowance } from './allowList.ts';
import type { RuleOverride } from './detectionSettings.ts';
import type { Pattern } from './pattern.ts';

/** Which rules each file is looked at with. */
export interface DetectionPolicy {
  /** The same object for all files that the same settings are for. `fileName` is a slash path. */
  ruleSetFor(fileName: string): RuleSet;
}

/** Detection without settings. */
export const builtInPolicy: DetectionPolicy = { ruleSetFor: () => builtInRules };

/** Something of the settings that is for some files: for all when there are no globs. */
export interface ForFiles<T> {
  readonly files: readonly Pattern[] | undefined;
  readonly item: T;
}

/** Detection settings with their patterns made. */
export interface PreparedSettings {
  readonly rules: readonly ForFiles<Rule>[];
  readonly overrides: readonly ForFiles<RuleOverride>[];
  readonly allow: readonly ForFiles<Allowance>[];
}

/** Most files and combinations that are remembered. */
const MAX_REMEMBERED = 1_000;

/** Longest path that a glob is held against, in UTF-16 code units: what is cut off is at its start. */
const MAX_PATH = 4_096;

/** The policy that settings make. */
export function createPolicy(settings: PreparedSettings): DetectionPolicy {
  const byFile = new Map<string, RuleSet>();
  const byChoice = new Map<string, RuleSet>();
  return {
    ruleSetFor: (fileName) => {
      const known = byFile.get(fileName);
      if (known) return known;
      const chosen = forFile(settings, fileName.slice(-MAX_PATH));
      const signature = JSON.stringify(chosen.marks);
      const ruleSet = byChoice.get(signature) ?? toRuleSet(chosen);
      for (const memory of [byFile, byChoice]) if (memory.size > MAX_REMEMBERED) memory.clear();
      byChoice.set(signature, ruleSet);
      byFile.set(fileName, ruleSet);
      return ruleSet;
    },
  };
}

/** What of the settings is for one file. */
interface Chosen {
  readonly rules: readonly Rule[];
  readonly overrides: readonly RuleOverride[];
  readonly allow: readonly Allowance[];
  /** Says for each item in turn whether it is among them. */
  readonly marks: readonly boolean[];
}

function forFile({ rules, overrides, allow }: PreparedSettings, path: string): Chosen {
  const fits = ({ files }: ForFiles<unknown>): boolean =>
    files === undefined || files.some((pattern) => pattern.test(path));
  const marks = [...rules, ...overrides, ...allow].map(fits);
  const pick = <T>(items: readonly ForFiles<T>[], from: number): readonly T[] =>
    items.filter((_, index) => marks[from + index]).map(({ item }) => item);
  return {
    rules: pick(rules, 0),
    overrides: pick(overrides, rules.length),
    allow: pick(allow, rules.length + overrides.length),
    marks,
  };
}

function toRuleSet({ rules, overrides, allow }: Chosen): RuleSet {
  const all = [...rules, ...builtIn];
  const off = new Set<string>();
  const grades = new Map<string, Confidence>();
  for (const { rule, confidence } of overrides) {
    for (const { id } of all) {
      if (rule !== '*' && rule !== id) continue;
      if (confidence === 'off') {
        off.add(id);
        continue;
      }
      off.delete(id);
      grades.set(id, confidence);
    }
  }
  return chooseRules({ rules: all, off, grades, allows: allowList(allow) });
}
