import type { PathSegment } from '../configDocument.ts';
import { isTellingKey, scorePath } from './keyScore.ts';
import { standInKeys } from './keyTables.ts';
import { keyWords } from './keyWords.ts';
import { trait } from './trait.ts';

const valueKeys: ReadonlySet<unknown> = new Set([
  'value',
  'Value',
  'ParameterValue',
  'defaultValue',
  'default_value',
  'val',
  'Default',
  'default',
]);

/** Private members of a JSON Web Key (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
const jwkMembers: ReadonlySet<unknown> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']);

/** Last words of keys that hold a user name and a password together. */
const pairTails: ReadonlySet<unknown> = new Set([
  'auth',
  'userpass',
  'basicauth',
  'userpwd',
  'credentials',
  'credential',
  'authorization',
]);

/** Whether a key is that of the half of a pair that holds the value. */
export function isValueKey(key: PathSegment | undefined): boolean {
  return valueKeys.has(key);
}

/** Whether a key is that of a private member of a JSON Web Key. */
export function isJwkMember(key: PathSegment | undefined): boolean {
  return jwkMembers.has(key);
}

/** Whether a key may hold a user name and a password together. */
export function namesUserAndPassword(key: string): boolean {
  return pairTails.has(keyWords(key).at(-1));
}

/** What a key says by itself of the scalars under it. */
export interface KeyFacts {
  readonly traits: number;
  /** Whether a path that ends in the key may name a credential: a stand-in leaves that to the keys above. */
  readonly mayName: boolean;
}

/** Most keys whose facts are kept: files repeat few, and what is kept must not grow with what was ever opened. */
const MAX_KNOWN = 4096;
const known = new Map<string, KeyFacts>();

/** The facts of a key. Kept, as files repeat the same keys. */
export function keyFacts(key: string): KeyFacts {
  const before = known.get(key);
  if (before) return before;
  const facts = {
    traits: keyTraits(key),
    mayName: isTellingKey(key) || standInKeys.has(key.toLowerCase()),
  };
  if (known.size === MAX_KNOWN) known.clear();
  if (key.length <= LONGEST_KNOWN) known.set(key, facts);
  return facts;
}

/** A longer key is hardly repeated. */
const LONGEST_KNOWN = 64;

function keyTraits(key: string): number {
  let traits = 0;
  if (key.length <= LONGEST_WORD && valueKeys.has(key)) traits |= trait.valueKey;
  if (key.length <= 2 && jwkMembers.has(key)) traits |= trait.jwkKey;
  if (!isTellingKey(key)) return traits;
  if (/token/i.test(key)) traits |= trait.tokenKey;
  if (namesUserAndPassword(key)) traits |= trait.authKey;
  return traits;
}

/** Of all value keys. */
const LONGEST_WORD = 14;

/** The traits that the whole path gives a scalar. */
export function pathTraits(path: readonly PathSegment[]): number {
  const strength = scorePath(path);
  if (strength === undefined) return 0;
  return strength === 'password' ? trait.password : trait.secret;
}
