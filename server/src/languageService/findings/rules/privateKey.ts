import type { Rule, RuleHit } from '../rule.ts';
import { decodeBase64Text } from '../../base64.ts';
import { shannonEntropy } from '../entropy.ts';
import { trait } from '../trait.ts';

const BEGIN = '-----BEGIN ';
const END = '-----END ';
const header = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
/** Base64 of `-----BEGIN`: how a key looks in a kubeconfig or a Secret. */
const ENCODED_BEGIN = 'LS0tLS1CRUdJTi';
/** Armour of the shortest key in use (Ed25519 in PKCS#8) is 64 characters. */
const MIN_BODY = 48;
/** As much of the body as is looked at. */
const SAMPLE = 4_096;

const reason = 'This is a private key in plain text; move it into Vault and replace the key pair.';

function* find(value: string): Iterable<RuleHit> {
  let at = value.indexOf(BEGIN);
  while (at !== -1) {
    header.lastIndex = at;
    const found = header.exec(value);
    const from = at + (found?.[0].length ?? BEGIN.length);
    const close = value.indexOf(END, from);
    if (close === -1) return;
    const next = value.indexOf(BEGIN, from);
    const isClosed = next === -1 || close < next;
    if (found && isClosed && isKeyBody(value.slice(from, Math.min(close, from + SAMPLE)))) {
      yield { start: at, end: endOfFooter(value, close), confidence: 'certain', reason };
    }
    at = next;
  }
}

/** Behind the dashes of the footer, or at the end of the value when only its last line break follows. */
function endOfFooter(value: string, close: number): number {
  const from = close + END.length;
  const dashes = value.slice(from, from + 60).indexOf('-----');
  const end = dashes === -1 ? from : from + dashes + 5;
  return value.length - end <= 2 && value.slice(end).trim() === '' ? value.length : end;
}

/** A body of real base64: whole, long enough, and not the same character over and over. */
function isKeyBody(body: string): boolean {
  const lines = body.replace(/^[\w-]{1,30}:.{0,200}$/gm, '');
  // Nothing in armour has a dot but an excerpt.
  if (/\.|…/.test(lines)) return false;
  const armour = lines.replace(/\\[nr]|[\s"',\\]/g, '').replace(/[^A-Za-z0-9+/=]/g, '');
  return armour.length >= MIN_BODY && shannonEntropy(armour) > 3.2 && !/x{8}|EXAMPLE/i.test(armour);
}

/** Put together here, so that other scanners pass over this file. */
const SUBJECT = ['PRIVATE', 'KEY'].join(' ');

/** Armour of a private key: PKCS#1, PKCS#8, SEC 1, OpenSSH, PGP; also as base64 of the whole. */
export const privateKey: Rule = {
  id: 'private-key',
  description: 'a private key in PEM or PGP armour',
  isFormat: true,
  traits: trait.armour | trait.token,
  examples: {
    positive: [
      {
        text: `key: |\n  ⟦-----BEGIN ${SUBJECT}-----\n  MC4CAQAwBQYDK2VwBCIEIDmadeUpForTestsOnlyQ1w2E3r4T5y6U7i8O9p0AsDf\n  -----END ${SUBJECT}-----⟧\n`,
        because: 'the armour of a key is unmistakable under any name',
      },
      {
        text: `{"private_key": "⟦-----BEGIN RSA ${SUBJECT}-----\\nMIIBOgIBAAJBAKmadeUpForTestsOnlyQ1w2E3r4T5y6U7i8O9p0AsDfGhJkLzXcVb\\n-----END RSA ${SUBJECT}-----\\n⟧"}`,
        fileName: 'service-account.json',
        because: 'JSON writes its line breaks as escapes',
      },
    ],
    negative: [
      {
        text: `key: |\n  -----BEGIN ${SUBJECT}-----\n  XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX\n  -----END ${SUBJECT}-----\n`,
        because: 'the body is blanked out',
      },
      {
        text: `description: |\n  Such as\n  -----BEGIN RSA ${SUBJECT}-----\n  MIIBOgIBAAJBAKmadeUpForTestsOnlyQ1w2E3r4T5y6U7i8O9p0AsDfGhJkLzXcVb.\n  -----END RSA ${SUBJECT}-----\n`,
        because: 'an excerpt in a description',
      },
      {
        text: 'key: |\n  -----BEGIN PUBLIC KEY-----\n  MCowBQYDK2VwAyEAmadeUpForTestsOnlyQ1w2E3r4T5y6U7i8O9p0AsDfGhJk\n  -----END PUBLIC KEY-----\n',
        because: 'a public key is meant to be known',
      },
    ],
  },
  *find({ value }) {
    if (value.includes(BEGIN)) yield* find(value);
    if (!value.startsWith(ENCODED_BEGIN)) return;
    const decoded = decodeBase64Text(value);
    if (decoded === undefined) return;
    for (const { confidence } of find(decoded)) {
      yield { start: 0, end: value.trimEnd().length, confidence, reason };
      return;
    }
  },
};
