import type { ConfigScalar } from '../configDocument.ts';
import { hasBenignShape, isHexDigest, isPasswordHash, isUuid, isUuidBeginning } from './benignShapes.ts';
import { looksRandom } from './entropy.ts';
import { isPlaceholder } from './placeholders.ts';
import { isUnfinished } from './unfinished.ts';
import { isReference } from './valueReferences.ts';
import { isGuessable, isKnownDefault, isWord, startsWithDefault } from './weakValues.ts';

/**
 * What a value looks like by itself. `identifier` is a UUID or a digest, `weak` could be guessed, `plain` is a literal
 * that nothing is known about, `random` looks generated.
 */
export type ValueVerdict =
  'empty' | 'reference' | 'placeholder' | 'benign' | 'identifier' | 'weak' | 'plain' | 'random';

/** Longest value that is judged as one credential, in UTF-16 code units; longer ones are files. */
export const MAX_CREDENTIAL = 4_096;

/** Judges a value by its form. Linear, and bounded by {@link MAX_CREDENTIAL}. */
export function judgeValue(written: string): ValueVerdict {
  const value = written.trim();
  if (isTooShort(value) || /^["'`,;{}()[\]\\$]+$/.test(value)) return 'empty';
  if (value.length > MAX_CREDENTIAL) return 'benign';
  if (isReference(value)) return 'reference';
  if (isPasswordHash(value)) return 'placeholder';
  if (isPlaceholder(value)) return 'placeholder';
  if (isUuid(value) || isUuidBeginning(value) || isHexDigest(value)) return 'identifier';
  if (/^\d{3,}$/.test(value)) return 'weak';
  if (isUnfinished(value)) return 'benign';
  if (hasBenignShape(value)) return isRandomInside(value) ? 'random' : 'benign';
  if (isGuessable(value)) return 'weak';
  if (isLabel(value)) return 'benign';
  if (isWord(value)) return 'weak';
  return looksRandom(value) ? 'random' : 'plain';
}

/** One character or two letters are the beginning of anything. */
function isTooShort(value: string): boolean {
  return value.length < 2 || (/^[A-Za-z]{2}$/.test(value) && !isKnownDefault(value));
}

/** Whether a value is one word with a capital: the label of a field, or the first word of a sentence. */
function isLabel(value: string): boolean {
  return /^(?:\p{Lu}\p{Ll}{1,30}|\p{Lu}{2,12})$/u.test(value) && !startsWithDefault(value);
}

/** Whether a value that looks like a name or a path is a generated one after all: as a whole, or between full stops. */
function isRandomInside(value: string): boolean {
  if (/^[A-Za-z0-9+/=_-]{20,}$/.test(value)) return looksRandom(value);
  // A token of three parts, the last of which is being typed.
  if (/^eyJ[\w-]{10,}\./.test(value)) return true;
  // Hosts end in a word.
  if (!/^[\w=.-]{40,}$/.test(value) || /\.[a-z]{2,24}$/i.test(value)) return false;
  return value.split('.').some((part) => part.length >= 20 && /\d/.test(part) && looksRandom(part));
}

/** Tags that leave a scalar as it is written; any other is an instruction to a tool (`!vault`, `!Sub`, `!reference`). */
const literalTags = new Set(['!', '!!str', '!!binary', '!!int', '!!float', '!<tag:yaml.org,2002:str>']);

/** Whether a scalar is a literal: not null, not a boolean, not handed to a tool by its tag. */
export function isLiteral({ kind, tag, value }: ConfigScalar): boolean {
  if (kind === 'null' || kind === 'boolean' || value === '') return false;
  return tag === undefined || literalTags.has(tag);
}
