import type { ConfigBlock, ConfigDocument, LocatedScalar } from '../configDocument.ts';
import { parseConfig } from '../parse/index.ts';
import { changedBlocks, scalarsOf } from './changedBlocks.ts';
import type { ReferenceEdit } from './edit.ts';
import type { EditToVerify } from './editToVerify.ts';
import { witness } from './witness.ts';

/** `text` with the edit applied. */
export function applyTo(text: string, { start, end, newText }: ReferenceEdit): string {
  return text.slice(0, start) + newText + text.slice(end);
}

/**
 * True when the file reads the same before and after the edit but for the moved scalar, which then reads as the
 * reference exactly (a block scalar keeps the final line breaks of its header). Two witnesses are asked, since a mistake
 * of one must not cost a file: our reader, about the whole file, and the format's strict parser, about as much around
 * the value as it accepts and may be given. Where it has nothing to say, ours is enough. Never throws.
 */
export function verifyEdit(check: EditToVerify): boolean {
  const after = parseConfig(applyTo(check.before.text, check.edit), check.languageId, check.before);
  if (check.before.refusal || after.refusal) return false;
  return sameReading(check, after) && witness(check, after.text, newValue(check)) !== 'disagrees';
}

function sameReading(check: EditToVerify, after: ConfigDocument): boolean {
  const { then, now } = changedBlocks(check.before, after);
  return sameScalars(check, scalarsOf(then), scalarsOf(now)) && comments(then) === comments(now);
}

function sameScalars(
  check: EditToVerify,
  then: readonly LocatedScalar[],
  now: readonly LocatedScalar[],
): boolean {
  const { edit, moved } = check;
  const shift = edit.newText.length - (edit.end - edit.start);
  const isMoved = ({ scalar, start }: LocatedScalar): boolean =>
    scalar === moved.scalar && start === moved.start;
  const same = (old: LocatedScalar, index: number): boolean => {
    const fresh = now[index];
    if (!fresh) return false;
    if (isMoved(old)) return isReference(check, fresh);
    return describe(old, old.start < moved.start ? 0 : shift) === describe(fresh, 0);
  };
  return now.length === then.length && then.some(isMoved) && then.every(same);
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

function comments(blocks: readonly ConfigBlock[]): string {
  return JSON.stringify(blocks.flatMap(({ content }) => content.comments.map(({ text }) => text)));
}

/** A block scalar keeps the line breaks that its header asks for. */
function newValue({ moved, reference }: EditToVerify): string {
  const { style, value } = moved.scalar;
  const isBlock = style === 'literal' || style === 'folded';
  return reference + (isBlock ? (/(?<!\n)\n+$/.exec(value)?.[0] ?? '') : '');
}
