const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC-32 (IEEE 802.3, reflected) of the low bytes of a text, as an unsigned 32-bit number. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function base62(value: number): string {
  let [rest, text] = [value, ''];
  for (let place = 0; place < 6; place += 1) {
    text = (digits[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

function reversedBytes(value: number): number {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, value, true);
  return bytes.getUint32(0, false);
}

const bech32Digits = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
const bech32Steps = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** The remainder that BIP 173 computes of a text in upper case; 1 where the checksum at its end is right. */
export function bech32Remainder(humanPart: string, data: string): number {
  const codes = Array.from(humanPart.toLowerCase(), (character) => character.charCodeAt(0));
  const values = Array.from(data, (character) => bech32Digits.indexOf(character));
  const all = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values];
  return all.reduce((remainder, value) => {
    const top = remainder >>> 25;
    const shifted = ((remainder & 0x1ffffff) << 5) ^ value;
    return bech32Steps.reduce((sum, step, bit) => sum ^ ((top >>> bit) & 1 ? step : 0), shifted);
  }, 1);
}

/** Ways in which tokens prove themselves. */
export type ChecksumName = 'github' | 'gitlab' | 'grafana' | 'atlassian' | 'age';

const checks: Readonly<Record<ChecksumName, (token: string, body: string) => boolean>> = {
  // https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/; npm does the same.
  github: (_, body) => body.slice(-6) === base62(crc32(body.slice(0, -6))),
  // Routable tokens: seven digits to the base of 36, of all that is before them.
  gitlab: (token) => token.slice(-7) === crc32(token.slice(0, -7)).toString(36).padStart(7, '0'),
  // In hex, the lowest byte first, of all before the last underscore.
  grafana: (token) => token.slice(-8) === hex(reversedBytes(crc32(token.slice(0, -9)))),
  // In hex, of all before it, the equals sign included.
  atlassian: (token) => token.slice(-8) === hex(crc32(token.slice(0, -8))).toUpperCase(),
  age: (_, body) => bech32Remainder('AGE-SECRET-KEY-', body) === 1,
};

/** Whether the end of a token proves the rest. `body` is what follows its mark. */
export function hasChecksum(name: ChecksumName, token: string, body: string): boolean {
  return checks[name](token, body);
}
