import type { BlockContent, ConfigDocument, ConfigScalar } from '../configDocument.ts';
import { sourceMap } from '../references/sourceMap.ts';
import { BlockContext } from './blockContext.ts';
import { documentFacts, rootFacts, type RootFacts } from './documentFacts.ts';
import { classifyFile, type FileClass } from './fileClass.ts';
import type { Finding } from './finding.ts';
import type { Rule, RuleContext, RuleHit, Span } from './rule.ts';
import { rules } from './rules/index.ts';
import { withoutSuppressed } from './suppressions.ts';

/** What detection needs to know about a file besides its text. */
export interface DetectionContext {
  /** Slash path, relative or absolute; only used to tell what the file is for. */
  readonly fileName: string;
}

/** A finding with offsets in its block. */
type BlockFinding = Omit<Finding, 'id'>;

interface Memo {
  readonly key: string;
  readonly findings: readonly BlockFinding[];
}

const memos = new WeakMap<BlockContent, Memo>();
const noFacts: RootFacts = {};

/**
 * Finds the plaintext secrets of a file, in file order, not overlapping, each within its scalar and all confidences
 * included. Synchronous and never throws. Blocks that were seen before in the same surroundings are not read again.
 */
export function detectFindings(document: ConfigDocument, { fileName }: DetectionContext): readonly Finding[] {
  const fileClass = classifyFile(fileName, documentFacts(document));
  const roots = rootFacts(document);
  const findings: Finding[] = [];
  for (const { start, document: number, content } of document.blocks) {
    for (const found of findInBlock(content, fileClass, roots.get(number) ?? noFacts)) {
      findings.push(moved(found, start));
    }
  }
  return withoutSuppressed(findings, document.text);
}

function moved(found: BlockFinding, by: number): Finding {
  const start = found.start + by;
  const end = found.end + by;
  return {
    ...found,
    id: `${found.ruleId}:${String(start)}-${String(end)}`,
    start,
    end,
    scalarStart: found.scalarStart + by,
    scalarEnd: found.scalarEnd + by,
  };
}

function findInBlock(content: BlockContent, fileClass: FileClass, root: RootFacts): readonly BlockFinding[] {
  const key = JSON.stringify([fileClass, root.kind, root.type]);
  const known = memos.get(content);
  if (known?.key === key) return known.findings;
  const context = new BlockContext(content, fileClass, root);
  const findings = content.scalars.flatMap((scalar) => findInScalar(content.text, scalar, context));
  memos.set(content, { key, findings });
  return findings;
}

/** Classes of files in which keys mean nothing and values are samples. */
const isSample: ReadonlySet<FileClass> = new Set(['schema', 'translation']);
const isKeyless: ReadonlySet<FileClass> = new Set(['schema', 'translation', 'lock-file']);

interface RankedHit extends RuleHit {
  readonly rule: Rule;
}

function findInScalar(text: string, scalar: ConfigScalar, context: RuleContext): readonly BlockFinding[] {
  if (scalar.value.length < 2) return [];
  const hits = chooseHits(allHits(scalar, context));
  if (hits.length === 0) return [];
  const locate = sourceMap(text, scalar);
  return withoutOverlaps(hits.map((hit) => toFinding(hit, scalar, locate(hit))));
}

function* allHits(scalar: ConfigScalar, context: RuleContext): Iterable<RankedHit> {
  const lowered = isSample.has(context.fileClass);
  for (const rule of rules) {
    if (!rule.isFormat && isKeyless.has(context.fileClass)) continue;
    for (const hit of rule.find(scalar, context)) {
      const confidence = lowered && hit.confidence !== 'certain' ? 'low' : hit.confidence;
      if (hit.end <= hit.start || (confidence !== 'certain' && isInComment(scalar.value, hit.start)))
        continue;
      yield { ...hit, confidence, rule };
    }
  }
}

/** Whether a place in a scalar lies on a line that is a comment of the file in it. Bounded: it is asked for every hit. */
function isInComment(value: string, place: number): boolean {
  const from = Math.max(0, place - 4_096);
  const before = value.slice(from, place);
  const lineBreak = before.lastIndexOf('\n');
  return (lineBreak !== -1 || from === 0) && /^[ \t]*(?:#(?!!)|\/\/)/.test(before.slice(lineBreak + 1));
}

/** Of hits that overlap the first stays, but a low one gives way. */
function chooseHits(found: Iterable<RankedHit>): readonly RankedHit[] {
  const hits = [...found];
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
