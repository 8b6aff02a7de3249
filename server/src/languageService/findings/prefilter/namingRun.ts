import { foreignNames } from '../foreignWords.ts';
import { scoreKey } from '../keyScore.ts';
import { namesUserAndPassword } from '../keyTraits.ts';
import { keyWords } from '../keyWords.ts';
import { transparentWords } from '../keyTables.ts';

/** A longer run is not taken apart. */
const MAX_RUN = 80;

/**
 * Whether a run of letters, digits, `_`, `.` and `-` in a text may be a name that rules go by, or the end of one: names
 * may have blanks and signs in them, and then their last word decides with what stands before it. Sure when false.
 */
export function mayName(text: string, start: number, end: number): boolean {
  if (end - start > MAX_RUN) return true;
  const run = text.slice(start, end);
  if (tells(run)) return true;
  const before = text.slice(Math.max(0, start - 6), start);
  // In a quoted text the beginning may be that of an escape. Behind `${` a default may follow the name directly.
  if (before.endsWith('\\') && tells(run.replace(/^(?:u[0-9a-fA-F]{4}|.)/, ''))) return true;
  if (/\$\{\s{0,4}$/.test(before)) return true;
  return isAtEdge(run, text.slice(end, end + 200));
}

/** Names that an assignment may begin in the middle of, and schemes of a header. */
function isAtEdge(run: string, behind: string): boolean {
  if (run.includes('-')) return /^\s{0,200}(?:[=\\]|$)/.test(behind);
  return /^(?:basic|splunk)$/i.test(run) && /^(?:[\s\\]|$)/.test(behind);
}

const remembered = new Map<string, boolean>();
const MAX_REMEMBERED = 8_192;

function tells(run: string): boolean {
  const known = remembered.get(run);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const told = isCredential(run) || isCredentialWithout(run) || isTerm(run) || isEndOfName(run);
  remembered.set(run, told);
  return told;
}

function isCredential(run: string): boolean {
  return scoreKey(run) !== undefined || namesUserAndPassword(run);
}

/** Without what may not belong to the name: what ends at a full stop, `-D` of a property, a call at its beginning. */
function isCredentialWithout(run: string): boolean {
  if (run.includes('.') && isCredential(run.slice(run.lastIndexOf('.') + 1))) return true;
  if (run.startsWith('-D') && isCredential(run.slice(2))) return true;
  const words = keyWords(run);
  return (words[0] === 'from' || words[0] === 'get') && isCredential(words.slice(1).join('-'));
}

const foreign = new RegExp(`(?:${foreignNames.join('|')})s?`, 'gi');
/** What rules look for that is no credential by its words. A token of Vault is one whatever is said of it. */
const term =
  /^(?:identified|secure_?string|secret_?text)$|loginmodule$|pgpass$|tokens?\d*(?:[._-]*id)?\d*$|(?:token|password|secret|api[_-]?key)s$/i;

function isTerm(run: string): boolean {
  return (
    term.test(run) ||
    [...run.matchAll(foreign)].some(({ 0: found, index }) => endsWord(run, index + found.length))
  );
}

/** Whether no small letter follows: a capital begins a word. */
function endsWord(run: string, end: number): boolean {
  return !/^[a-z]/.test(run.slice(end, end + 1));
}

/** The last words that say something only with what stands before them, be it with a blank between. */
function isEndOfName(run: string): boolean {
  const telling = keyWords(run).filter((word) => !transparentWords.has(word));
  return telling.length === 1 && (telling[0] === 'phrase' || telling[0] === 'cookie');
}
