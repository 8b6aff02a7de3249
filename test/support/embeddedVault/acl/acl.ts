import type { JsonObject, Operation } from '../backend.ts';
import type { Capability, Policy, PolicyRule } from './policy.ts';
import { bestWildcardRule, grantsBelow } from './wildcardMatch.ts';

/** What a token may do. */
export interface Acl {
  /** @param path full path; that of a LIST ends with `/`. */
  allows(operation: Operation, path: string, body: JsonObject): boolean;
  /** Sorted; `root` or `deny` alone where that is all. */
  capabilities(path: string): readonly string[];
  /** Whether anything at or below a mount (ending with `/`) is granted: then its name and type may be seen. */
  seesMount(mount: string): boolean;
  readonly isRoot: boolean;
}

const rootAcl: Acl = {
  allows: () => true,
  capabilities: () => ['root'],
  seesMount: () => true,
  isRoot: true,
};

/** The sum of policies; a policy named `root` allows everything. */
export function aclOf(names: readonly string[], policies: ReadonlyMap<string, Policy>): Acl {
  if (names.includes('root')) return rootAcl;
  return new RuleAcl(mergeRules(names.flatMap((name) => policies.get(name)?.rules ?? [])));
}

class RuleAcl implements Acl {
  readonly isRoot = false;
  readonly #rules: readonly PolicyRule[];

  constructor(rules: readonly PolicyRule[]) {
    this.#rules = rules;
  }

  allows(operation: Operation, path: string, body: JsonObject): boolean {
    const rule = this.#ruleFor(path, operation === 'list');
    if (rule?.capabilities.has(operation) !== true) return false;
    return operation === 'list' || operation === 'delete' || parametersAllowed(rule, body);
  }

  capabilities(path: string): readonly string[] {
    const granted = [...(this.#ruleFor(path, true)?.capabilities ?? [])].sort();
    return granted.length === 0 ? ['deny'] : granted;
  }

  seesMount(mount: string): boolean {
    if (!this.capabilities(mount).includes('deny')) return true;
    const below = this.#rules.filter((rule) => rule.kind !== 'segments' && rule.path.startsWith(mount));
    return below.some(grants) || grantsBelow(this.#rules, mount);
  }

  /** An exact rule wins; for a list of a folder, what names it without its slash counts where nothing else does. */
  #ruleFor(path: string, isList: boolean): PolicyRule | undefined {
    const exact = (wanted: string): PolicyRule | undefined =>
      this.#rules.find((rule) => rule.kind === 'exact' && rule.path === wanted);
    const best = (wanted: string): PolicyRule | undefined => bestWildcardRule(this.#rules, wanted);
    const bare = isList ? path.replace(/\/$/u, '') : path;
    return exact(path) ?? exact(bare) ?? best(path) ?? best(bare);
  }
}

/** Whether a rule gives anything at all. */
export function grants(rule: PolicyRule): boolean {
  return rule.capabilities.size > 0 && !rule.capabilities.has('deny');
}

/** Rules with the same path add up; `deny` in one of them is all that is left. */
function mergeRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const byPath = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = `${rule.kind}:${rule.path}`;
    const before = byPath.get(key);
    byPath.set(key, withoutDenied(before === undefined ? rule : sum(before, rule)));
  }
  return [...byPath.values()];
}

function sum(one: PolicyRule, other: PolicyRule): PolicyRule {
  const capabilities = new Set<Capability>([...one.capabilities, ...other.capabilities]);
  const { allowedParameters: mine } = one;
  const { allowedParameters: theirs } = other;
  const either = mine ?? theirs;
  const allowedParameters = mine && theirs ? new Map([...mine, ...theirs]) : either;
  return { ...one, capabilities, allowedParameters };
}

function withoutDenied(rule: PolicyRule): PolicyRule {
  return rule.capabilities.has('deny') ? { ...rule, capabilities: new Set<Capability>(['deny']) } : rule;
}

function parametersAllowed(rule: PolicyRule, body: JsonObject): boolean {
  const allowed = rule.allowedParameters;
  if (allowed === undefined || allowed.size === 0) return true;
  return Object.entries(body).every(([name, value]) => {
    const values = allowed.get(name.toLowerCase());
    if (values === undefined) return allowed.has('*');
    return values.length === 0 || values.includes(String(value));
  });
}
