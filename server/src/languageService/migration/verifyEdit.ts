import type { ConfigBlock, ConfigScalar, LocatedScalar } from '../configDocument.ts';
import { parseConfig } from '../parse/index.ts';
import { changedBlocks, scalarsOf } from './changedBlocks.ts';
import type { ReferenceEdit } from './edit.ts';
import type { ChangedScalar, EditsToVerify, EditToVerify } from './editToVerify.ts';
import { applyAll, Shift } from './fileEdits.ts';
import { witness } from './witness.ts';

/** `text` with the edit applied. */
export function applyTo(text: string, edit: ReferenceEdit): string {
  return applyAll(text, [edit]);
}

/** {@link verifyEdits} of a single edit. */
export function verifyEdit({ before, languageId, edit, ...change }: EditToVerify): boolean {
  return verifyEdits({ before, languageId, changes: [{ ...change, edits: [edit] }] });
}

/**
 * True when the file reads the same before and after the edits but for the changed scalars, which then read as expected
 * exactly. Two witnesses are asked, since a mistake of one must not cost a file: our reader, about the whole file, and the
 * format's strict parser, about as much around the values as it accepts and may be given. Where it has nothing to say,
 * ours is enough. Never throws.
 */
export function verifyEdits(check: EditsToVerify): boolean {
  return readsTheSame(check) && witness(check) !== 'disagrees';
}

/** What {@link verifyEdits} asks our reader. */
export function readsTheSame({ before, languageId, changes }: EditsToVerify): boolean {
  const edits = changes.flatMap((change) => change.edits);
  const after = parseConfig(applyAll(before.text, edits), languageId, before);
  if (before.refusal || after.refusal) return false;
  const { then, now } = changedBlocks(before, after);
  const comparison = new Comparison(changes, edits);
  return comparison.same(scalarsOf(then), scalarsOf(now)) && comments(then) === comments(now);
}

class Comparison {
  readonly #changes: readonly ChangedScalar[];
  readonly #shift: Shift;
  #next = 0;

  constructor(changes: readonly ChangedScalar[], edits: readonly ReferenceEdit[]) {
    this.#changes = changes;
    this.#shift = new Shift(edits);
  }

  /** Whether the scalars are the same but for the changed ones, all of which are among them. */
  same(then: readonly LocatedScalar[], now: readonly LocatedScalar[]): boolean {
    return (
      now.length === then.length &&
      then.every((old, index) => this.#isAsMeant(old, now[index])) &&
      this.#next === this.#changes.length
    );
  }

  #isAsMeant(old: LocatedScalar, fresh: LocatedScalar | undefined): boolean {
    if (!fresh) return false;
    const change = this.#changes[this.#next];
    if (change && change.moved.scalar === old.scalar && change.moved.start === old.start) {
      this.#next += 1;
      return isExpected(change, fresh);
    }
    return isSame(old, fresh, this.#shift.before(old.start));
  }
}

function isSame(old: LocatedScalar, fresh: LocatedScalar, shift: number): boolean {
  const { scalar: then } = old;
  const { scalar: now } = fresh;
  const isInPlace = old.start + shift === fresh.start && old.end + shift === fresh.end;
  if (!isInPlace || old.block.document !== fresh.block.document) return false;
  return (
    then === now ||
    (then.style === now.style &&
      then.kind === now.kind &&
      then.tag === now.tag &&
      then.value === now.value &&
      isSamePath(then, now))
  );
}

function isSamePath(then: ConfigScalar, now: ConfigScalar): boolean {
  return then.depth === now.depth && then.path.every((segment, index) => segment === now.path[index]);
}

function isExpected({ moved, expected, restored }: ChangedScalar, { scalar, block }: LocatedScalar): boolean {
  const { scalar: old, block: oldBlock } = moved;
  const isText = scalar.kind === 'string' && (scalar.style === old.style || old.style === 'plain');
  const isAsMeant = restored === 'plain' ? scalar.style === 'plain' : isText;
  return (
    scalar.value === expected &&
    isAsMeant &&
    scalar.tag === old.tag &&
    block.document === oldBlock.document &&
    isSamePath(old, scalar)
  );
}

function comments(blocks: readonly ConfigBlock[]): string {
  return JSON.stringify(blocks.flatMap(({ content }) => content.comments.map(({ text }) => text)));
}
