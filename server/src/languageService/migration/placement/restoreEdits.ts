import type { ConfigDocument } from '../../configDocument.ts';
import { parseConfig } from '../../parse/index.ts';
import type { ReferenceEdit } from '../edit.ts';
import type { RestoredAs } from '../editToVerify.ts';
import { applyAll, type FileEdits } from '../fileEdits.ts';
import { decodeBase64 } from '../spelling/base64.ts';
import { respell } from '../spelling/respell.ts';
import { isEncoded, isPartOf, type MovedEntry } from './movedEntry.ts';
import { mergeEdits, type ScalarEdit } from './mergeEdits.ts';
import { type WrittenPlace, writtenPlaces } from './restorePlaces.ts';
import { decodedRange } from './taking.ts';
import { finalBreaks, leadingBreaks } from './writtenScalar.ts';

/** An entry of a journal and the value that Vault holds for it. */
export interface Restoring {
  readonly entry: MovedEntry;
  readonly value: string;
}

export interface RestoredEdits {
  readonly change: FileEdits;
  readonly restored: readonly MovedEntry[];
  /** `reason`: the beginning of a sentence, without the value. */
  readonly refused: readonly { readonly entry: MovedEntry; readonly reason: string }[];
}

interface RestoringEdit extends ScalarEdit {
  readonly entry: MovedEntry;
}

/**
 * All edits that put secrets back into one file in their own bytes, as one change of its text: where the references still
 * stand exactly as they were written, and the file reads the same afterwards but for the secrets. Entries of which that is
 * not true are in `refused`. Never throws.
 */
export function restoreEdits(
  document: ConfigDocument,
  languageId: string,
  restorings: readonly Restoring[],
): RestoredEdits {
  const places = writtenPlaces(
    document,
    restorings.map(({ entry }) => entry),
  );
  const answers = restorings.map(({ entry, value }) => {
    const place = places.get(entry) ?? { reason: differs };
    return 'reason' in place ? { entry, ...place } : editAt({ document, languageId, entry, value }, place);
  });
  const edits = answers.filter((answer) => 'edit' in answer);
  const { change, merged, refused } = mergeEdits<RestoringEdit>(document, languageId, edits);
  return {
    change,
    restored: merged.map(({ entry }) => entry),
    refused: [
      ...answers.filter((answer) => 'reason' in answer),
      ...refused.map(({ item, reason }) => ({ entry: item.entry, reason })),
    ],
  };
}

/** {@link restoreEdits} for a single entry. */
export function restoreEdit(
  document: ConfigDocument,
  languageId: string,
  entry: MovedEntry,
  value: string,
): ({ readonly ok: true } & ReferenceEdit) | { readonly ok: false; readonly reason: string } {
  const { change, refused } = restoreEdits(document, languageId, [{ entry, value }]);
  const [edit] = change.edits;
  return edit ? { ok: true, ...edit } : { ok: false, reason: refused[0]?.reason ?? differs };
}

const differs = 'The file would not read the same as before the move';

interface Restoration extends Restoring {
  readonly document: ConfigDocument;
  readonly languageId: string;
}

function editAt(
  restoration: Restoration,
  place: WrittenPlace,
): RestoringEdit | { readonly entry: MovedEntry; readonly reason: string } {
  const { entry, value } = restoration;
  if (!entry.spelling) return { entry, reason: 'It is not known how the value was written' };
  const newText = respell(value, entry.spelling);
  if (newText === undefined) return { entry, reason: 'The value cannot be written as it was' };
  const edit = { ...place.range, newText };
  const put = isPartOf(entry) ? putPart(restoration, place) : putWhole(restoration, place, edit);
  if (!put) return { entry, reason: differs };
  return { entry, located: place.located, edit, ...put, restored: restoredAs(place) };
}

/** Quotes that are replaced with the reference were not there before it. */
function restoredAs({ located, range }: WrittenPlace): RestoredAs {
  return located.scalar.style === 'plain' || range.start < located.start ? 'plain' : 'as-now';
}

type Put = Pick<ScalarEdit, 'replaced' | 'inserted'>;

function putPart({ document, value }: Restoration, { located, range }: WrittenPlace): Put | undefined {
  const replaced = decodedRange({ document, located, secret: range });
  return replaced && { replaced, inserted: value };
}

/** A block scalar keeps the line breaks around its text, which are part of some values. */
function putWhole(restoration: Restoration, { located }: WrittenPlace, edit: ReferenceEdit): Put | undefined {
  const { entry } = restoration;
  const { style, value: now } = located.scalar;
  const [leading, trailing] = [leadingBreaks(style, now), finalBreaks(style, now)];
  const replaced = { start: leading.length, end: now.length - trailing.length };
  const value = isEncoded(entry) ? encodedValue(restoration, located.start, edit) : restoration.value;
  if (value === undefined) return undefined;
  const breaks = finalBreaks(style, value);
  if (breaks !== '' && breaks !== trailing) return undefined;
  return { replaced, inserted: value.slice(0, value.length - breaks.length) };
}

/** The base64 of the value as the scalar will have it, which may be broken into lines. */
function encodedValue(
  { document, languageId, value }: Restoration,
  start: number,
  edit: ReferenceEdit,
): string | undefined {
  const after = parseConfig(applyAll(document.text, [edit]), languageId, document);
  const encoded = after.scalarAt(Math.max(start, edit.start))?.scalar.value;
  return encoded !== undefined && decodeBase64(encoded) === value ? encoded : undefined;
}
