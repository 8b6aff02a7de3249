import { describe, expect, it } from 'vitest';
import { exactShare, figuresOf, positivesOf, tiersOf } from '../../../../scripts/eval/figures.ts';
import type { Found, Label, Place } from '../../../../scripts/eval/label.ts';
import { scoreAll, type Scored } from '../../../../scripts/eval/match.ts';

function place(line: number, from: number, to: number, endLine = line): Place {
  return { line, col_start: from, end_line: endLine, col_end: to };
}

function found(at: Place, confidence: Found['confidence'] = 'high', file = 'a.yaml'): Found {
  return { file, rule: 'keyed-password', confidence, ...at };
}

function label(at: Place, kind: Label['label'] = 'secret', scalar: Partial<Label> = {}): Label {
  return { file: 'a.yaml', label: kind, category: 'password', ...at, ...scalar };
}

function score(findings: readonly Found[], labels: readonly Label[], comments: readonly number[] = []) {
  return scoreAll(findings, labels, ({ line }) => comments.includes(line));
}

function outcomes(scored: readonly Scored[]): string[] {
  return scored.map(({ outcome }) => outcome);
}

describe('a finding', () => {
  it.each([
    ['the same place', place(2, 5, 9), 'hit', true],
    ['a part of it', place(2, 6, 7), 'hit', false],
    ['more than it', place(2, 1, 20), 'hit', false],
    ['its last column', place(2, 8, 12), 'hit', false],
    ['what begins where it ends', place(2, 9, 12), 'false', false],
    ['what ends where it begins', place(2, 1, 5), 'false', false],
    ['the line above', place(1, 5, 9), 'false', false],
    ['the line below', place(3, 5, 9), 'false', false],
    ['lines around it', place(1, 1, 1, 3), 'hit', false],
  ] as const)('that covers %s', (_what, at, outcome, isExact) => {
    expect(score([found(at)], [label(place(2, 5, 9))])).toMatchObject([{ outcome, isExact }]);
  });

  it('that covers the scalar of a label is exact too', () => {
    const scalar = { s_line: 2, s_col: 4, s_end_line: 2, s_col_end: 10 };
    expect(score([found(place(2, 4, 10))], [label(place(2, 5, 9), 'secret', scalar)])).toMatchObject([
      { outcome: 'hit', isExact: true },
    ]);
  });

  it('on the header of a block scalar meets a secret of several lines, not one of a single line', () => {
    const scalar = { s_line: 2, s_col: 6, s_end_line: 5, s_col_end: 1 };
    const header = found(place(2, 6, 7));
    expect(outcomes(score([header], [label(place(3, 3, 4, 4), 'secret', scalar)]))).toEqual(['hit']);
    expect(outcomes(score([header], [label(place(3, 3, 9), 'secret', scalar)]))).toEqual(['false']);
  });

  it('on a placeholder counts neither way, unless it is on a secret too', () => {
    const stand = label(place(2, 5, 9), 'placeholder');
    expect(outcomes(score([found(place(2, 5, 9))], [stand]))).toEqual(['placeholder']);
    expect(outcomes(score([found(place(2, 5, 9))], [stand, label(place(2, 8, 12))]))).toEqual(['hit']);
  });

  it('on a comment is left out, unless there is a label', () => {
    expect(outcomes(score([found(place(2, 5, 9))], [], [2]))).toEqual(['comment']);
    expect(outcomes(score([found(place(2, 5, 9))], [label(place(2, 5, 9))], [2]))).toEqual(['hit']);
  });

  it('in another file does not count for this one', () => {
    expect(outcomes(score([found(place(2, 5, 9), 'high', 'b.yaml')], [label(place(2, 5, 9))]))).toEqual([
      'false',
    ]);
  });

  it('counts once in the same place', () => {
    expect(score([found(place(2, 5, 9)), found(place(2, 5, 9), 'low')], []).length).toBe(1);
  });
});

describe('figures', () => {
  const secret = label(place(1, 1, 5));
  const missed = label(place(2, 1, 5));
  const weak = label(place(3, 1, 5), 'weak');
  const stand = label(place(4, 1, 5), 'placeholder');
  const labels = [secret, missed, weak, stand];
  const scored = score(
    [
      found(place(1, 1, 5), 'certain'),
      found(place(1, 2, 3), 'high'),
      found(place(3, 1, 5), 'medium'),
      found(place(4, 1, 5), 'medium'),
      found(place(9, 1, 5), 'medium'),
      found(place(10, 1, 5), 'low'),
    ],
    labels,
    [10],
  );

  it('of both views, by hand', () => {
    expect(figuresOf(scored, positivesOf(labels, 'core'))).toEqual({
      TP: 1,
      FP: 1,
      FN: 1,
      precision: 0.5,
      recall: 0.5,
      F1: 0.5,
      precision_strict: 0.3333,
    });
    expect(figuresOf(scored, positivesOf(labels, 'all'))).toEqual({
      TP: 2,
      FP: 1,
      FN: 1,
      precision: 0.6667,
      recall: 0.6667,
      F1: 0.6667,
      precision_strict: 0.5,
    });
    expect(exactShare(scored)).toBe(0.6667);
  });

  it('of cumulative tiers hold the findings of the surer ones', () => {
    const counts = tiersOf(scored).map(({ upTo, scored: tier }) => [upTo, tier.length]);
    expect(counts).toEqual([
      ['certain', 1],
      ['high', 2],
      ['medium', 5],
      ['low', 6],
    ]);
  });

  it('without findings, without labels, without both are 0', () => {
    const none = { TP: 0, FP: 0, precision: 0, recall: 0, F1: 0, precision_strict: 0 };
    expect(figuresOf([], [secret])).toEqual({ ...none, FN: 1 });
    expect(figuresOf([], [])).toEqual({ ...none, FN: 0 });
    expect(figuresOf(score([found(place(9, 1, 5))], []), [])).toEqual({ ...none, FP: 1, FN: 0 });
    expect(exactShare([])).toBe(0);
  });
});
