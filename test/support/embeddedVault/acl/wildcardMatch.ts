import type { PolicyRule } from './policy.ts';

interface Candidate {
  readonly rule: PolicyRule;
  /** Where the first `+` or the `*` stands. */
  readonly firstWildcard: number;
  readonly isPrefix: boolean;
  readonly plusCount: number;
  readonly text: string;
}

/**
 * The one rule with `*` or `+` that counts for a path. The longest prefix competes with every rule of segments; of
 * two the one with the later first wildcard wins, then the one without `*`, with fewer `+`, the longer, the greater.
 * Source: the priority that Vault documents for policy paths.
 */
export function bestWildcardRule(rules: readonly PolicyRule[], path: string): PolicyRule | undefined {
  const prefixes = rules.filter((rule) => rule.kind === 'prefix' && path.startsWith(rule.path));
  const longest = prefixes.sort((one, other) => other.path.length - one.path.length)[0];
  const segments = rules.filter((rule) => rule.kind === 'segments' && segmentsMatch(rule.path, path));
  const candidates = [...(longest === undefined ? [] : [longest]), ...segments].map(candidate);
  return candidates.sort(byPriority)[0]?.rule;
}

function candidate(rule: PolicyRule): Candidate {
  const isPrefix = rule.kind === 'prefix' || rule.path.endsWith('*');
  const text = rule.path.replace(/\*$/u, '');
  const plusCount = rule.kind === 'prefix' ? 0 : text.split('/').filter((part) => part === '+').length;
  const firstWildcard = rule.kind === 'prefix' ? text.length : text.indexOf('+');
  return { rule, firstWildcard, isPrefix, plusCount, text };
}

/** Best first. */
function byPriority(one: Candidate, other: Candidate): number {
  if (one.firstWildcard !== other.firstWildcard) return other.firstWildcard - one.firstWildcard;
  if (one.isPrefix !== other.isPrefix) return one.isPrefix ? 1 : -1;
  if (one.plusCount !== other.plusCount) return one.plusCount - other.plusCount;
  if (one.text.length !== other.text.length) return other.text.length - one.text.length;
  return one.text < other.text ? 1 : -1;
}

function segmentsMatch(rulePath: string, path: string): boolean {
  const isPrefix = rulePath.endsWith('*');
  const wanted = rulePath.replace(/\*$/u, '').split('/');
  const given = path.split('/');
  if (given.length < wanted.length || (!isPrefix && given.length !== wanted.length)) return false;
  return wanted.every((part, index) => {
    const segment = given[index] ?? '';
    const isLast = isPrefix && index === wanted.length - 1;
    return part === '+' || part === segment || (isLast && segment.startsWith(part));
  });
}

/** Whether a rule of segments grants something below `mount`, which ends with `/`. */
export function grantsBelow(rules: readonly PolicyRule[], mount: string): boolean {
  const segments = mount.split('/').slice(0, -1);
  return rules.some((rule) => {
    if (rule.kind !== 'segments' || rule.capabilities.size === 0 || rule.capabilities.has('deny'))
      return false;
    const wanted = rule.path.split('/');
    return (
      wanted.length >= segments.length &&
      segments.every((segment, index) => wanted[index] === '+' || wanted[index] === segment)
    );
  });
}
