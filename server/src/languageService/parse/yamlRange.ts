import type { CST, Scalar } from 'yaml';
import { endOfQuoted } from './quoted.ts';

/** Offsets in the text that was parsed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Returns the range of the value text of a scalar: without quotes, block header, indentation or trailing breaks. */
export function valueRange(node: Scalar.Parsed, text: string): Range {
  const [start, end] = node.range;
  switch (node.type ?? 'PLAIN') {
    case 'QUOTE_SINGLE':
    case 'QUOTE_DOUBLE':
      return quotedRange(text, start, end);
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return blockRange(node.srcToken as CST.BlockScalar, text, end);
    case 'PLAIN':
      return { start, end };
  }
}

/** An unclosed quote reaches to the last character that is no blank: the rest may be anything but its value. */
function quotedRange(text: string, start: number, nodeEnd: number): Range {
  if (endOfQuoted(text.slice(start, nodeEnd), 0) === nodeEnd - start)
    return { start: start + 1, end: nodeEnd - 1 };
  let end = nodeEnd;
  while (end > start + 1 && isBlank(text[end - 1])) end -= 1;
  return { start: start + 1, end };
}

/** From behind the indentation of the first line that is not blank to the end of the last one. */
function blockRange(token: CST.BlockScalar, text: string, nodeEnd: number): Range {
  const body = token.props.reduce(
    (sum, prop) => sum + ('source' in prop ? prop.source.length : 0),
    token.offset,
  );
  let first = body;
  while (first < nodeEnd && isBlank(text[first])) first += 1;
  if (first === nodeEnd) return { start: body, end: body };
  const lineStart = Math.max(body, text.lastIndexOf('\n', first) + 1);
  const indent = explicitIndent(token);
  const start = indent === undefined ? lineStart + indentation(text, lineStart) : lineStart + indent;
  let last = nodeEnd;
  while (isBlank(text[last - 1])) last -= 1;
  return { start: Math.min(start, first), end: lineEnd(text, last, nodeEnd) };
}

/** Columns of indentation that the header states, or undefined when the first line tells. */
function explicitIndent(token: CST.BlockScalar): number | undefined {
  const header = token.props[0];
  const digit = header && 'source' in header ? /[1-9]/.exec(header.source)?.[0] : undefined;
  return digit === undefined ? undefined : token.indent + Number(digit);
}

/** Spaces only: a tab is content. */
function indentation(text: string, lineStart: number): number {
  let index = lineStart;
  while (text[index] === ' ') index += 1;
  return index - lineStart;
}

function lineEnd(text: string, from: number, limit: number): number {
  let index = from;
  while (index < limit && text[index] !== '\n' && text[index] !== '\r') index += 1;
  return index;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
