import * as v from 'valibot';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { respell } from '../../../../../server/src/languageService/migration/spelling/respell.ts';
import {
  MAX_RESPELLED,
  MAX_STEPS,
  type Spelling,
} from '../../../../../server/src/languageService/migration/spelling/spelling.ts';
import { spellingSchema } from '../../../../../server/src/languageService/migration/spelling/spellingSchema.ts';
import { runs } from '../runs.ts';

describe('a spelling that was made by somebody else', () => {
  test.each<[string, string, Spelling]>([
    ['copies too much', 'abc', { steps: [{ copy: 4 }] }],
    ['copies too little', 'abc', { steps: [{ copy: 2 }] }],
    ['skips too much', 'abc', { steps: [{ copy: 2 }, { skip: 2 }] }],
    ['has no steps', 'abc', { steps: [] }],
    ['goes back', 'abc', { steps: [{ copy: 3 }, { copy: -1 }, { copy: 1 }] }],
    ['skips back', 'abc', { steps: [{ copy: 3 }, { skip: -3 }, { copy: 3 }] }],
    ['copies half a character', 'abc', { steps: [{ copy: 2.5 }, { copy: 0.5 }] }],
    ['copies nothing', 'abc', { steps: [{ copy: 0 }, { copy: 3 }] }],
    ['counts to infinity', 'abc', { steps: [{ copy: Infinity }] }],
    ['counts to nothing', 'abc', { steps: [{ copy: NaN }] }],
    ['writes text of its own', 'abc', { steps: [{ copy: 3 }, { layout: '\n  admin: true' }] }],
    ['closes a quote', 'abc', { steps: [{ copy: 3 }, { layout: '"' }] }],
    ['writes no layout', 'abc', { steps: [{ layout: '' }, { copy: 3 }] }],
    ['escapes behind the end', 'abc', { steps: [{ copy: 3 }, { escape: 'u' }] }],
    ['escapes what has no letter', 'abc', { steps: [{ copy: 2 }, { escape: 'short' }] }],
    ['escapes what is too large', 'ab\u0100', { steps: [{ copy: 2 }, { escape: 'x' }] }],
    ['has too many steps', 'a'.repeat(MAX_STEPS + 1), { steps: Array(MAX_STEPS + 1).fill({ copy: 1 }) }],
    ['is base64 of another length', 'abc', { steps: [{ copy: 3 }], encoding: 'base64' }],
  ])('that %s makes nothing', (_, value, spelling) => {
    expect(respell(value, spelling)).toBeUndefined();
  });

  test('makes no more than a file may hold', () => {
    const layout = '\n'.repeat(100_000);
    const steps = Array<{ layout: string }>(MAX_STEPS - 1).fill({ layout });
    expect(respell('a', { steps: [{ copy: 1 }, ...steps.slice(0, 3)] })).toBe(`a${layout.repeat(3)}`);
    expect(respell('a', { steps: [{ copy: 1 }, ...steps] })).toBeUndefined();
    expect(MAX_RESPELLED).toBeLessThan(layout.length * steps.length);
  });
});

test.each<[string, Spelling, string]>([
  ['short', { steps: [{ escape: 'short' }] }, '\\n'],
  ['x', { steps: [{ escape: 'x' }] }, '\\x0a'],
  ['X', { steps: [{ escape: 'X' }] }, '\\x0A'],
  ['u', { steps: [{ escape: 'u' }] }, '\\u000a'],
  ['U4', { steps: [{ escape: 'U4' }] }, '\\u000A'],
  ['u8', { steps: [{ escape: 'u8' }] }, '\\U0000000a'],
  ['U8', { steps: [{ escape: 'U8' }] }, '\\U0000000A'],
])('the escape %s', (_, spelling, written) => {
  expect(respell('\n', spelling)).toBe(written);
});

test('a character beyond U+FFFF is one long escape or two short ones', () => {
  expect(respell('😀', { steps: [{ escape: 'u8' }] })).toBe('\\U0001f600');
  expect(respell('😀', { steps: [{ escape: 'U4' }, { escape: 'u' }] })).toBe('\\uD83D\\ude00');
});

const count = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.double(), fc.maxSafeInteger());
const hostileStep = fc.oneof(
  fc.record({ copy: count }),
  fc.record({ skip: count }),
  fc.record({ layout: fc.string({ unit: fc.constantFrom(' ', '\n', "'", '\\', '"', 'x'), maxLength: 3 }) }),
  fc.record({ escape: fc.constantFrom('short', 'x', 'X', 'u', 'U4', 'u8', 'U8') }),
);

test('whatever the spelling, the text is made of the value and of blanks, breaks and escapes', () => {
  const steps = fc.array(hostileStep, { maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6 }), steps, (value, list) => {
      const made = respell(value, { steps: list });
      if (made === undefined) return;
      const known = value + " \t\r\n'\\" + '0123456789abcdefABCDEFxuU' + 'tnvrN_LP';
      expect(Array.from(made).every((character) => known.includes(character))).toBe(true);
    }),
    runs(3_000, 100_000),
  );
});

describe('the schema', () => {
  const isRead = (spelling: unknown): boolean => v.safeParse(spellingSchema, spelling).success;

  test('reads what was written', () => {
    const spelling = { steps: [{ copy: 2 }, { skip: 1 }, { layout: "\r\n \t\\'" }, { escape: 'U8' }] };
    expect(isRead(JSON.parse(JSON.stringify(spelling)))).toBe(true);
    expect(isRead({ ...spelling, encoding: 'base64' })).toBe(true);
  });

  test.each<[string, unknown]>([
    ['no steps', {}],
    ['a text', 'x'],
    ['characters in the layout', { steps: [{ layout: '\n  admin: true' }] }],
    ['an empty layout', { steps: [{ layout: '' }] }],
    ['a long layout', { steps: [{ layout: ' '.repeat(200_000) }] }],
    ['a count below one', { steps: [{ copy: 0 }] }],
    ['a count that is none', { steps: [{ copy: '1' }] }],
    ['a count beyond a file', { steps: [{ skip: 1e12 }] }],
    ['a step of two kinds', { steps: [{ copy: 1, layout: ' ' }] }],
    ['an unknown escape', { steps: [{ escape: 'q' }] }],
    ['an unknown step', { steps: [{ text: 'x' }] }],
    ['another encoding', { steps: [{ copy: 1 }], encoding: 'rot13' }],
    ['more than that', { steps: [{ copy: 1 }], value: 'x' }],
    ['too many steps', { steps: Array(MAX_STEPS + 1).fill({ copy: 1 }) }],
  ])('refuses %s', (_, spelling) => {
    expect(isRead(spelling)).toBe(false);
  });
});
