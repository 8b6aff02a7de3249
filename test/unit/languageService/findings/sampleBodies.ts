import {
  type Alphabet,
  alphabets,
} from '../../../../server/src/languageService/findings/formats/alphabet.ts';
import type {
  TokenFormat,
  TokenPart,
} from '../../../../server/src/languageService/findings/formats/tokenFormat.ts';

/** Bodies that are not just so many characters of their alphabet; `h`, `d`, `a` stand for hex, digits, letters. */
const patterns: readonly (readonly [issuer: string, mark: RegExp, pattern: string])[] = [
  ['LangSmith', /./, 'h32_h10'],
  ['Harness', /./, 'a22.a24.a20'],
  ['Postman', /./, 'h24-h34'],
  ['Akamai', /./, 'l16-l16'],
  ['Azure', /^(?:\+AS?[tB]|\+ABa|\+ASt|ACDb)/, 'a5A=='],
  ['Azure', /^(?:\+ASb|\+AEh|\+ARm|AIoT|AzCa)$/, 'Aa5='],
  ['Azure', /^sig=$/, 'a43%3D'],
  ['Baidu Cloud', /./, 'a21/h40'],
  ['Cloudflare', /^v1/, 'h24-h146'],
  ['Cloudflare', /^cf/, 'a40h8'],
  ['Defined Networking', /./, 'a26-a52'],
  ['Google', /^AAAA$/, 'a7:a140'],
  ['Yandex Cloud', /^t1/, 'a10.a80='],
  ['1Password', /^A3/, 'u6-u6-u5-u5-u5-u5'],
  ['Authress', /./, 'l10.l4.acc-l12.l40'],
  ['Dynatrace', /./, 'u24.u64'],
  ['K3s', /./, 'h64::server:h32'],
  ['Rancher', /./, 'l5:l54'],
  ['Zuplo', /./, 'h32_h8'],
  ['Discord', /^.{2}$/, 'a24.a6.a38'],
  ['Discord', /discord/, 'd18/a68'],
  ['Mailgun', /^-$/, 'h8-h8'],
  ['Resend', /./, 'a8_a24'],
  ['Telnyx', /./, 'H32_a22'],
  ['Airtable', /./, 'a14.h64'],
  ['Asana', /./, 'd16/d16:h32'],
  ['ClickUp', /./, 'd8_u32'],
  ['Flutterwave', /^FLWSECK/, 'h32-X'],
  ['PayPal', /./, 'l16$h32'],
  ['Databricks', /./, 'h32'],
];

const drawnFrom: Readonly<Record<string, string>> = {
  h: alphabets.hex,
  H: '0123456789ABCDEF',
  d: alphabets.digits,
  l: alphabets.lower,
  u: alphabets.upper,
  a: alphabets.alphanumeric,
};

/** Characters drawn as if by chance, the same in each run. */
export function draw(characters: string, length: number, seed = 1): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return characters[(state >>> 12) % characters.length];
  }).join('');
}

function fill(pattern: string): string {
  let from = 0;
  return pattern.replace(/([hHdlua])(\d+)/g, (_, kind: string, length: string) => {
    from += 11;
    return draw(drawnFrom[kind] ?? '', Number(length), from);
  });
}

/** Letters and digits of an alphabet: what is certain to be in the middle of a token. */
function plain(alphabet: Alphabet): string {
  return alphabets[alphabet].replace(/[^A-Za-z0-9]/g, '');
}

/** As few characters as a part of a token may have. */
export function part({ alphabet, min }: TokenPart): string {
  return draw(plain(alphabet), min);
}

/** What may stand behind the mark of a format that has no checksum. */
export function bodyOf(format: TokenFormat): string {
  const { issuer, mark, body, shape } = format;
  const found = patterns.find(([of, marks, pattern]) => {
    return of === issuer && marks.test(mark) && (shape?.test(fill(pattern)) ?? false);
  });
  if (found) return fill(found[2]);
  const uuid = body.alphabet === 'uuid' && body.min === 36;
  return uuid ? fill('h8-h4-h4-h4-h12') : part(body);
}
