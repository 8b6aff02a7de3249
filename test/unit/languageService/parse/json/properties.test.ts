import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeString } from '../../../../../server/src/languageService/parse/json/decode.ts';
import { jsonReader } from '../../../../../server/src/languageService/parse/json/index.ts';
import { documents, mutants } from './arbitraries.ts';
import { EVERYWHERE, commentsOf, oracle, read, readSegments, scalarsOf, UNCUT } from './wholeReading.ts';

const RUNS = { numRuns: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 50_000 : 2_000 };
const TEXTS = fc.oneof(documents, mutants);

describe('any JSON text', () => {
  it('reads as in jsonc-parser when it is valid, uncut and cut everywhere', () => {
    fc.assert(
      fc.property(TEXTS, (text) => {
        const expected = oracle(text);
        if (!expected) return;
        expect(read(text)).toEqual(expected);
        expect(read(text, EVERYWHERE)).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('reads the same wherever it is cut', () => {
    fc.assert(
      fc.property(TEXTS, fc.integer({ min: 1, max: 12 }), (text, minimum) => {
        const whole = readSegments(text, UNCUT);
        for (const cut of [EVERYWHERE, { minimum }]) {
          const segments = readSegments(text, cut);
          expect(scalarsOf(segments)).toEqual(scalarsOf(whole));
          expect(commentsOf(segments)).toEqual(commentsOf(whole));
        }
      }),
      RUNS,
    );
  });

  it('has ranges in order, in the text, that decode to the value', () => {
    fc.assert(
      fc.property(TEXTS, (text) => {
        let end = 0;
        for (const scalar of read(text)) {
          expect(scalar.start).toBeGreaterThanOrEqual(end);
          expect(scalar.end).toBeGreaterThanOrEqual(scalar.start);
          ({ end } = scalar);
          const raw = text.slice(scalar.start, end);
          expect(scalar.value).toBe(scalar.style === 'plain' ? raw : decodeString(raw));
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      RUNS,
    );
  });

  it('matters to a segment no further than its lookahead', () => {
    fc.assert(
      fc.property(TEXTS, TEXTS, (text, other) => {
        for (const { start, state, segment } of readSegments(text, EVERYWHERE)) {
          expect(segment.lookahead).toBeGreaterThanOrEqual(segment.end);
          if (segment.lookahead > text.length) continue;
          const changed = text.slice(0, segment.lookahead) + other;
          const again = jsonReader.read(changed, start, state, EVERYWHERE);
          expect(again.end).toBe(segment.end);
          expect(again.scalars.map(({ path, start: from, end, value }) => [path, from, end, value])).toEqual(
            segment.scalars.map(({ path, start: from, end, value }) => [path, from, end, value]),
          );
          expect(again.exit.equals(segment.exit)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});
