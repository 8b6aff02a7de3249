import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, hasBase62Checksum } from '../../../../server/src/languageService/findings/checksum.ts';
import type { TokenFormat } from '../../../../server/src/languageService/findings/tokenFormat.ts';
import { tokenFormats } from '../../../../server/src/languageService/findings/tokenFormats.ts';
import { detect } from './marks.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function characters(alphabet: TokenFormat['alphabet']): string {
  switch (alphabet) {
    case 'hex':
      return '0123456789abcdef';
    case 'lower':
      return 'abcdefghijklmnopqrstuvwxyz0123456789';
    case 'upper':
      return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    case 'alphanumeric':
    case 'word':
    case 'url':
    case 'dotted':
    case 'base64':
      return digits;
  }
}

/** A body that no two neighbours of repeat, the same in each run. */
function body({ alphabet, min }: TokenFormat): string {
  const from = characters(alphabet);
  return Array.from(
    { length: min },
    (_, index) => from[(index * index * 7 + index * 3 + 5) % from.length],
  ).join('');
}

function base62(value: number): string {
  let [rest, text] = [value, ''];
  for (let place = 0; place < 6; place += 1) {
    text = (digits[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

describe.each(tokenFormats)('a token of $issuer, $prefix', (format) => {
  it('is found under a key that tells nothing, and ends where its alphabet ends', () => {
    const token = format.prefix + body(format);
    const text = `thing: "${token}"\n`;
    const [found] = detect(text, 'a.yaml', 'low');
    expect(found && text.slice(found.start, found.end)).toBe(token);
  });

  it('is not found when it is cut short', () => {
    const text = `thing: "${format.prefix}${body(format).slice(0, format.min - 1)}"\n`;
    expect(detect(text).filter(({ ruleId }) => ruleId === 'provider-token')).toEqual([]);
  });
});

describe('the checksum of a token', () => {
  it('is CRC-32 as everybody computes it', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(crc32('')).toBe(0);
  });

  it('makes a token certain, and only the right one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z]{30}$/), (random) => {
        const right = random + base62(crc32(random));
        expect(hasBase62Checksum(right)).toBe(true);
        const wrong = `${random}${right.endsWith('0') ? '1' : '0'}${right.slice(31)}`;
        expect(hasBase62Checksum(wrong)).toBe(wrong === right);
      }),
      { numRuns: 100 },
    );
    const random = 'Q1w2E3r4T5y6U7i8O9p0AsDfGhJkLz';
    const prefix = ['gh', 'p_'].join('');
    const confidence = (token: string): string | undefined => detect(`thing: ${token}\n`)[0]?.confidence;
    expect(confidence(prefix + random + base62(crc32(random)))).toBe('certain');
    expect(confidence(`${prefix}${random}0a0b0c`)).toBe('high');
  });
});
