import { namedEscapes } from '../../namedEscapes.ts';
import type { BlockScalarHeader } from './blockScalar.ts';
import { lineEnd, nextLine, skipBlanks, trimEnd } from './characters.ts';

const LINE_BREAK = /\r\n?|\n/;

/**
 * Joins the lines of a flow scalar: a single break is a space, a blank line a break. In one pass over the characters, as
 * a scalar may have hundreds of thousands of lines, or of blanks.
 */
function fold(raw: string): string {
  if (!UNEVEN.test(raw)) return raw.replaceAll('\n', ' ');
  let end = lineEnd(raw, 0);
  const parts = [raw.slice(0, trimEnd(raw, 0, end))];
  let breaks = 0;
  while (end < raw.length) {
    const from = skipBlanks(raw, nextLine(raw, end));
    end = lineEnd(raw, from);
    const to = end === raw.length ? end : trimEnd(raw, from, end);
    breaks += 1;
    if (from === to && end < raw.length) continue;
    parts.push(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), raw.slice(from, to));
    breaks = 0;
  }
  return parts.join('');
}

/** Line breaks that stand for more than a blank: beside blanks or others, or not of one character. */
const UNEVEN = /\r|[ \t]\n|\n[ \t\n]/;

/** The value of a plain scalar. */
export function decodePlain(raw: string): string {
  return LINE_BREAK.test(raw) ? fold(raw) : raw;
}

/** The value of what stands between the quotes. */
export function decodeQuoted(raw: string, double: boolean): string {
  if (double) return raw.includes('\\') ? decodeEscapes(raw) : decodePlain(raw);
  return decodePlain(raw).replaceAll("''", "'");
}

/** Besides the letters, what a backslash may stand before and changes nothing. */
const ESCAPES: Readonly<Record<string, string>> = {
  ...namedEscapes,
  '\t': '\t',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
};

/** One escape, or line breaks with the blanks around them, or blanks: as one, so that none is looked at twice. */
const ESCAPE_OR_FOLD =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(?:\r\n?|\n)[ \t]*|([^\r\n]))|[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*[ \t]*|[ \t]+/g;

function decodeEscapes(raw: string): string {
  return raw.replace(
    ESCAPE_OR_FOLD,
    (match: string, hex2?: string, hex4?: string, hex8?: string, letter?: string) => {
      const hex = hex2 ?? hex4 ?? hex8;
      if (hex !== undefined) return fromCodePoint(Number.parseInt(hex, 16), match);
      if (letter !== undefined) return ESCAPES[letter] ?? match;
      if (match.startsWith('\\')) return '';
      const breaks = match.match(/\r\n?|\n/g)?.length ?? 0;
      if (breaks === 0) return match;
      return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    },
  );
}

function fromCodePoint(code: number, written: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : written;
}

/** One line of a block scalar. */
interface BodyLine {
  /** The indentation that is content. */
  readonly indent: string;
  readonly content: string;
}

/**
 * The value of a block scalar. `body` are its lines from behind the header to the line that ends it, `indent` the
 * columns that are not content.
 */
export function decodeBlockScalar(
  body: string,
  indent: number,
  { folded, chomping }: Pick<BlockScalarHeader, 'folded' | 'chomping'>,
): string {
  if (body === '') return '';
  const lines = body.split(LINE_BREAK).map((line) => cutIndent(line, indent));
  // What stands behind the last line break is no line, unless the text ends there.
  const endsOpen = lines.at(-1)?.indent === '' && lines.at(-1)?.content === '';
  if (endsOpen) lines.pop();
  const first = lines.find((line) => line.content !== '');
  if (!first) return chomping === 'keep' ? keptBreaks(body, indent) : '';
  let count = lines.length;
  while (count > 0 && isDropped(lines[count - 1], chomping === 'keep' ? '' : first.indent)) count -= 1;
  const content = lines.slice(0, count);
  const trailing = lines.length - count;
  const text = folded ? foldBlock(content) : content.map((line) => line.indent + line.content).join('\n');
  if (chomping === 'strip') return text;
  return chomping === 'keep' ? text + '\n'.repeat(trailing + 1) : `${text}\n`;
}

/** What is kept of blank lines alone. One without a break counts when it reaches the content's column. */
function keptBreaks(body: string, indent: number): string {
  const breaks = body.match(/\r\n?|\n/g)?.length ?? 0;
  return '\n'.repeat(breaks === 0 && body.length >= indent ? 1 : breaks);
}

/** Blank lines at the end are no content, unless they are indented further than the first line. */
function isDropped(line: BodyLine | undefined, indent: string): boolean {
  return line?.content === '' && line.indent.length <= indent.length;
}

function isEmpty(line: BodyLine | undefined): boolean {
  return line?.indent === '' && line.content === '';
}

function cutIndent(line: string, indent: number): BodyLine {
  let spaces = 0;
  while (line[spaces] === ' ') spaces += 1;
  return { indent: ' '.repeat(Math.max(0, spaces - indent)), content: line.slice(spaces) };
}

/**
 * Between two lines with `blank` empty ones there are that many breaks, or a space when there are none; around a line
 * that is indented further or begins with a tab every break is kept.
 */
function foldBlock(lines: readonly BodyLine[]): string {
  let value = '';
  let blank = 0;
  let last: BodyLine | undefined;
  for (const line of lines) {
    if (isEmpty(line)) {
      blank += 1;
      continue;
    }
    if (last && (isKept(last) || isKept(line))) blank += 1;
    value += last && blank === 0 ? ' ' : '\n'.repeat(blank);
    value += line.indent + line.content;
    blank = 0;
    last = line;
  }
  return value;
}

function isKept({ indent, content }: BodyLine): boolean {
  return indent !== '' || content.startsWith('\t');
}
