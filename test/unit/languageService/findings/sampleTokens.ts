import { alphabets } from '../../../../server/src/languageService/findings/formats/alphabet.ts';
import {
  bech32Remainder,
  type ChecksumName,
  crc32,
} from '../../../../server/src/languageService/findings/formats/checksum.ts';
import type { TokenFormat } from '../../../../server/src/languageService/findings/formats/tokenFormat.ts';
import { bodyOf, draw, part } from './sampleBodies.ts';

/** A text with a made-up token in it. */
export interface SampleToken {
  /** What a person would write: the token, and before it the label where the format has one. */
  readonly text: string;
  /** The token alone. */
  readonly token: string;
}

/** Right in every respect, its checksum included. */
export function sampleToken(format: TokenFormat): SampleToken {
  const { head, mark, isLabel, checksum } = format;
  const before = `${head ? part(head) : ''}${mark}`;
  const token = before + (checksum ? proven[checksum](before) : bodyOf(format));
  return { text: token, token: isLabel === true ? token.slice(mark.length) : token };
}

/** By their checksum, bodies that prove what is before and in them. */
const proven: Readonly<Record<ChecksumName, (before: string) => string>> = {
  github: () => {
    const random = draw(alphabets.alphanumeric, 30);
    return random + inBase(62, crc32(random), 6);
  },
  gitlab: (before) => {
    const payload = `${draw(alphabets.alphanumeric, 27)}.01.0r`;
    return payload + inBase(36, crc32(before + payload), 7).toLowerCase();
  },
  grafana: (before) => {
    const random = draw(alphabets.alphanumeric, 32);
    const bytes =
      inBase(16, crc32(before + random), 8)
        .toLowerCase()
        .match(/../g) ?? [];
    return `${random}_${bytes.reverse().join('')}`;
  },
  atlassian: (before) => {
    const random = `${draw(alphabets.alphanumeric, 170)}=`;
    return random + inBase(16, crc32(before + random), 8);
  },
  age: () => {
    const random = draw(bech32, 52);
    const rest = bech32Remainder('AGE-SECRET-KEY-', `${random}QQQQQQ`) ^ 1;
    return (
      random + Array.from({ length: 6 }, (_, place) => bech32[(rest >>> (5 * (5 - place))) & 31]).join('')
    );
  },
};

const bech32 = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function inBase(base: number, value: number, places: number): string {
  let [rest, text] = [value, ''];
  for (let place = 0; place < places; place += 1) {
    text = (digits[rest % base] ?? '') + text;
    rest = Math.floor(rest / base);
  }
  return text;
}
