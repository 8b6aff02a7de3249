import { hasUuid, isPartOfDigest } from './benignShapes.ts';
import { characterClasses, looksRandomWithoutWords } from './entropy.ts';
import type { FileClass } from './fileClass.ts';
import type { Confidence } from './finding.ts';
import type { KeyStrength } from './keyScore.ts';
import { isNaming } from './objectNames.ts';

/** What looks generated is as sure as its key. */
export function randomConfidence(strength: KeyStrength, value: string): Confidence {
  if (strength === 'weak') return weakConfidence(value);
  if (strength !== 'issued') return 'high';
  return value.length >= 20 && characterClasses(value) > 1 ? 'medium' : 'low';
}

/** Under a weak key only a long value with digits and no words in it is worth a look, and neither a digest nor a UUID. */
function weakConfidence(value: string): Confidence {
  if (isPartOfDigest(value) || hasUuid(value)) return 'low';
  return looksRandomWithoutWords(value) ? 'medium' : 'low';
}

/**
 * A literal that is neither a default nor guessable is as sure as its key: one with digits or signs in it wherever a
 * key says password or secret, and one of words alone only where it may not be the name of a thing.
 */
export function plainConfidence(strength: KeyStrength, value: string, fileClass: FileClass): Confidence {
  const isName = isNaming(fileClass);
  if (strength === 'medium')
    return isName || value.length < 8 || characterClasses(value) < 3 ? 'medium' : 'high';
  if (value.length < 6) return 'medium';
  if (/\d/.test(value) || /[^\w.-]/.test(value)) return 'high';
  return !isName && /[-_ ]/.test(value) && (strength === 'password' || saysSecret(value)) ? 'high' : 'medium';
}

/** `mall-admin-secret`: the value itself says what it is. */
function saysSecret(value: string): boolean {
  return /(?:secret|password|pass|pwd)$/i.test(value);
}
