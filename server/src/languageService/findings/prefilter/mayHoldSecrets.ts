import type { RuleSet } from '../ruleSet.ts';
import { mayHoldToken } from '../rules/providerToken.ts';
import { mayHoldAddress } from './addresses.ts';
import { mayHoldCommand } from './commands.ts';
import { hasCredentialWord } from './credentialWords.ts';
import { isSurelyKeyless, type Unread } from './keyless.ts';
import { spellings } from './spellings.ts';

/**
 * Whether detection may find anything in a file, told by its text without reading it. Sure when false, at whatever
 * confidence; rules of a person's own may find anything. Linear, and a small part of what it takes to read the file.
 */
export function mayHoldSecrets(file: Unread, ruleSet: RuleSet): boolean {
  if (ruleSet.rules.some(({ isFromSettings }) => isFromSettings === true)) return true;
  const forms = spellings(file.text);
  if (forms.some(mayHoldFormat)) return true;
  return forms.some(mayHoldNamed) && !isSurelyKeyless(file);
}

/** What the rules need that are formats. */
function mayHoldFormat(text: string): boolean {
  return mayHoldArmour(text) || mayHoldAddress(text) || mayHoldToken(text);
}

/** Marks of private keys, also in base64, of signed tokens and of JSON Web Keys. */
function mayHoldArmour(text: string): boolean {
  return /-----BEGIN |LS0tLS1CRUdJTi|eyJ|kty/.test(text);
}

/** What the rules need that go by names. */
function mayHoldNamed(text: string): boolean {
  return hasCredentialWord(text) || mayHoldCommand(text);
}
