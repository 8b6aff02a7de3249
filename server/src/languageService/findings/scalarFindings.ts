import type { ConfigScalar } from '../configDocument.ts';
import { sourceMap } from '../references/sourceMap.ts';
import type { FileClass } from './fileClass.ts';
import type { Finding } from './finding.ts';
import type { Rule, RuleContext, RuleHit, Span } from './rule.ts';
import type { RuleSet } from './ruleSet.ts';
import { isTemplateExpression } from './valueReferences.ts';

/** A finding with offsets in its block. */
export type BlockFinding = Omit<Finding, 'id'>;

/** Classes of files in which keys mean nothing and values are samples. */
const isSample: ReadonlySet<FileClass> = new Set(['schema', 'translation']);
const isKeyless: ReadonlySet<FileClass> = new Set(['schema', 'translation', 'lock-file']);

interface RankedHit extends RuleHit {
  readonly rule: Rule;
}

/** Findings in one scalar with the given traits, in offsets of its block, in order and not overlapping. */
export function findInScalar(
  text: string,
  scalar: ConfigScalar,
  traits: number,
  context: RuleContext,
  ruleSet: RuleSet,
): readonly BlockFinding[] {
  if (scalar.value.length < 2) return [];
  const hits = chooseHits(allHits(scalar, traits, context, ruleSet));
  if (hits.length === 0) return [];
  const locate = sourceMap(text, scalar);
  return withoutOverlaps(hits.map((hit) => toFinding(hit, scalar, locate(hit))));
}

function allHits(
  scalar: ConfigScalar,
  traits: number,
  context: RuleContext,
  ruleSet: RuleSet,
): readonly RankedHit[] {
  const lowered = isSample.has(context.fileClass);
  // What an expression puts together is no literal, however much a part of it looks like one.
  const keyless = isKeyless.has(context.fileClass) || isTemplateExpression(scalar.value);
  const hits: RankedHit[] = [];
  for (const rule of ruleSet.rules) {
    if ((rule.traits & traits) === 0 || (keyless && !rule.isFormat)) continue;
    for (const hit of rule.find(scalar, context)) {
      if (hit.end <= hit.start || (hit.confidence !== 'certain' && isInComment(scalar.value, hit.start)))
        continue;
      if (ruleSet.allows(rule.id, scalar, hit)) continue;
      const isLowered = lowered && !rule.isFromSettings && hit.confidence !== 'certain';
      const confidence = ruleSet.grades.get(rule.id) ?? (isLowered ? 'low' : hit.confidence);
      hits.push({ ...hit, confidence, rule });
    }
  }
  return hits;
}

/** Whether a place in a scalar lies on a line that is a comment of the file in it. Bounded: it is asked for every hit. */
function isInComment(value: string, place: number): boolean {
  const from = Math.max(0, place - 4_096);
  const before = value.slice(from, place);
  const lineBreak = before.lastIndexOf('\n');
  return (lineBreak !== -1 || from === 0) && /^[ \t]*(?:#(?!!)|\/\/)/.test(before.slice(lineBreak + 1));
}

/** Of hits that overlap the first stays, but a low one gives way. */
function chooseHits(hits: readonly RankedHit[]): readonly RankedHit[] {
  if (hits.length < 2) return hits;
  const ranked = [
    ...hits.filter(({ confidence }) => confidence !== 'low'),
    ...hits.filter(({ confidence }) => confidence === 'low'),
  ];
  return withoutOverlaps(ranked);
}

/** In text order; of two that overlap the one that comes first in `ranked` stays. */
function withoutOverlaps<T extends Span>(ranked: readonly T[]): readonly T[] {
  const chosen: T[] = [];
  for (const hit of ranked) {
    const place = placeFor(chosen, hit.start);
    const isFree =
      (chosen[place - 1]?.end ?? 0) <= hit.start && hit.end <= (chosen[place]?.start ?? Infinity);
    if (isFree) chosen.splice(place, 0, hit);
  }
  return chosen;
}

/** Index of the first item that starts after `offset`, found by halving. */
function placeFor(sorted: readonly Span[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toFinding(
  { rule, confidence, reason }: RankedHit,
  scalar: ConfigScalar,
  { start, end }: Span,
): BlockFinding {
  return {
    ruleId: rule.id,
    start: Math.max(start, scalar.start),
    end: Math.min(end, scalar.end),
    confidence,
    reason,
    scalarStart: scalar.start,
    scalarEnd: scalar.end,
  };
}
