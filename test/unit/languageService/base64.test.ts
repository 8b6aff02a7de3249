import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64Start, decodeBase64Text } from '../../../server/src/languageService/base64.ts';

describe('decodeBase64Text', () => {
  it('gives back any text without control characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '9', '\n', 'ü', '密', '🔑'), minLength: 3 }),
        (text) => {
          const encoded = Buffer.from(text).toString('base64');
          expect(decodeBase64Text(encoded)).toBe(text);
          expect(decodeBase64Text(encoded.replace(/=+$/, ''))).toBe(text);
          expect(decodeBase64Text(encoded.replaceAll('+', '-').replaceAll('/', '_'))).toBe(text);
          expect(decodeBase64Start(encoded)).toBe(text);
        },
      ),
    );
  });

  it.each([
    ['', 'nothing'],
    ['abc', 'too short'],
    ['abcde', 'a character that makes no byte'],
    ['ab=c', 'padding in the middle'],
    ['YWI===', 'too much padding'],
    ['AAAA', 'control characters'],
    ['/////w==', 'no UTF-8'],
    ['YWJj!', 'another sign'],
  ])('of %j is undefined: %s', (encoded) => {
    expect(decodeBase64Text(encoded)).toBeUndefined();
  });

  it('leaves more than 64 KB alone', () => {
    expect(decodeBase64Text('YWFh'.repeat(16 * 1024))).toBeDefined();
    expect(decodeBase64Text('YWFh'.repeat(16 * 1024 + 1))).toBeUndefined();
  });
});

describe('decodeBase64Start', () => {
  it('gives ever more of a text while its base64 is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '9', 'ü', '密', '🔑'), minLength: 4 }), (text) => {
        const encoded = Buffer.from(text).toString('base64');
        let before = '';
        // The first character has up to four bytes.
        for (let end = 6; end <= encoded.length; end += 1) {
          const start = decodeBase64Start(encoded.slice(0, end));
          expect(text.startsWith(start ?? '-')).toBe(true);
          expect(start?.startsWith(before)).toBe(true);
          before = start ?? '';
        }
        expect(before).toBe(text);
      }),
    );
  });
});
