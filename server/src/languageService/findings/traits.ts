import type { ConfigScalar } from '../configDocument.ts';
import { isTokenCharacter, SHORTEST_TOKEN } from './formats/tokenRuns.ts';
import { keyFacts, pathTraits } from './keyTraits.ts';
import { holdsCredentials } from './keyScore.ts';
import { trait } from './trait.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const TAB = 9;
const BLANK = 32;
const DASH = 45;
const BACKSLASH = 92;
const APOSTROPHE = 39;

/** Which characters a text holds, as bits. */
const seen = {
  equals: 1,
  at: 2,
  brace: 4,
  line: 8,
  blank: 16,
  dash: 32,
  twoDashes: 64,
  fiveDashes: 128,
  quote: 256,
  colon: 512,
} as const;
const seenOf = new Uint16Array(128);
seenOf['='.charCodeAt(0)] = seen.equals;
seenOf['@'.charCodeAt(0)] = seen.at;
seenOf['{'.charCodeAt(0)] = seen.brace;
seenOf['"'.charCodeAt(0)] = seen.quote;
seenOf[':'.charCodeAt(0)] = seen.colon;
seenOf[DASH] = seen.dash;
seenOf[LINE_FEED] = seen.line | seen.blank;
for (const blank of [TAB, 11, 12, CARRIAGE_RETURN, BLANK]) seenOf[blank] = seen.blank;

/**
 * The traits of a scalar, by its key and by its text in the block. Cheap: a value is decoded only where it is not what
 * is written. 0 where no rule can find anything.
 */
export function traitsOf(scalar: ConfigScalar, blockText: string): number {
  const { start, end } = scalar;
  if (end === start) return 0;
  const written = textTraits(blockText, start, end, scalar.style);
  const byText = written === REWRITTEN ? textTraits(scalar.value, 0, scalar.value.length) : written;
  return trait.any | traitsOfPlace(scalar) | byText;
}

function traitsOfPlace(scalar: ConfigScalar): number {
  const { key, parentKey } = scalar;
  const entry = parentKey === 'data' || parentKey === 'stringData' ? trait.secretEntry : 0;
  if (typeof key !== 'string') {
    const isLater = key !== undefined && key > 0;
    return entry | (isLater ? trait.listItem : 0) | pathTraits(scalar.path);
  }
  const { traits, mayName } = keyFacts(key);
  const isNamed = mayName || (typeof parentKey === 'string' && holdsCredentials(parentKey));
  return entry | traits | (isNamed ? pathTraits(scalar.path) : 0);
}

/** One word, as most values are, with nothing in it that a trait tells of. */
const WORD = /(?:[\w.+/:~]|-(?!-)){0,20}/y;

/** In place of traits: what is written is not the value, as far as `style` tells. */
const REWRITTEN = -1;

/** Traits of a part of a text. With a style, the part is what is written of a scalar. */
function textTraits(text: string, start: number, end: number, style?: ConfigScalar['style']): number {
  // The line break at its end is not in the text of a block scalar.
  if (style === 'literal' || style === 'folded') return REWRITTEN;
  if (end - start < SHORTEST_TOKEN && isWord(text, start, end)) return 0;
  let found = 0;
  let run = 0;
  let longest = 0;
  let dashes = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128) {
      // Some of these are blanks too.
      found |= seen.blank;
      [run, dashes] = [0, 0];
      continue;
    }
    if (style !== undefined && isRewritten(code, style)) return REWRITTEN;
    found |= seenOf[code] ?? 0;
    dashes = code === DASH ? dashes + 1 : 0;
    if (dashes === 2) found |= seen.twoDashes;
    else if (dashes === 5) found |= seen.fiveDashes;
    run = isTokenCharacter[code] === 1 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return (traitsBySeen[found] ?? 0) | (longest >= SHORTEST_TOKEN ? trait.token : 0);
}

function isWord(text: string, start: number, end: number): boolean {
  WORD.lastIndex = start;
  return WORD.test(text) && WORD.lastIndex >= end;
}

/** Whether a character may stand for something else in a scalar of the style. */
function isRewritten(code: number, style: ConfigScalar['style']): boolean {
  if (code === LINE_FEED || code === CARRIAGE_RETURN) return true;
  return style === 'double-quoted' ? code === BACKSLASH : style === 'single-quoted' && code === APOSTROPHE;
}

/** The trait that a text has when it holds all of some characters. */
const implied: readonly (readonly [characters: number, bit: number])[] = [
  [seen.equals, trait.equals],
  [seen.at, trait.at],
  [seen.brace, trait.brace],
  [seen.blank, trait.blank],
  [seen.fiveDashes, trait.armour],
  [seen.line, trait.file],
  [seen.quote | seen.colon, trait.file],
  [seen.twoDashes, trait.command],
  [seen.dash | seen.equals, trait.command],
  [seen.dash | seen.blank, trait.command],
  [seen.equals | seen.blank, trait.command],
];

/** Traits by the characters seen. */
const traitsBySeen = Uint16Array.from({ length: 1024 }, (_, found) =>
  implied.reduce((all, [characters, bit]) => ((found & characters) === characters ? all | bit : all), 0),
);
