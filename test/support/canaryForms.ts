/** One way to write a text, and what finds it. */
export interface CanaryForm {
  readonly form: string;
  readonly pattern: RegExp;
}

/**
 * How a text of ASCII letters and digits may be written where it leaks. Each half counts as well: a cut-off copy is
 * a leak too.
 */
export function canaryForms(text: string): readonly CanaryForm[] {
  const middle = Math.ceil(text.length / 2);
  const reversed = Buffer.from(text).reverse().toString();
  return [
    // Case is ignored: header names, hosts and hashes are often lower-cased.
    { form: 'plain text', pattern: any([text.slice(0, middle), text.slice(middle)], 'iu') },
    { form: 'reversed text', pattern: any([reversed.slice(0, middle)], 'iu') },
    { form: 'base64', pattern: any(base64Cores(text), 'u') },
    { form: 'hex', pattern: bytesWith(text, '[\\s:,]*') },
    { form: 'percent or escape codes', pattern: bytesWith(text, '(?:%|\\\\x|\\\\u00|&#x|;)+') },
    { form: 'byte numbers', pattern: new RegExp(halfBytes(text).join('[\\s,]+'), 'u') },
  ];
}

/** The texts are letters and digits, so that nothing in them means something in a pattern. */
function any(texts: readonly string[], flags: string): RegExp {
  return new RegExp(texts.join('|'), flags);
}

/** The first half is enough: whoever writes bytes writes them all. */
function halfBytes(text: string): readonly number[] {
  return [...Buffer.from(text).subarray(0, Math.ceil(text.length / 2))];
}

function bytesWith(text: string, separator: string): RegExp {
  const codes = halfBytes(text).map((byte) => byte.toString(16).padStart(2, '0'));
  return new RegExp(codes.join(separator), 'iu');
}

/**
 * What base64 of anything that contains `text` contains: one core for each of the three ways it can fall on groups
 * of three bytes, without the letters at the ends that depend on the neighbours. ASCII letters and digits never give
 * `+` or `/`, so base64url looks the same.
 */
function base64Cores(text: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('\0'.repeat(shift) + text)
      .toString('base64')
      .replace(/=+$/u, '');
    return encoded.slice(shift === 0 ? 0 : shift + 1, -2);
  });
}
