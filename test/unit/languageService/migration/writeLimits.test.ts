import { describe, expect, test } from 'vitest';
import { hasUnsafeNumber } from '../../../../server/src/languageService/migration/unsafeNumber.ts';
import {
  isTooMuch,
  MAX_WRITE_BYTES,
  MAX_WRITE_KEYS,
} from '../../../../server/src/languageService/migration/writeLimits.ts';

describe('how much one write may hold', () => {
  const many = (count: number): ReadonlyMap<string, string> =>
    new Map(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

  test('keys', () => {
    expect(isTooMuch(many(MAX_WRITE_KEYS))).toBe(false);
    expect(isTooMuch(many(MAX_WRITE_KEYS + 1))).toBe(true);
  });

  test.each([
    ['letters', 'x', 1],
    ['letters of two bytes', 'é', 2],
    ['quotes, which are escaped', '"', 2],
    ['control characters, which are written out', '\u0001', 6],
  ])('bytes of %s as JSON, names and quotes included', (_, text, bytes) => {
    // {"k":"…"} without what is around it: 3 bytes of the name and 2 quotes.
    const most = Math.floor((MAX_WRITE_BYTES - 5) / bytes);
    expect(isTooMuch(new Map([['k', text.repeat(most)]]))).toBe(false);
    expect(isTooMuch(new Map([['k', text.repeat(most + 1)]]))).toBe(true);
  });

  test('all keys together', () => {
    const half = 'x'.repeat(MAX_WRITE_BYTES / 2);
    expect(isTooMuch(new Map([['a', half]]))).toBe(false);
    expect(isTooMuch(new Map(['a', 'b'].map((key) => [key, half])))).toBe(true);
  });
});

describe('numbers that writing beside them could alter', () => {
  test.each([2 ** 53, -(2 ** 53), 1e300, -0, Number.POSITIVE_INFINITY])('%d', (number) => {
    expect(hasUnsafeNumber({ a: number })).toBe(true);
    expect(hasUnsafeNumber({ a: [{ b: [number] }] })).toBe(true);
  });

  test.each([0, 1, -1, 1.5, 2 ** 53 - 1, 1e-300])('not %d', (number) => {
    expect(hasUnsafeNumber({ a: [{ b: [number, '9007199254740993', null, true] }] })).toBe(false);
  });

  test('however deep', () => {
    let data: unknown = 2 ** 53;
    for (let depth = 0; depth < 100_000; depth++) data = [data];
    expect(hasUnsafeNumber(data)).toBe(true);
  });
});
