import { type ConfigDocument, type LocatedScalar, locatedScalars } from '../configDocument.ts';
import { parseConfig } from '../parse/index.ts';
import type { ReferenceEdit } from './edit.ts';
import { outline, stringValue } from './oracle.ts';

/** The file before an edit, the edit, and what it is meant to do. */
export interface EditToVerify {
  readonly before: ConfigDocument;
  readonly languageId: string;
  readonly moved: LocatedScalar;
  readonly edit: ReferenceEdit;
  readonly reference: string;
}

/** `text` with the edit applied. */
export function applyTo(text: string, { start, end, newText }: ReferenceEdit): string {
  return text.slice(0, start) + newText + text.slice(end);
}

/**
 * True when the file reads the same before and after the edit but for the moved scalar, which then reads as the
 * reference exactly (a block scalar keeps the final line breaks of its header). Both our reader and, where it accepts
 * the file, the library's own tree are asked: a mistake in one of them must not cost a file.
 */
export function verifyEdit(check: EditToVerify): boolean {
  const after = parseConfig(applyTo(check.before.text, check.edit), check.languageId, check.before);
  if (check.before.refusal || after.refusal) return false;
  return sameScalars(check, after) && sameComments(check.before, after) && sameOutline(check, after);
}

function sameScalars(check: EditToVerify, after: ConfigDocument): boolean {
  const { edit, moved } = check;
  const shift = edit.newText.length - (edit.end - edit.start);
  const now = [...locatedScalars(after)];
  const then = [...locatedScalars(check.before)];
  const same = (old: LocatedScalar, index: number): boolean => {
    const fresh = now[index];
    if (!fresh) return false;
    if (old.scalar === moved.scalar && old.start === moved.start) return isReference(check, fresh);
    return describe(old, old.start < moved.start ? 0 : shift) === describe(fresh, 0);
  };
  return now.length === then.length && then.every(same);
}

function describe({ scalar, start, end, block }: LocatedScalar, shift: number): string {
  const { path, style, kind, tag, value } = scalar;
  return JSON.stringify([start + shift, end + shift, block.document, path, style, kind, tag, value]);
}

function isReference(check: EditToVerify, { scalar, block }: LocatedScalar): boolean {
  const { scalar: old, block: oldBlock } = check.moved;
  return (
    scalar.value === newValue(check) &&
    scalar.kind === 'string' &&
    scalar.tag === old.tag &&
    (scalar.style === old.style || old.style === 'plain') &&
    block.document === oldBlock.document &&
    JSON.stringify(scalar.path) === JSON.stringify(old.path)
  );
}

function sameComments(before: ConfigDocument, after: ConfigDocument): boolean {
  return JSON.stringify(comments(before)) === JSON.stringify(comments(after));
}

function comments(document: ConfigDocument): readonly string[] {
  return document.blocks.flatMap(({ content }) => content.comments.map(({ text }) => text));
}

/** Exactly one node differs, and only in that its value became the reference. */
function sameOutline(check: EditToVerify, after: ConfigDocument): boolean {
  const then = outline(check.before.text, check.before.format);
  if (!then) return true;
  const now = outline(after.text, after.format);
  if (now?.length !== then.length) return false;
  const changed = now.filter(({ value }, index) => value !== then[index]?.value);
  return (
    now.every(({ head }, index) => head === then[index]?.head) &&
    changed.length === 1 &&
    changed[0]?.value === stringValue(newValue(check))
  );
}

/** A block scalar keeps the line breaks that its header asks for. */
function newValue({ moved, reference }: EditToVerify): string {
  const { style, value } = moved.scalar;
  const isBlock = style === 'literal' || style === 'folded';
  return reference + (isBlock ? (/(?<!\n)\n+$/.exec(value)?.[0] ?? '') : '');
}
