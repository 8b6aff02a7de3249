import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import { locatedScalars } from '../../configDocument.ts';
import type { Finding } from '../../findings/finding.ts';
import { LineCursor, type Line } from '../../findings/suppressions/lineCursor.ts';
import { parseConfig } from '../../parse/index.ts';
import type { DocumentView } from '../documentView.ts';
import type { TextFix } from '../problem.ts';

/** The comment that sets findings of a rule aside; people write their reason over the last word. */
export function ignoreComment(ruleId: string): string {
  return `vault-refs: ignore ${ruleId} -- reason`;
}

/**
 * Text that sets a finding aside: a comment at the end of its line or of the header of its block scalar, or else on a
 * line above. Each place is tried: that of the first comment after which the file says the same, but for this finding.
 * Undefined in JSON that has no comments, and where no place is right.
 */
export function ignoreFix(view: DocumentView, finding: Finding): TextFix | undefined {
  const { config, document } = view;
  if (config.format === 'json' && document.languageId === 'json') return undefined;
  const marker = config.format === 'json' ? '//' : '#';
  const comment = `${marker} ${ignoreComment(finding.ruleId)}`;
  const title = `Ignore this finding (${ignoreComment(finding.ruleId)})`;
  for (const { at, newText } of places(config, finding, comment)) {
    if (!isRight(view, finding, at, newText)) continue;
    return { start: at, end: at, newText, title };
  }
  return undefined;
}

interface Insertion {
  readonly at: number;
  readonly newText: string;
}

/** Where the comment could go, the best place first. */
function* places(config: ConfigDocument, finding: Finding, comment: string): Iterable<Insertion> {
  const { text } = config;
  const lines = new LineCursor(text);
  const { scalarStart, scalarEnd } = finding;
  const style = config.scalarAt(scalarStart)?.scalar.style;
  const isBlock = style === 'literal' || style === 'folded';
  const head = headLine(lines, text, scalarStart);
  const last = isBlock ? head : lines.at(scalarEnd);
  const isOneLine = isBlock || lines.at(scalarStart).start === last.start;
  if (isOneLine && !hasComment(text, last, isBlock ? last.start : scalarEnd)) {
    yield { at: contentEnd(text, last), newText: ` ${comment}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(head.start, Math.min(head.end, head.start + 1_000)))?.[0] ?? '';
  const lineBreak = text.charAt(head.end - 1) === '\r' ? '\r\n' : '\n';
  yield { at: head.start, newText: `${indent}${comment}${lineBreak}` };
}

/** The line of a scalar's key: where a value begins on a line of its own, the last one before that is not blank. */
function headLine(lines: LineCursor, text: string, scalarStart: number): Line {
  const line = lines.at(scalarStart);
  if (!lines.isBlank(line.start, scalarStart)) return line;
  const before = text.slice(0, line.start).trimEnd().length;
  return before === 0 ? line : lines.at(before - 1);
}

/** Whether there may be a comment on a line already: the two would be one. */
function hasComment(text: string, { end }: Line, from: number): boolean {
  return /(?:^|[ \t])#|\/\/|\/\*/.test(text.slice(from, end));
}

/** Offset behind the last character of a line that is not blank. */
function contentEnd(text: string, { start, end }: Line): number {
  return start + text.slice(start, end).trimEnd().length;
}

function isRight(view: DocumentView, finding: Finding, at: number, newText: string): boolean {
  const { config, document } = view;
  const text = config.text.slice(0, at) + newText + config.text.slice(at);
  const after = parseConfig(text, document.languageId, config);
  if (!isSameReading(config, after)) return false;
  const start = finding.start >= at ? finding.start + newText.length : finding.start;
  return !view.redetect(after).some((found) => found.ruleId === finding.ruleId && found.start === start);
}

function isSameReading(before: ConfigDocument, after: ConfigDocument): boolean {
  const now = locatedScalars(after)[Symbol.iterator]();
  for (const scalar of locatedScalars(before)) {
    const next = now.next();
    if (next.done === true || !isSame(scalar, next.value)) return false;
  }
  return now.next().done === true;
}

function isSame(
  { scalar: one, block }: LocatedScalar,
  { scalar: other, block: otherBlock }: LocatedScalar,
): boolean {
  if (one === other) return true;
  return (
    one.value === other.value &&
    one.style === other.style &&
    one.kind === other.kind &&
    one.tag === other.tag &&
    block.document === otherBlock.document &&
    one.path.length === other.path.length &&
    one.path.every((segment, index) => segment === other.path[index])
  );
}
