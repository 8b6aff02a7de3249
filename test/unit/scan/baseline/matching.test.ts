import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline, BaselineEntry } from '../../../../server/src/scan/baseline/baseline.ts';
import { withFindings, withoutStale, withRenames } from '../../../../server/src/scan/baseline/changes.ts';
import { keyPattern } from '../../../../server/src/scan/baseline/keyPattern.ts';
import { matchFile, type MatchedFinding } from '../../../../server/src/scan/baseline/matching.ts';
import { BaselineTally } from '../../../../server/src/scan/baseline/tally.ts';

const salt = '00000000-0000-4000-8000-000000000000';
const empty: Baseline = { salt, entries: [] };

const finding: fc.Arbitrary<MatchedFinding> = fc.record({
  rule: fc.constantFrom('one', 'two'),
  keyPath: fc.constantFrom('a', 'list[0].a', 'list[1].a', 'list[2].a', 'b["[0]"]'),
  mark: fc.constantFrom('000', '111', '222'),
});
const findings = fc.array(finding, { maxLength: 12 });

function entry(change: Partial<BaselineEntry>): BaselineEntry {
  return { rule: 'one', file: 'f', keyPath: 'a', mark: '000', count: 1, ...change };
}

function of(list: readonly MatchedFinding[], reason?: string): Baseline {
  return withFindings(empty, [{ file: 'f', findings: list }], reason).baseline;
}

function acceptedBy(baseline: Baseline, list: readonly MatchedFinding[]): number {
  return matchFile(baseline.entries, list).accepted.filter(Boolean).length;
}

function groups(list: readonly MatchedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, keyPath, mark } of list) {
    const group = JSON.stringify([rule, keyPattern(keyPath), mark]);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

describe('what a baseline accepts', () => {
  it('is all that went into it, in any order and with other indices', () => {
    fc.assert(
      fc.property(findings, fc.integer({ min: 0, max: 9 }), (list, by) => {
        const moved = list
          .map((one) => ({
            ...one,
            keyPath: one.keyPath.replace(/^list\[(\d)\]/, (_all, index) => `list[${Number(index) + by}]`),
          }))
          .toReversed();
        expect(acceptedBy(of(list), moved)).toBe(list.length);
      }),
    );
  });

  it('is never more than was accepted, of each value', () => {
    fc.assert(
      fc.property(findings, findings, (list, later) => {
        const capacity = groups(list);
        const expected = [...groups(later)].map(([group, count]) =>
          Math.min(count, capacity.get(group) ?? 0),
        );
        expect(acceptedBy(of(list), later)).toBe(expected.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it('is first what stands where it stood', () => {
    const baseline = of([{ rule: 'one', keyPath: 'list[1].a', mark: '000' }]);
    const later = [0, 1, 2].map((index) => ({ rule: 'one', keyPath: `list[${index}].a`, mark: '000' }));
    expect(matchFile(baseline.entries, later).accepted).toEqual([false, true, false]);
  });

  it('is no other value, rule or key, and nothing without a mark', () => {
    const baseline = of([{ rule: 'one', keyPath: 'a', mark: '000' }]);
    const others: readonly MatchedFinding[] = [
      { rule: 'one', keyPath: 'a', mark: '001' },
      { rule: 'two', keyPath: 'a', mark: '000' },
      { rule: 'one', keyPath: 'b', mark: '000' },
      { rule: 'one', keyPath: 'a' },
    ];
    expect(matchFile(baseline.entries, others)).toEqual({ accepted: others.map(() => false), left: [1] });
  });
});

describe('an update', () => {
  it('accepts everything, adds what is new and keeps the rest with its reason', () => {
    fc.assert(
      fc.property(findings, findings, (list, later) => {
        const before = of(list, 'because');
        const { baseline, added } = withFindings(before, [{ file: 'f', findings: later }], 'later');
        expect(acceptedBy(baseline, later)).toBe(later.length);
        expect(added).toBe(later.length - acceptedBy(before, later));
        for (const one of before.entries) {
          const kept = baseline.entries.find(
            ({ rule, keyPath, mark }) =>
              [rule, keyPath, mark].join() === [one.rule, one.keyPath, one.mark].join(),
          );
          expect(kept?.reason).toBe('because');
          expect(kept?.count).toBeGreaterThanOrEqual(one.count);
        }
      }),
    );
  });

  it('changes nothing when all is accepted', () => {
    const baseline = of([{ rule: 'one', keyPath: 'list[0].a', mark: '000' }], 'why');
    const later = [{ rule: 'one', keyPath: 'list[4].a', mark: '000' }];
    expect(withFindings(baseline, [{ file: 'f', findings: later }], 'x')).toEqual({ baseline, added: 0 });
  });

  it('leaves out what has no mark', () => {
    const { baseline, added } = withFindings(empty, [
      { file: 'f', findings: [{ rule: 'one', keyPath: 'a' }] },
    ]);
    expect({ baseline, added }).toEqual({ baseline: empty, added: 0 });
  });
});

describe('stale entries', () => {
  const baseline: Baseline = {
    salt,
    entries: [
      entry({ file: 'gone' }),
      entry({ file: 'skipped', count: 2 }),
      entry({ file: 'whole', count: 3, reason: 'why' }),
      entry({ file: 'whole', keyPath: 'b' }),
    ],
  };
  const found = { rule: 'one', keyPath: 'a', mark: '000' };

  it('are those of files that were read completely or are gone', () => {
    const tally = new BaselineTally(baseline);
    expect(tally.accept('whole', [found, { ...found, mark: '111' }], true)).toEqual([true, false]);
    expect(tally.accept('skipped', [found], false)).toEqual([true]);
    expect(tally.accepted).toBe(2);
    const stale = tally.stale((file) => file === 'gone');
    expect(stale.map(({ entry: { file, keyPath }, missing }) => `${file} ${keyPath} ${missing}`)).toEqual([
      'gone a 1',
      'whole a 2',
      'whole b 1',
    ]);
    expect(withoutStale(baseline, stale)).toEqual({
      salt,
      entries: [entry({ file: 'skipped', count: 2 }), entry({ file: 'whole', reason: 'why' })],
    });
  });

  it('are none when nothing was scanned', () => {
    expect(new BaselineTally(baseline).stale(() => false)).toEqual([]);
  });

  it('are exactly the rest, whatever was found', () => {
    fc.assert(
      fc.property(findings, findings, (list, later) => {
        const before = of(list);
        const tally = new BaselineTally(before);
        tally.accept('f', later, true);
        const after = withoutStale(
          before,
          tally.stale(() => false),
        );
        expect(acceptedBy(after, later)).toBe(acceptedBy(before, later));
        expect(after.entries.reduce((sum, { count }) => sum + count, 0)).toBe(tally.accepted);
      }),
    );
  });
});

describe('a renamed file', () => {
  it('takes its entries along, in their new order', () => {
    const baseline: Baseline = { salt, entries: [entry({ file: 'a', reason: 'why' }), entry({ file: 'b' })] };
    expect(withRenames(baseline, new Map([['a', 'c']])).entries).toEqual([
      entry({ file: 'b' }),
      entry({ file: 'c', reason: 'why' }),
    ]);
    expect(withRenames(baseline, new Map())).toBe(baseline);
  });
});
