import type { ConfigScalar } from '../configDocument.ts';
import { namedEscapes } from '../namedEscapes.ts';
import type { OffsetRange } from './reference.ts';

/** Gives the range in the block of a range of the scalar's value. */
export type SourceMap = (range: OffsetRange) => OffsetRange;

/**
 * Where the characters of `scalar.value` are written in its block. Escapes, doubled quotes, folded lines and indentation
 * are undone: apart from blanks, which fold, both texts have the same characters in the same order. Should they not,
 * every range is the whole value text. Linear once, then constant for each range.
 */
export function sourceMap(blockText: string, scalar: ConfigScalar): SourceMap {
  const { start, end, value } = scalar;
  const source = blockText.slice(start, end);
  if (value.startsWith(source) && /^\n*$/.test(value.slice(source.length))) {
    return (range) => ({ start: start + range.start, end: start + Math.min(range.end, source.length) });
  }
  const whole = { start, end };
  const places = alignPlaces(source, scalar);
  if (!places) return () => whole;
  return (range) => ({
    start: start + (places.starts[range.start] ?? source.length),
    end: start + (range.end === 0 ? 0 : (places.ends[range.end - 1] ?? source.length)),
  });
}

/** For each code unit of the value, where its writing starts and ends in the source. */
interface Places {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function alignPlaces(source: string, { value, style }: ConfigScalar): Places | undefined {
  if (style !== 'double-quoted' && style !== 'single-quoted') return alignVerbatim(source, value);
  const places = { starts: new Int32Array(value.length), ends: new Int32Array(value.length) };
  let at = 0;
  for (const unit of writtenUnits(source, style)) {
    at = passBlanks(value, at, places, unit.start);
    for (const character of unit.text.split('')) {
      if (value[at] !== character) return undefined;
      places.starts[at] = unit.start;
      places.ends[at++] = unit.end;
    }
  }
  return passBlanks(value, at, places, source.length) === value.length ? places : undefined;
}

/** Blanks of the value lie between the characters around them. */
function passBlanks(value: string, from: number, places: Places, nextStart: number): number {
  let at = from;
  while (at < value.length && isBlank(value[at])) {
    places.starts[at] = from === 0 ? 0 : (places.ends[from - 1] ?? 0);
    places.ends[at++] = nextStart;
  }
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

interface WrittenUnit extends OffsetRange {
  /** What it stands for; a code point beyond U+FFFF has two code units. */
  readonly text: string;
}

const escapes = /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|\r\n|([^]))|[^\\]/gy;
const singleQuoted = /''|[^]/gy;

/** Where nothing is escaped each character stands for itself: no unit has to be made of it. */
function alignVerbatim(source: string, value: string): Places | undefined {
  const places = { starts: new Int32Array(value.length), ends: new Int32Array(value.length) };
  let at = 0;
  for (let from = 0; from < source.length; from += 1) {
    if (isBlank(source[from])) continue;
    at = passBlanks(value, at, places, from);
    if (value.charCodeAt(at) !== source.charCodeAt(from)) return undefined;
    places.starts[at] = from;
    places.ends[at++] = from + 1;
  }
  return passBlanks(value, at, places, source.length) === value.length ? places : undefined;
}

/** The characters of a scalar's text besides blanks, each with its escape undone. */
function* writtenUnits(source: string, style: ConfigScalar['style']): Iterable<WrittenUnit> {
  for (const match of source.matchAll(patternOf(style))) {
    const text = style === 'double-quoted' ? unescape(match) : (match[0][0] ?? '');
    if (!isBlank(text) && text !== '') yield { text, start: match.index, end: match.index + match[0].length };
  }
}

function patternOf(style: ConfigScalar['style']): RegExp {
  return style === 'double-quoted' ? escapes : singleQuoted;
}

function unescape([whole, x, u, long, named]: RegExpExecArray): string {
  const hex = x ?? u ?? long;
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  }
  if (named !== undefined) return namedEscapes[named] ?? named;
  return whole.startsWith('\\') ? '' : whole;
}
