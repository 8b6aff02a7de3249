import { rules as builtIn } from '../rules/index.ts';
import { createPolicy, type DetectionPolicy, type ForFiles } from './detectionPolicy.ts';
import type { DetectionSettings, UserRule } from './detectionSettings.ts';
import { globPattern } from './glob.ts';
import type { Pattern, PatternCompiler } from './pattern.ts';
import { userRule } from './userRule.ts';

/** A policy, and what of its settings does not work, as sentences for the person who wrote them. */
export interface PreparedPolicy {
  readonly policy: DetectionPolicy;
  readonly problems: readonly string[];
}

/** Makes a policy of settings. What has a pattern that is none is left out and named; nothing throws. */
export function preparePolicy(settings: DetectionSettings, compile: PatternCompiler): PreparedPolicy {
  const maker = new Maker(compile);
  const ids = new Set(builtIn.map(({ id }) => id));
  const rules = settings.rules.flatMap((rule) => {
    const isNew = !ids.has(rule.id);
    ids.add(rule.id);
    if (!isNew) maker.problems.push(`There is another detection rule with the id "${rule.id}".`);
    const name = `detection rule "${rule.id}"`;
    return isNew ? maker.make(name, rule.files, () => maker.rule(name, rule)) : [];
  });
  const overrides = settings.overrides.flatMap((override) =>
    maker.make(`detection override of "${override.rule}"`, override.files, () => override),
  );
  const allow = settings.allow.flatMap((entry, index) => {
    const name = `entry ${index + 1} of detection.allow`;
    const value = (): Pattern | undefined => maker.optional(name, entry.value);
    const keyPath = (): Pattern | undefined => maker.optional(name, entry.keyPath);
    return maker.make(name, entry.files, () => ({ entry, value: value(), keyPath: keyPath() }));
  });
  return { policy: createPolicy({ rules, overrides, allow }), problems: maker.problems };
}

/** Thrown and caught in this file: something is no pattern. */
class NotAPattern extends Error {}

class Maker {
  readonly problems: string[] = [];
  readonly #compile: PatternCompiler;

  constructor(compile: PatternCompiler) {
    this.#compile = compile;
  }

  /** Nothing, and a problem, where a pattern is none. */
  make<T>(name: string, files: readonly string[] | undefined, item: () => T): ForFiles<T>[] {
    try {
      return [{ files: files?.map((glob) => this.#glob(name, glob)), item: item() }];
    } catch (error) {
      if (!(error instanceof NotAPattern)) throw error;
      this.problems.push(`The ${name} is ignored: ${error.message}`);
      return [];
    }
  }

  rule(name: string, settings: UserRule): ReturnType<typeof userRule> {
    const pattern = this.optional(name, settings.pattern);
    const key = this.optional(name, settings.keyPattern);
    const allow = settings.allow.map((source) => this.#pattern(name, source));
    if ((settings.secretGroup ?? 0) > (pattern?.groups ?? 0)) {
      throw new NotAPattern('its pattern has fewer groups than secretGroup says.');
    }
    return userRule(settings, { pattern, key, allow });
  }

  optional(name: string, source: string | undefined): Pattern | undefined {
    return source === undefined ? undefined : this.#pattern(name, source);
  }

  #pattern(name: string, source: string): Pattern {
    const pattern = this.#compile(source, name);
    if (!pattern) throw new NotAPattern('a pattern of it is not in RE2 syntax, or too large.');
    return pattern;
  }

  #glob(name: string, glob: string): Pattern {
    const source = globPattern(glob);
    const pattern = source === undefined ? undefined : this.#compile(source, name);
    if (!pattern) throw new NotAPattern('a glob of it is none.');
    return pattern;
  }
}
