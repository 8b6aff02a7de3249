import type { RuleSet } from '../ruleSet.ts';
import { findAddresses } from './addresses.ts';
import { findArmour } from './armour.ts';
import { findCommands } from './commands.ts';
import { excerptOf } from './excerpt.ts';
import { isSurelyKeyless, type Unread } from './keyless.ts';
import { Places } from './places.ts';
import { findEscapes, spellings } from './spellings.ts';
import { findTellingRuns } from './tellingRuns.ts';
import { findTokens } from './tokens.ts';

/** What of a file has to be read to know whether there is anything to find in it. */
export type ToRead =
  | 'nothing'
  | 'everything'
  /** This text first: nothing is found in the file if nothing is found in it by `holdsFindings`. */
  | { readonly excerpt: string };

/**
 * What of a file detection may find anything in, told by its text without reading it. Sure about what it leaves out, at
 * whatever confidence; rules of a person's own may find anything. Linear, and a small part of what it takes to read the
 * file.
 */
export function whatToRead(file: Unread, ruleSet: RuleSet): ToRead {
  if (ruleSet.rules.some(({ isFromSettings }) => isFromSettings === true)) return 'everything';
  const finders = isSurelyKeyless(file) ? formats : [...named, ...formats];
  const places = new Places();
  if (!findEscapes(file.text, places)) return isInForms(file.text, finders) ? 'everything' : 'nothing';
  for (const find of finders) {
    find(file.text, places);
    if (places.isEnough) return 'everything';
  }
  return places.isEmpty ? 'nothing' : excerptToRead(file, places);
}

type Finder = (text: string, places: Places) => void;

/** Whether there is a place in a text as it is written, or with its escapes read. */
function isInForms(text: string, finders: readonly Finder[]): boolean {
  const places = new Places(1);
  return spellings(text).some((form) =>
    finders.some((find) => {
      find(form, places);
      return places.isEnough;
    }),
  );
}

function excerptToRead({ text, languageId }: Unread, { inOrder }: Places): ToRead {
  const excerpt = inOrder && excerptOf(text, languageId, inOrder);
  if (excerpt === undefined) return 'everything';
  return excerpt === '' ? 'nothing' : { excerpt };
}

/** What the rules need that are formats. */
const formats: readonly Finder[] = [findArmour, findAddresses, findTokens];

/** What the rules need that go by names. */
const named: readonly Finder[] = [findTellingRuns, findCommands];
