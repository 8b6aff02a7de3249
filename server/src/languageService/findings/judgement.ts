import type { FileClass } from './fileClass.ts';
import type { Confidence } from './finding.ts';
import type { KeyStrength } from './keyScore.ts';
import { defaultValues } from './defaults.ts';
import { plainConfidence, randomConfidence } from './grades.ts';
import { namesOther } from './otherNames.ts';
import { isNameLike, isNameOfCredential, isNaming, isObjectName, isOtherName } from './objectNames.ts';
import { scoreKey, stronger } from './keyScore.ts';
import { isPassphrase, isSeedPhrase } from './phrases.ts';
import type { RuleHit } from './rule.ts';
import { judgeValue } from './valueVerdict.ts';

/** A piece of text that a key names. */
export interface NamedValue {
  readonly strength: KeyStrength;
  /** The literal as it stands in the scalar's value. */
  readonly text: string;
  /** Where the literal begins in the scalar's value. */
  readonly start: number;
}

interface Judgement {
  readonly confidence: Confidence;
  readonly reason: string;
}

/**
 * Judges a literal under a key. A value that is an interpolation is judged by its default. Yields at most one hit for
 * the value, or one for each default in it.
 */
export function* judgeNamed(named: NamedValue, fileClass: FileClass): Iterable<RuleHit> {
  const { text, start } = named;
  const defaults = [...defaultValues(text)];
  for (const found of defaults) {
    if (!isWholeTemplate(text)) break;
    const own = scoreKey(found.variable);
    // Of several variables each speaks for itself, and so does one that names the user: the password may follow.
    const speaksForItself = defaults.length > 1 || namesOther(found.variable);
    const strength = speaksForItself ? own : stronger(named.strength, own);
    if (!strength) continue;
    yield* judgeLiteral(
      { strength, text: text.slice(found.start, found.end), start: start + found.start },
      fileClass,
    );
  }
  if (defaults.length === 0) yield* judgeLiteral(named, fileClass);
}

/** Whether nothing but interpolations stands in a text; otherwise its default is a part of something else. */
function isWholeTemplate(text: string): boolean {
  return /^\s*(?:\$\{|\{\{)/.test(text) && /\}\s*$/.test(text);
}

function* judgeLiteral({ strength, text, start }: NamedValue, fileClass: FileClass): Iterable<RuleHit> {
  const value = text.trim();
  const judgement = judge(strength, value, fileClass);
  if (!judgement) return;
  const from = start + text.indexOf(value);
  yield { start: from, end: from + value.length, ...judgement };
}

function judge(strength: KeyStrength, value: string, fileClass: FileClass): Judgement | undefined {
  const verdict = judgeValue(value);
  switch (verdict) {
    case 'empty':
    case 'reference':
      return undefined;
    case 'benign':
      return judgeBenign(strength, value, fileClass);
    case 'placeholder':
      return isUnsure(strength) ? undefined : { confidence: 'low', reason: reasons.placeholder };
    case 'identifier':
      return judgeIdentifier(strength);
    case 'random':
      return { confidence: randomConfidence(strength, value), reason: reasons.random };
    case 'weak':
      return judgeWeak(strength, value, fileClass);
    case 'plain':
      return judgePlain(strength, value, fileClass);
  }
}

/** What has the form of something else is a secret only under a key that leaves no doubt. */
function judgeBenign(strength: KeyStrength, value: string, fileClass: FileClass): Judgement | undefined {
  if (strength === 'weak' || strength === 'medium') return undefined;
  if (isSeedPhrase(value)) return { confidence: 'high', reason: reasons.plain };
  if (strength !== 'password') return undefined;
  if (isPassphrase(value)) return { confidence: 'medium', reason: reasons.plain };
  return isQuantity(value) ? judgeWeak(strength, value, fileClass) : undefined;
}

function isUnsure(strength: KeyStrength): boolean {
  return strength === 'weak' || strength === 'issued';
}

/** `123m`, a date: something else under most keys, and under that of a password as bad a password as the number alone. */
function isQuantity(value: string): boolean {
  return /^\d{3,15}(?:[a-z%]{1,7}|[.:-][\dTZ.:-]{0,30})$/i.test(value);
}

/** Sentences for people. Constant: nothing of the file may be in them. */
const reasons = {
  placeholder: 'The key names a credential and the value looks like a stand-in; put a reference here.',
  random: 'The key names a credential and the value looks generated; move it into Vault and rotate it.',
  weak: 'The key names a credential and the value is a default or easy to guess; replace it and move it into Vault.',
  plain: 'The key names a credential and the value is written in plain text; move it into Vault.',
  identifier:
    'The key names a credential and the value is a literal identifier; move it into Vault if it grants access.',
} as const;

/** A key of its own right may be a UUID or look like a digest. */
function judgeIdentifier(strength: KeyStrength): Judgement | undefined {
  if (strength === 'weak') return undefined;
  return { confidence: strength === 'issued' ? 'medium' : 'high', reason: reasons.identifier };
}

function judgeWeak(strength: KeyStrength, value: string, fileClass: FileClass): Judgement | undefined {
  const found: Judgement = { confidence: 'medium', reason: reasons.weak };
  if (strength === 'password') return found;
  if (isUnsure(strength) || /^\d{1,4}$/.test(value)) return undefined;
  if (isForTrying(value)) {
    return { confidence: 'low', reason: reasons.placeholder };
  }
  if (strength === 'medium' && isObjectName(value, fileClass)) return undefined;
  if (/^[a-z]+[A-Z]/.test(value) && isNameOfCredential(value)) return { ...found, confidence: 'low' };
  if (strength === 'medium') return lowIfBareWord(found, value);
  return isNaming(fileClass) && isNameLike(value) ? { ...found, confidence: 'low' } : found;
}

const wordsForTrying = 'testing demo dev prod local foo bar baz abc public private'.split(' ');

/** What is written to try something, or its beginning, so that it does not show while it is typed. */
function isForTrying(value: string): boolean {
  return wordsForTrying.some((word) => word.startsWith(value.toLowerCase()));
}

/** A single bare word under `token:` or `secret:` is as often the name of a thing. */
function lowIfBareWord(judgement: Judgement, value: string): Judgement {
  const isBareWord = /^[a-z]+$/i.test(value) && !/secret|pass|^(?:admin|root|changeit)/i.test(value);
  return isBareWord ? { ...judgement, confidence: 'low' } : judgement;
}

function judgePlain(strength: KeyStrength, value: string, fileClass: FileClass): Judgement | undefined {
  const found: Judgement = { confidence: plainConfidence(strength, value, fileClass), reason: reasons.plain };
  switch (strength) {
    case 'password':
      return found;
    case 'strong':
      return isOtherName(value, fileClass) ? { ...found, confidence: 'low' } : found;
    case 'medium':
      if (isObjectName(value, fileClass)) return undefined;
      return isOtherName(value, fileClass) ? { ...found, confidence: 'low' } : found;
    case 'issued':
    case 'weak':
      return undefined;
  }
}
