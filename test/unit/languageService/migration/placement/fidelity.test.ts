import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOracle } from '../../../../../scripts/reader/compareText.ts';
import type { OracleScalar } from '../../../../../scripts/reader/oracleScalar.ts';
import {
  type ConfigDocument,
  locatedScalars,
} from '../../../../../server/src/languageService/configDocument.ts';
import { findSecretAgain } from '../../../../../server/src/languageService/migration/placement/findSecretAgain.ts';
import type { Placement } from '../../../../../server/src/languageService/migration/placement/placement.ts';
import { planEdits } from '../../../../../server/src/languageService/migration/placement/planEdits.ts';
import { restoreEdits } from '../../../../../server/src/languageService/migration/placement/restoreEdits.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { fullTimeout, runs } from '../runs.ts';
import { entryOf } from './marked.ts';
import { placementsOf, type RandomMoves, randomMoves } from './randomMoves.ts';

/** More than two and a half moves are made of a case. */
const cases = runs(800, 42_000);

/** A scalar as one of the parsers sees it. */
type Seen = Pick<OracleScalar, 'document' | 'path' | 'start' | 'style' | 'kind' | 'value'>;

interface Readings {
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  readonly isOracle: boolean;
}

/** By the strict parser of the format, or by our reader where that rejects the file. */
function readings(before: string, after: string, languageId: string): Readings {
  const [then, now] = [readOracle(before, languageId), readOracle(after, languageId)];
  if (!('rejected' in then) && !('rejected' in now)) {
    return { before: then.scalars, after: now.scalars, isOracle: true };
  }
  // What was accepted before must be accepted afterwards.
  expect('rejected' in then).toBe(true);
  return { before: seenByUs(before, languageId), after: seenByUs(after, languageId), isOracle: false };
}

function seenByUs(text: string, languageId: string): readonly Seen[] {
  return [...locatedScalars(parseConfig(text, languageId))].map(({ block, scalar, start }) => ({
    document: block.document,
    path: scalar.path,
    start,
    style: scalar.style,
    kind: scalar.kind,
    value: scalar.value,
  }));
}

function tell({ document, path, style, kind, value }: Seen): unknown {
  return { document, path, style, kind, value };
}

/** The decoded values that the moved scalars shall have, by where they begin. */
function expectedValues(merged: readonly Placement[]): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  const groups = new Map<number, Placement[]>();
  for (const placement of merged) {
    const { start } = placement.located;
    groups.set(start, [...(groups.get(start) ?? []), placement]);
  }
  for (const [start, group] of groups) {
    const ordered = group.toSorted((left, right) => right.replaced.start - left.replaced.start);
    const old = group[0]!.located.scalar.value;
    const value = ordered.reduce(
      (text, { replaced, inserted }) => text.slice(0, replaced.start) + inserted + text.slice(replaced.end),
      old,
    );
    values.set(start, value);
  }
  return values;
}

function expectMoved({ before, after }: Readings, merged: readonly Placement[]): void {
  const values = expectedValues(merged);
  expect(after.length).toBe(before.length);
  let moved = 0;
  for (const [index, old] of before.entries()) {
    const now = after[index]!;
    const expected = values.get(old.start);
    if (expected === undefined) {
      expect(tell(now)).toEqual(tell(old));
      continue;
    }
    moved += 1;
    expect(now).toMatchObject({ document: old.document, path: old.path });
    if (now.value !== undefined) expect(now.value).toBe(expected);
  }
  expect(moved).toBe(values.size);
}

/** All bytes but those of the edits are equal. */
function expectSameBytes(before: string, after: string, merged: readonly Placement[]): void {
  const edits = merged.map(({ edit }) => edit).toSorted((left, right) => left.start - right.start);
  let [at, now] = [0, 0];
  for (const { start, end, newText } of edits) {
    const kept = before.slice(at, start);
    expect(after.slice(now, now + kept.length)).toBe(kept);
    expect(after.slice(now + kept.length, now + kept.length + newText.length)).toBe(newText);
    now += kept.length + newText.length;
    at = end;
  }
  expect(after.slice(now)).toBe(before.slice(at));
}

function expectRestored(
  before: string,
  after: string,
  { languageId, choices }: RandomMoves,
  merged: readonly Placement[],
): void {
  const restorings = merged.map((placement) => ({
    entry: JSON.parse(JSON.stringify(entryOf(placement))) as ReturnType<typeof entryOf>,
    value: placement.value,
  }));
  const ordered = choices.length % 2 === 0 ? restorings : restorings.toReversed();
  const { change, refused } = restoreEdits(parseConfig(after, languageId), languageId, ordered);
  expect(refused).toEqual([]);
  expect(change.after).toBe(before);
}

/** Before the edit the plaintext is found in its place, and afterwards the reference. */
function expectFound(
  document: ConfigDocument,
  after: string,
  languageId: string,
  merged: readonly Placement[],
): void {
  const moved = parseConfig(after, languageId);
  for (const placement of merged) {
    const entry = entryOf(placement);
    const isSame = (value: string): boolean => value === placement.value;
    const found = findSecretAgain(document, entry, isSame);
    expect(found.kind).toBe('plaintext');
    if (found.kind === 'plaintext') expect(found.placement.edit).toEqual(placement.edit);
    // Short texts are in a reference by chance.
    const isTelling = placement.value.length > 3 && !placement.reference.includes(placement.value);
    if (isTelling) expect(findSecretAgain(moved, entry, isSame).kind).toBe('reference');
  }
}

test(
  `random moves: parses before and after differ only at the moved scalars, all other bytes are equal, and come back`,
  () => {
    const tally = { moves: 0, parts: 0, unspelt: 0, byOracle: 0, refused: {} as Record<string, number> };
    fc.assert(
      fc.property(randomMoves, (moves) => {
        const { text, languageId } = moves;
        const document = parseConfig(text, languageId);
        const placements = placementsOf(document, moves);
        const { change, merged, refused } = planEdits(document, languageId, placements);
        expectSameBytes(text, change.after, merged);
        for (const { reason } of refused) tally.refused[reason] = (tally.refused[reason] ?? 0) + 1;
        if (merged.length === 0) return;
        const seen = readings(text, change.after, languageId);
        expectMoved(seen, merged);
        expectFound(document, change.after, languageId, merged);
        tally.moves += merged.length;
        tally.parts += merged.filter(({ isPart }) => isPart).length;
        if (seen.isOracle) tally.byOracle += merged.length;
        if (merged.every(({ spelling }) => spelling)) expectRestored(text, change.after, moves, merged);
        else tally.unspelt += merged.filter(({ spelling }) => !spelling).length;
      }),
      cases,
    );
    console.log('random moves:', JSON.stringify(tally));
    expect(tally.moves).toBeGreaterThan(cases.numRuns * 2.4);
    expect(tally.byOracle).toBeGreaterThan(tally.moves * 0.8);
    expect(tally.unspelt).toBeLessThan(tally.moves * 0.02);
  },
  2 * fullTimeout,
);
