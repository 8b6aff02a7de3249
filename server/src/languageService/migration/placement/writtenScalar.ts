import type { ConfigDocument, LocatedScalar, ScalarStyle } from '../../configDocument.ts';
import type { WrittenScalar } from '../spelling/spellingOf.ts';

/** A scalar as its file has it. */
export function writtenScalar(
  document: ConfigDocument,
  { scalar, start, end }: LocatedScalar,
): WrittenScalar {
  const { text, format } = document;
  const raw = text.slice(start, end);
  return { raw, style: scalar.style, format, indent: isBlock(scalar.style) ? columnOf(text, start) : 0 };
}

/** A block scalar's value text begins behind its indentation. */
function columnOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start -= 1;
  return at - start;
}

export function isBlock(style: ScalarStyle): boolean {
  return style === 'literal' || style === 'folded';
}

/** The line breaks at the end of a block scalar's value: its header asks for them, and its value text has them not. */
export function finalBreaks(style: ScalarStyle, value: string): string {
  if (!isBlock(style)) return '';
  let end = value.length;
  while (end > 0 && value.charAt(end - 1) === '\n') end -= 1;
  return value.slice(end);
}

/** The line breaks that a block scalar's value begins with: they stand before its value text. */
export function leadingBreaks(style: ScalarStyle, value: string): string {
  if (!isBlock(style)) return '';
  let end = 0;
  while (value.charAt(end) === '\n') end += 1;
  return value.slice(0, end);
}
