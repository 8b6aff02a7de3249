import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeBase64,
  encodeBase64,
} from '../../../../../server/src/languageService/migration/spelling/base64.ts';
import { runs } from '../runs.ts';

test('texts come back, and the base64 is that of Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = encodeBase64(text);
      expect(encoded).toBe(Buffer.from(text, 'utf8').toString('base64'));
      expect(decodeBase64(encoded)).toBe(text);
      expect(decodeBase64(encoded.replace(/(.{4})/g, '$1\n'))).toBe(text);
    }),
    runs(1_000, 50_000),
  );
});

test('a byte order mark is text', () => {
  expect(decodeBase64(encodeBase64('\ufeffx'))).toBe('\ufeffx');
});

test('a large text', () => {
  const text = 'é'.repeat(500_000);
  expect(decodeBase64(encodeBase64(text))).toBe(text);
});

test.each([
  ['no base64', 'hunter2!'],
  ['without padding', 'YQ'],
  ['padded too much', 'YWI=='],
  ['with bits that no byte has', 'YR=='],
  ['of the other alphabet', '-_-_'],
  ['with blanks', 'YW Jj'],
  ['of bytes that are no text', '//79'],
  ['of half a character', '4pyT'.slice(0, 2)],
])('base64 %s is none', (_, encoded) => {
  expect(decodeBase64(encoded)).toBeUndefined();
});
