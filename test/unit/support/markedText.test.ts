import { describe, expect, it } from 'vitest';
import { expectRanges, parseMarked } from '../../support/markedText.ts';

describe('parseMarked', () => {
  it('takes out marks and tells their ranges', () => {
    const { text, ranges, cursor } = parseMarked('password: ⟦secret.plaintext:hunter2⟧\nother: ¦x');
    expect(text).toBe('password: hunter2\nother: x');
    expect(ranges).toEqual([{ label: 'secret.plaintext', start: 10, end: 17 }]);
    expect(cursor).toBe(25);
  });

  it('nests, and keeps colons in the text', () => {
    const { text, ranges } = parseMarked('⟦outer:a:⟦inner:b⟧⟧');
    expect(text).toBe('a:b');
    expect(ranges).toEqual([
      { label: 'outer', start: 0, end: 3 },
      { label: 'inner', start: 2, end: 3 },
    ]);
  });

  it('has no cursor when there is none', () => {
    expect(parseMarked('a: b')).toEqual({ text: 'a: b', ranges: [] });
  });

  it.each(['⟦a:b', 'b⟧', '⟦a:⟦b:c⟧', '⟦no label⟧', '¦a¦'])('refuses %s', (marked) => {
    expect(() => parseMarked(marked)).toThrow(/marked text/);
  });
});

describe('expectRanges', () => {
  const range = { label: 'a', start: 1, end: 2 };

  it('does not mind the order', () => {
    const other = { label: 'b', start: 0, end: 1 };
    expectRanges([range, other], [other, range]);
    expect.assertions(1);
  });

  it.each([
    { name: 'a missing range', actual: [], expected: [range] },
    { name: 'an unexpected range', actual: [range], expected: [] },
    { name: 'a range that comes twice', actual: [range, range], expected: [range] },
    { name: 'another end', actual: [{ ...range, end: 3 }], expected: [range] },
  ])('fails for $name', ({ actual, expected }) => {
    expect(() => {
      expectRanges(actual, expected);
    }).toThrow();
  });
});
