import { choices } from './benignShapes.ts';
import { standInWords, capitalStandIns } from './placeholders.ts';
import { referenceStarts } from './valueReferences.ts';
import { isKnownDefault } from './weakValues.ts';

/** Beginnings of words that a secret often begins with too, so that they say nothing. */
const commonStart = /^(?:pass|admin|root|test|user|client$|app$)/;

let beginnings: ReadonlySet<string> | undefined;

/** Proper beginnings, of two characters and more, of words that are no secret once they are written to the end. */
function allBeginnings(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of [...choices, ...standInWords, ...referenceStarts, ...capitalStandIns]) {
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
  return !isKnownDefault(value) && !commonStart.test(value) && beginnings.has(value.toLowerCase());
}
