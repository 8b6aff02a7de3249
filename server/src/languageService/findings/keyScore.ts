import type { PathSegment } from '../configDocument.ts';
import {
  aboutWords,
  openKeyQualifiers,
  passwordWords,
  secretQualifiers,
  standInKeys,
  strongKeyQualifiers,
  tokenQualifiers,
  transparentWords,
} from './keyTables.ts';
import { keyWords } from './keyWords.ts';

/**
 * What a key says about its value. `password`: any literal is one. `strong`: a credential by name. `medium`: a
 * credential, or the name of one. `weak`: one only if the value looks generated.
 */
export type KeyStrength = 'password' | 'strong' | 'medium' | 'weak';

/** From strongest to weakest. */
const strengths: readonly KeyStrength[] = ['password', 'strong', 'medium', 'weak'];

/** The stronger of two scores. */
export function stronger(
  one: KeyStrength | undefined,
  other: KeyStrength | undefined,
): KeyStrength | undefined {
  if (!one || !other) return one ?? other;
  return strengths.indexOf(one) <= strengths.indexOf(other) ? one : other;
}

/** Scores a key by its words; the last one that is not transparent decides. Undefined when it names no credential. */
export function scoreKey(key: string): KeyStrength | undefined {
  return scoreWords(keyWords(key));
}

/** Scores the value at a path: by its key, through list indices and keys such as `value` to what holds them. */
export function scorePath(path: readonly PathSegment[]): KeyStrength | undefined {
  const names = path.filter((segment) => typeof segment === 'string');
  while (names.length > 1 && standInKeys.has((names.at(-1) ?? '').toLowerCase())) names.pop();
  const own = keyWords(names.at(-1) ?? '');
  const parent = keyWords(names.at(-2) ?? '');
  if (own.length === 1 && isBare(own[0]) && parent.length > 0 && !isPlural(parent)) {
    return scoreWords([...parent, ...own]) ?? scoreWords(own);
  }
  return scoreWords(own);
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
  if (tail === undefined || before.some((word) => aboutWords.has(word))) return undefined;
  if (passwordWords.has(tail)) return 'password';
  return scoreTail(tail, before);
}

function scoreTail(tail: string, before: readonly string[]): KeyStrength | undefined {
  const qualifier = before.at(-1) ?? '';
  switch (tail) {
    case 'secret':
    case 'secrets':
      return secretQualifiers.has(qualifier) ? 'strong' : 'medium';
    case 'token':
    case 'tokens':
      return tokenQualifiers.has(qualifier) ? 'strong' : 'medium';
    case 'key':
    case 'keys':
      return scoreKeyWord(before);
    case 'credential':
    case 'credentials':
    case 'bearer':
      return 'medium';
    case 'mnemonic':
    case 'psk':
      return 'strong';
    case 'bytes':
      return qualifier === 'secret' ? 'strong' : undefined;
    case 'cookie':
      return qualifier === 'erlang' ? 'strong' : undefined;
    case 'auth':
    case 'authorization':
    case 'salt':
    case 'pepper':
      return 'weak';
    default:
      return undefined;
  }
}

function scoreKeyWord(before: readonly string[]): KeyStrength | undefined {
  const qualifier = before.at(-1) ?? '';
  if (openKeyQualifiers.has(qualifier) || before.includes('public')) return undefined;
  if (strongKeyQualifiers.has(qualifier)) return 'strong';
  return qualifier === 'access' && before.includes('secret') ? 'strong' : 'weak';
}
