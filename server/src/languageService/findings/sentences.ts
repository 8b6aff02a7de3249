import type { BlockContent, ConfigScalar } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';

/** How many scalars are strings, and how many of these read like text for people. */
interface Tally {
  readonly strings: number;
  readonly sentences: number;
}

const tallyKey = new MemoryKey<Tally>();

/** Whether most strings of some blocks are text for people. Blocks that were seen before are not read again. */
export function areMostlySentences(contents: Iterable<BlockContent>): boolean {
  let [strings, sentences] = [0, 0];
  for (const content of contents) {
    const tally = tallyOf(content);
    strings += tally.strings;
    sentences += tally.sentences;
  }
  return strings >= 30 && sentences >= strings * 0.75;
}

function tallyOf(content: BlockContent): Tally {
  const { shape } = content;
  const known = tallyKey.recall(shape);
  if (known) return known;
  let [strings, sentences] = [0, 0];
  for (const scalar of content.scalars) {
    if (scalar.kind !== 'string') continue;
    strings += 1;
    if (isSentence(scalar)) sentences += 1;
  }
  return tallyKey.keep(shape, { strings, sentences });
}

const LOWER_A = 97;
const LOWER_Z = 122;

/** Generated passwords may all begin with a capital; one word with a digit in it is no label. */
const LATIN = /^[A-Z][a-z](?!\S*\d)|[A-Za-z] [A-Za-z]/;
const FOREIGN = /[^\0-\x7f]/;

/** A word with a capital, or several words: what a label or a message looks like, and a setting hardly ever. */
function isSentence({ value }: ConfigScalar): boolean {
  // Most values are one word in lower case, which needs no pattern.
  const first = value.charCodeAt(0);
  if (first >= LOWER_A && first <= LOWER_Z && !value.includes(' ')) return false;
  if (value.length >= 2_000 || value.includes('\n')) return false;
  return LATIN.test(value) || (FOREIGN.test(value) && isForeignSentence(value));
}

/** Apart, as its pattern takes milliseconds to compile, which few files need. */
function isForeignSentence(value: string): boolean {
  return /^\p{Lu}\p{Ll}|^\p{Lo}|\p{L} \p{L}/u.test(value);
}
