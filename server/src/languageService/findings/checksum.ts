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

/**
 * Whether the last six characters of a token's body are the CRC-32 of the rest in base 62, as in tokens of GitHub
 * (https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/) and npm.
 */
export function hasBase62Checksum(body: string): boolean {
  const written = body.slice(-6);
  let rest = crc32(body.slice(0, -6));
  let expected = '';
  for (let place = 0; place < 6; place += 1) {
    expected = (digits[rest % 62] ?? '') + expected;
    rest = Math.floor(rest / 62);
  }
  return written === expected;
}
