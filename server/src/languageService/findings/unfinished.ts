import { choices } from './benignShapes.ts';
import { capitalStandIns, requests, standInWords } from './placeholders.ts';
import { referenceStarts } from './valueReferences.ts';
import { isKnownDefault } from './weakValues.ts';

let beginnings: ReadonlySet<string> | undefined;

/** Proper beginnings, of two characters and more, of words that are no secret once they are written to the end. */
function allBeginnings(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of [...choices, ...standInWords, ...referenceStarts, ...capitalStandIns, ...requests]) {
    for (let end = 2; end < word.length; end += 1) found.add(word.slice(0, end));
  }
  return found;
}

/**
 * Whether a value may be the beginning of a reference, a choice or a stand-in that somebody is typing: `vaul`, `chang`.
 * A finding there would go away again with the next character.
 */
export function isUnfinished(value: string): boolean {
  if (value.length > 24) return false;
  beginnings ??= allBeginnings();
  if (/^[A-Z]/.test(value) && beginnings.has(value)) return true;
  return beginnings.has(value.toLowerCase()) && !startsWithDefault(value);
}

/** Whether a value was a known default at some time while it was typed, so that there is a finding already. */
function startsWithDefault(value: string): boolean {
  for (let end = 2; end <= value.length; end += 1) if (isKnownDefault(value.slice(0, end))) return true;
  return false;
}
