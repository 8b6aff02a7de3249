import type { CST, Scalar } from 'yaml';

/** Offsets in the text that was parsed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The range of the value text of a scalar of valid YAML: without quotes, block header, indentation, last break. */
export function valueRange(node: Scalar.Parsed, text: string): Range {
  const [start, end] = node.range;
  switch (node.type ?? 'PLAIN') {
    case 'QUOTE_SINGLE':
    case 'QUOTE_DOUBLE':
      return { start: start + 1, end: end - 1 };
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return blockRange(node.srcToken as CST.BlockScalar, text, end);
    case 'PLAIN':
      return { start, end };
  }
}

/** From behind the indentation of the first line that is not blank to the end of the last such line. */
function blockRange(token: CST.BlockScalar, text: string, nodeEnd: number): Range {
  const header = token.props.map((prop) => ('source' in prop ? prop.source : ''));
  const body = token.offset + header.join('').length;
  let first = body;
  while (first < nodeEnd && isBlank(text[first])) first += 1;
  if (first === nodeEnd) return { start: body, end: body };
  const lineStart = Math.max(body, text.lastIndexOf('\n', first) + 1);
  const digit = /[1-9]/.exec(header[0] ?? '')?.[0];
  const indent = digit === undefined ? spacesAt(text, lineStart) : token.indent + Number(digit);
  let last = nodeEnd;
  while (isBlank(text[last - 1])) last -= 1;
  while (last < nodeEnd && text[last] !== '\n' && text[last] !== '\r') last += 1;
  return { start: Math.min(lineStart + indent, first), end: last };
}

/** Spaces only: a tab is content. */
function spacesAt(text: string, lineStart: number): number {
  let index = lineStart;
  while (text[index] === ' ') index += 1;
  return index - lineStart;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
