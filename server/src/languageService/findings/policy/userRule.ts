import type { ConfigScalar } from '../../configDocument.ts';
import type { Confidence } from '../finding.ts';
import { judgeNamed } from '../judgement.ts';
import type { Rule, RuleContext, RuleHit, Span } from '../rule.ts';
import { trait } from '../trait.ts';
import { isLiteral } from '../valueVerdict.ts';
import type { UserRule } from './detectionSettings.ts';
import { namedValues } from './namedValues.ts';
import { MAX_VALUE, type Pattern } from './pattern.ts';

/** The patterns of a rule, made. */
export interface UserPatterns {
  readonly pattern: Pattern | undefined;
  readonly key: Pattern | undefined;
  readonly allow: readonly Pattern[];
}

/** Longest name that is handed to a pattern, in UTF-16 code units. */
const MAX_NAME = 1_000;

/** The rule that a person describes. */
export function userRule(settings: UserRule, patterns: UserPatterns): Rule {
  const find = patterns.pattern ? byPattern(settings, patterns, patterns.pattern) : byKey(settings, patterns);
  return {
    id: settings.id,
    description: settings.description ?? 'a secret that the settings describe',
    isFormat: patterns.pattern !== undefined,
    isFromSettings: true,
    traits: trait.any,
    examples: { positive: [], negative: [] },
    *find(scalar, context) {
      for (const hit of find(scalar, context)) {
        const text = textAt(scalar, hit);
        if (!patterns.allow.some((pattern) => pattern.test(text))) yield hit;
      }
    },
  };
}

/** The text of a hit, as far as patterns get to see it. */
export function textAt({ value }: ConfigScalar, { start, end }: Span): string {
  return value.slice(start, Math.min(end, start + MAX_VALUE));
}

/** Whether a pattern is in a name. */
export function isNamed(pattern: Pattern, name: string): boolean {
  return pattern.test(name.slice(0, MAX_NAME));
}

type Find = (scalar: ConfigScalar, context: RuleContext) => Iterable<RuleHit>;

function byPattern(settings: UserRule, { key }: UserPatterns, pattern: Pattern): Find {
  const confidence: Confidence = settings.confidence ?? 'high';
  const reason = reasonOf(settings);
  return function* find(scalar, context) {
    const isUnderKey = (): boolean =>
      key === undefined || [...namedValues(scalar, context)].some(({ name }) => isNamed(key, name));
    if (!isUnderKey()) return;
    const spans = pattern.find(scalar.value.slice(0, MAX_VALUE), settings.secretGroup ?? 0);
    for (const span of spans) yield { ...span, confidence, reason };
  };
}

/** A literal under the key is a secret as it would be under `password`; a reference or a stand-in is none. */
function byKey(settings: UserRule, { key }: UserPatterns): Find {
  const reason = reasonOf(settings);
  return function* find(scalar, context) {
    if (!key || !isLiteral(scalar) || scalar.value.length > MAX_VALUE) return;
    for (const { name, text, start } of namedValues(scalar, context)) {
      if (!isNamed(key, name)) continue;
      for (const hit of judgeNamed({ strength: 'password', text, start }, 'other')) {
        if (hit.confidence === 'low') continue;
        yield { ...hit, confidence: settings.confidence ?? hit.confidence, reason };
      }
      return;
    }
  };
}

function reasonOf({ id, description }: UserRule): string {
  return description === undefined
    ? `This matches the rule "${id}" of your settings; move it into Vault.`
    : `${description} (rule "${id}" of your settings)`;
}
