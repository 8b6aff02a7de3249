import { choices } from './benignShapes.ts';
import { capitalStandIns, requests, standInWords } from './placeholders.ts';
import { referenceStarts } from './valueReferences.ts';
import { startsWithDefault } from './weakValues.ts';

/** How addresses, public keys and hashes of passwords begin. */
const openings =
  `http:// https:// tcp:// udp:// ws:// wss:// ftp:// sftp:// ssh:// git:// jdbc: postgres:// postgresql://
  mysql:// mariadb:// redis:// rediss:// amqp:// amqps:// mongodb:// mongodb+srv:// s3:// gs:// ldap:// ldaps://
  nats:// kafka:// smtp:// unix:// oci:// data: sha256: sha512: md5: ssh-rsa ssh-ed25519 ecdsa-sha2- $2a$ $2b$ $2y$
  $apr1$ $argon2d$ $argon2i$ $argon2id$ $pbkdf2-sha256$ $pbkdf2-sha512$ $scrypt$ pbkdf2_ pbkdf2: scrypt: argon2
  scram-sha- !ref !sub !getatt !vault hvs. hvb. hvr.`.split(/\s+/);

/** Words that sentences about passwords begin with. */
const firstWords =
  `the your this please must should not set see use used using stored managed provided generated
  minimum maximum same only leave keep choose type confirm repeat retype forgot`.split(/\s+/);

let beginnings: ReadonlySet<string> | undefined;

/** Proper beginnings, of two characters and more, of words that are no secret once they are written to the end. */
function allBeginnings(): ReadonlySet<string> {
  const found = new Set<string>([...openings, ...firstWords]);
  const words = [choices, standInWords, referenceStarts, capitalStandIns, requests, openings, firstWords];
  for (const word of words.flatMap((some) => [...some])) {
    for (let end = 2; end < word.length; end += 1) found.add(word.slice(0, end));
  }
  return found;
}

/** Forms that other things have while they are typed. */
const shapes: readonly RegExp[] = [
  // Signs, and perhaps a letter.
  /^[^\p{L}\d]{1,3}\p{L}?$/u,
  // Armour.
  /^-{3,5}[A-Z ]{0,40}$/,
  // A number of parts, an address, a date.
  /^\d{1,3}(?:\.\d{0,3}){1,3}:?$/,
  /^[v^~>=<]{1,2}\s?\d{1,5}(?:\.\d{0,8}){0,3}$/,
  /^\d{4}-(?:\d{0,2}|\d{2}-\d{0,2}|\d{2}-\d{2}[T ][\d:.]{0,15})$/,
  // Text in brackets, an object, a regular expression, a function of a template.
  /^\[[A-Za-z][A-Za-z_ .-]{0,60}$/,
  /^\{\s{0,4}"/,
  /^(?:\(\?|\(\\|\^?\[\^?)[\w:<=!-]{0,3}$/,
  /^~\/$|^\.{1,2}\/$|^[A-Za-z]:\\{0,2}$/,
  // A sentence about length.
  /^(?:min|max|minimum|maximum|at least)\s\d{0,3}$/i,
  // A digest of PostgreSQL.
  /^md5[0-9a-f]{0,31}$/,
];

/**
 * Whether a value may be the beginning of a reference, a choice, a stand-in or a text that somebody is typing: `vaul`,
 * `chang`, `[parame`. A finding there would go away again with the next character.
 */
export function isUnfinished(value: string): boolean {
  if (value.length > 64) return false;
  if (shapes.some((shape) => shape.test(value))) return true;
  if (value.length > 24) return false;
  beginnings ??= allBeginnings();
  if (/^[A-Z]/.test(value) && beginnings.has(value)) return true;
  const signless = value.replace(/^[!*#&]{1,3}/, '').toLowerCase();
  return (beginnings.has(value.toLowerCase()) || beginnings.has(signless)) && !startsWithDefault(value);
}
