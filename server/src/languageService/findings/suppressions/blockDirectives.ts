import type { BlockContent, ConfigScalar } from '../../configDocument.ts';
import { mayHoldDirective, readDirectives, type Directive } from './directive.ts';

const none: readonly Directive[] = [];

/** Where a comment begins in a line of a file within a scalar. */
const embeddedComment = /(?:^|[ \t])(?:#|\/\/|\/\*|;)/;

/** As much of a line in a scalar as is looked at, in UTF-16 code units. */
const MAX_LINE = 8_192;

/** The directives of a block, in order, in offsets of it: those in its comments and in files within its scalars. */
export function directivesOf(content: BlockContent): readonly Directive[] {
  const files = content.scalars.filter(isFile);
  if (content.comments.length === 0 && files.length === 0) return none;
  if (!mayHoldDirective(content.text)) return none;
  const found = [
    ...content.comments.flatMap(({ start, end }) =>
      readDirectives(content.text.slice(start, end), start, false),
    ),
    ...files.flatMap((scalar) => [...embedded(content.text, scalar)]),
  ];
  return found.length === 0 ? none : found.sort((one, other) => one.start - other.start);
}

/** Only block scalars have lines that read like those of a file. */
function isFile({ style }: ConfigScalar): boolean {
  return style === 'literal' || style === 'folded';
}

function* embedded(text: string, { start, end }: ConfigScalar): Iterable<Directive> {
  if (!mayHoldDirective(text.slice(start, end))) return;
  let from = start;
  while (from < end) {
    const lineBreak = text.indexOf('\n', from);
    const to = lineBreak === -1 || lineBreak > end ? end : lineBreak;
    yield* inLine(text.slice(from, Math.min(to, from + MAX_LINE)), from);
    from = to + 1;
  }
}

function inLine(line: string, offset: number): readonly Directive[] {
  if (!mayHoldDirective(line)) return none;
  const comment = embeddedComment.exec(line);
  if (!comment) return none;
  const at = comment.index + (/[ \t]/.test(comment[0].charAt(0)) ? 1 : 0);
  return readDirectives(line.slice(at).trimEnd(), offset + at, true);
}
