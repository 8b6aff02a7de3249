import type { RuleSet } from '../ruleSet.ts';
import { findAddresses } from './addresses.ts';
import { findArmour } from './armour.ts';
import { findCommands } from './commands.ts';
import { excerptOf } from './excerpt.ts';
import { isSurelyKeyless, type Unread } from './keyless.ts';
import { Places } from './places.ts';
import { spellings } from './spellings.ts';
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
  const forms = spellings(file.text);
  const hasExcerpt = forms.length === 1;
  const places = new Places(hasExcerpt ? Infinity : 1);
  const finders = isSurelyKeyless(file) ? formats : [...named, ...formats];
  for (const form of forms) {
    for (const find of finders) {
      find(form, places);
      if (places.isEnough) return 'everything';
    }
  }
  return places.isEmpty ? 'nothing' : excerptToRead(file, places);
}

function excerptToRead({ text, languageId }: Unread, { inOrder }: Places): ToRead {
  const excerpt = inOrder && excerptOf(text, languageId, inOrder);
  if (excerpt === undefined) return 'everything';
  return excerpt === '' ? 'nothing' : { excerpt };
}

/** What the rules need that are formats. */
const formats = [findArmour, findAddresses, findTokens];

/** What the rules need that go by names. */
const named = [findTellingRuns, findCommands];
