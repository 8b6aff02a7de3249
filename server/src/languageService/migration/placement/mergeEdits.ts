import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import type { OffsetRange } from '../../references/reference.ts';
import type { ReferenceEdit } from '../edit.ts';
import type { ChangedScalar, RestoredAs } from '../editToVerify.ts';
import { applyAll, type FileEdits } from '../fileEdits.ts';
import { grouped } from './grouped.ts';
import { verifiedChanges } from './verifiedChanges.ts';

/** An edit in a scalar, and what it does to the scalar's decoded value. */
export interface ScalarEdit {
  readonly located: LocatedScalar;
  readonly edit: ReferenceEdit;
  /** The part of the value that is replaced, and what stands there afterwards. */
  readonly replaced: OffsetRange;
  readonly inserted: string;
  /** Present where the scalar gets its own text back. */
  readonly restored?: RestoredAs;
}

/** Edits of one file, verified together. */
export interface MergedEdits<Item> {
  readonly change: FileEdits;
  readonly merged: readonly Item[];
  readonly refused: readonly RefusedEdit<Item>[];
}

export interface RefusedEdit<Item> {
  readonly item: Item;
  /** The beginning of a sentence, without the value. */
  readonly reason: string;
}

/**
 * Puts edits of one file together, several in one scalar included, and verifies that the file reads the same afterwards
 * but for their scalars. What overlaps an earlier one or would change more is refused and left out. Never throws.
 */
export function mergeEdits<Item extends ScalarEdit>(
  document: ConfigDocument,
  languageId: string,
  items: readonly Item[],
): MergedEdits<Item> {
  const { disjoint, overlapping } = separate(items);
  const groups = groupsOf(disjoint);
  const kept = new Set(verifiedChanges({ before: document, languageId, changes: [...groups.keys()] }));
  const merged = [...groups].flatMap(([change, group]) => (kept.has(change) ? group : []));
  const misread = [...groups].flatMap(([change, group]) => (kept.has(change) ? [] : group));
  const edits = merged.map(({ edit: { start, end, newText } }) => ({ start, end, newText }));
  const change = { before: document.text, edits, after: applyAll(document.text, edits) };
  const refused = [...because(overlapping, overlaps), ...because(misread, differs)];
  return { change, merged, refused };
}

const overlaps = 'The secret overlaps another one';
const differs = 'The file would not read the same afterwards';

function because<Item>(items: readonly Item[], reason: string): readonly RefusedEdit<Item>[] {
  return items.map((item) => ({ item, reason }));
}

/** In file order; of two that overlap, the one that begins first, or else the longer one, stays. */
function separate<Item extends ScalarEdit>(
  items: readonly Item[],
): { readonly disjoint: readonly Item[]; readonly overlapping: readonly Item[] } {
  const ordered = items.toSorted(
    ({ edit: left }, { edit: right }) => left.start - right.start || right.end - left.end,
  );
  const disjoint: Item[] = [];
  const overlapping: Item[] = [];
  let end = 0;
  for (const item of ordered) {
    if (item.edit.start < end) overlapping.push(item);
    else disjoint.push(item);
    end = Math.max(end, item.edit.end);
  }
  return { disjoint, overlapping };
}

/** The edits of each scalar. */
function groupsOf<Item extends ScalarEdit>(
  items: readonly Item[],
): ReadonlyMap<ChangedScalar, readonly Item[]> {
  const groups = grouped(items, ({ located }) => located.start);
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.slice(0, 1).map(({ located }) => [changeOf(located, group), group]),
    ),
  );
}

function changeOf(moved: LocatedScalar, group: readonly ScalarEdit[]): ChangedScalar {
  const edits = group.map(({ replaced, inserted }) => ({ ...replaced, newText: inserted }));
  const restored = group[0]?.restored;
  return {
    moved,
    edits: group.map(({ edit }) => edit),
    expected: applyAll(moved.scalar.value, edits),
    ...(restored ? { restored } : {}),
  };
}
