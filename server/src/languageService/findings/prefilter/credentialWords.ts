import { foreignNames } from '../foreignWords.ts';
import { passwordWords } from '../keyTables.ts';

/**
 * Words of which a key has one for its last that counts, if it names a credential (see `scoreKey`), and words without
 * which no rule finds a credential that no key names: schemes of a header, types of a value, SQL, JAAS.
 */
const words = [
  ...passwordWords,
  ...'secret token key credential bearer psk cookie mnemonic pepper phrase auth authorization salt'.split(
    ' ',
  ),
  ...'basic splunk apikey securestring secure_string secrettext identified loginmodule'.split(' '),
  ...foreignNames,
];

/** Those that end like another are found with it. */
const endings = words.filter(
  (word, index) => !words.some((other, at) => at !== index && word.endsWith(other) && word !== other),
);

/** Longest first, as the first that fits is taken. */
const word = new RegExp(
  `${[...new Set(endings)].sort((one, other) => other.length - one.length).join('|')}|[^\\0-\\x7f]`,
  'gi',
);

const LOWER_A = 97;
const LOWER_S = 115;
const LOWER_Z = 122;

/**
 * Whether a text has one of the words that all rules look for which go by names, at the end of a word. Letters beyond
 * ASCII may be those of any language. Sure when false.
 */
export function hasCredentialWord(text: string): boolean {
  word.lastIndex = 0;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const [found] = match;
    if (found.charCodeAt(0) < 128 ? endsWord(text, word.lastIndex) : isLetter(text, match.index)) return true;
    // Another may begin within.
    word.lastIndex = match.index + 1;
  }
  return false;
}

/** Whether no small letter follows, but for that of a plural. A capital begins a word. */
function endsWord(text: string, end: number): boolean {
  const next = text.charCodeAt(end);
  if (next === LOWER_S) return !isLower(text.charCodeAt(end + 1));
  return !isLower(next);
}

function isLower(code: number): boolean {
  return code >= LOWER_A && code <= LOWER_Z;
}

function isLetter(text: string, at: number): boolean {
  return /^[\p{L}\p{M}\p{N}]/u.test(text.slice(at, at + 2));
}
