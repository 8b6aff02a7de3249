import type { PathSegment } from '../configDocument.ts';
import { foreignParts } from './foreignWords.ts';
import {
  aboutWords,
  issuedKeyQualifiers,
  openKeyQualifiers,
  openTokenQualifiers,
  passwordWords,
  phraseQualifiers,
  secretQualifiers,
  settingWords,
  standInKeys,
  strongKeyQualifiers,
  tokenQualifiers,
  transparentWords,
} from './keyTables.ts';
import { keyWords } from './keyWords.ts';

/**
 * What a key says about its value. `password`: any literal is one. `strong`: a credential by name. `medium`: a
 * credential, or the name of one. `issued`: one only if the value looks generated, be it a digest or a UUID. `weak`: one
 * only if the value looks generated and is neither.
 */
export type KeyStrength = 'password' | 'strong' | 'medium' | 'issued' | 'weak';

/** From strongest to weakest. */
const strengths: readonly KeyStrength[] = ['password', 'strong', 'medium', 'issued', 'weak'];

/** The stronger of two scores. */
export function stronger(
  one: KeyStrength | undefined,
  other: KeyStrength | undefined,
): KeyStrength | undefined {
  if (!one || !other) return one ?? other;
  return strengths.indexOf(one) <= strengths.indexOf(other) ? one : other;
}

/** What a key holds if it names a credential: a part of each word that any table knows as one, in any case. */
const telling = new RegExp(
  `pass|pw|psw|auth|secret|token|key|credential|bearer|mnemonic|phrase|psk|bytes|cookie|salt|pepper|${foreignParts}`,
  'i',
);

/** Whether a key may name a credential. Sure when false, and far cheaper than to take the key apart. */
export function isTellingKey(key: string): boolean {
  return telling.test(key);
}

/** Scores a key by its words; the last one that is not transparent decides. Undefined when it names no credential. */
export function scoreKey(key: string): KeyStrength | undefined {
  return telling.test(key) ? scoreName(key, keyWords(key)) : undefined;
}

/** Scores the value at a path: by its key, through list indices and keys such as `value` to what holds them. */
export function scorePath(path: readonly PathSegment[]): KeyStrength | undefined {
  let at = nameBefore(path, path.length);
  let above = nameBefore(path, at);
  while (above >= 0 && standInKeys.has(nameAt(path, at).toLowerCase())) {
    at = above;
    above = nameBefore(path, at);
  }
  const name = nameAt(path, at);
  if (!telling.test(name)) return at === path.length - 1 ? scoreEntry(name, nameAt(path, at - 1)) : undefined;
  const own = keyWords(name);
  if (own.length === 1 && isBare(own[0])) {
    const parent = keyWords(nameAt(path, above));
    if (parent.length > 0 && !isPlural(parent)) return scoreWords([...parent, ...own]) ?? scoreWords(own);
  }
  return scoreName(name, own);
}

/** Whether the entries of a mapping under a key may be credentials under names of their own: `tokens`, `passwords`. */
export function holdsCredentials(key: string): boolean {
  return key.endsWith('s') && key.length <= 64 && /(?:token|password|secret|api[_-]?key)s$/i.test(key);
}

/** `tokens: {reader: x}`: an entry is a credential unless it is a setting of all of them. */
function scoreEntry(name: string, parent: string): KeyStrength | undefined {
  if (!holdsCredentials(parent)) return undefined;
  const isSetting = keyWords(name).some((word) => aboutWords.has(word) || settingWords.has(word));
  if (isSetting) return undefined;
  return /passwords$/i.test(parent) ? 'medium' : 'issued';
}

/**
 * A variable that ends in `_SECRET` holds one; in other cases the word may be that of an object that holds it. One that
 * ends in `_KEY` holds what somebody was given.
 */
function scoreName(name: string, words: readonly string[]): KeyStrength | undefined {
  const strength = scoreWords(wordsThatCount(name, words));
  if (strength === 'medium' && /^[A-Z][A-Z0-9_]{0,80}_SECRET$/.test(name)) return 'strong';
  return strength === 'weak' && /^[A-Z][A-Z0-9_]{0,80}_KEY$/.test(name) ? 'issued' : strength;
}

/** In `rememberMe.cipherKey` what the full stop ends is a place, and two words say enough. */
function wordsThatCount(name: string, all: readonly string[]): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last === name) return all;
  const own = keyWords(last);
  return own.length > 1 ? own : all;
}

/** Index of the last key of a path before `end`, list indices not counted; negative when there is none. */
function nameBefore(path: readonly PathSegment[], end: number): number {
  let at = end - 1;
  while (at >= 0 && typeof path[at] === 'number') at -= 1;
  return at;
}

function nameAt(path: readonly PathSegment[], index: number): string {
  const name = index < 0 ? undefined : path[index];
  return typeof name === 'string' ? name : '';
}

function isBare(word: string | undefined): boolean {
  return word === 'key' || word === 'secret' || word === 'token';
}

function isPlural(words: readonly string[]): boolean {
  return words.at(-1)?.endsWith('s') === true;
}

function scoreWords(all: readonly string[]): KeyStrength | undefined {
  let end = all.length;
  while (end > 1 && transparentWords.has(all[end - 1] ?? '')) end -= 1;
  const tail = all[end - 1];
  const before = all.slice(0, end - 1);
  if (tail === undefined || isCall(before[0]) || before.some((word) => aboutWords.has(word)))
    return undefined;
  if (passwordWords.has(tail) || (tail === 'phrase' && before.at(-1) === 'pass')) return 'password';
  return scoreTail(tail, before);
}

/** `from_secret: name`, `get_secret: name`: asks for a secret by its name. */
function isCall(first: string | undefined): boolean {
  return first === 'from' || first === 'get';
}

function scoreTail(tail: string, before: readonly string[]): KeyStrength | undefined {
  const qualifier = before.at(-1) ?? '';
  switch (tail) {
    case 'secret':
    case 'secrets':
      return secretQualifiers.has(qualifier) ? 'strong' : 'medium';
    case 'token':
    case 'tokens':
      if (openTokenQualifiers.has(qualifier)) return undefined;
      // The token of a first cluster tells clusters apart.
      return tokenQualifiers.has(qualifier) && !before.includes('initial') ? 'strong' : 'medium';
    case 'key':
    case 'keys':
      return scoreKeyWord(before);
    case 'credential':
    case 'credentials':
    case 'bearer':
      return 'medium';
    case 'psk':
      return 'strong';
    case 'bytes':
      return qualifier === 'secret' ? 'strong' : undefined;
    case 'cookie':
      return qualifier === 'erlang' ? 'strong' : undefined;
    case 'mnemonic':
    case 'pepper':
      return 'issued';
    case 'id':
      // The half of a Vault AppRole that is kept back.
      return qualifier === 'secret' ? 'issued' : undefined;
    case 'phrase':
      return phraseQualifiers.has(qualifier) ? 'password' : undefined;
    case 'auth':
    case 'authorization':
    case 'salt':
      return 'weak';
    default:
      return undefined;
  }
}

function scoreKeyWord(before: readonly string[]): KeyStrength | undefined {
  const qualifier = before.at(-1) ?? '';
  if (openKeyQualifiers.has(qualifier) || before.includes('public')) return undefined;
  if (strongKeyQualifiers.has(qualifier)) return 'strong';
  if (qualifier === 'access' && before.includes('secret')) return 'strong';
  return issuedKeyQualifiers.has(qualifier) ? 'issued' : 'weak';
}
