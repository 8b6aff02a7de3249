import { expect } from 'vitest';

/** A range of a text that a test names. Offsets are UTF-16 code units. */
export interface LabelledRange {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

export interface MarkedText {
  /** The text without its marks. */
  readonly text: string;
  /** In order of their start; of two that start together the outer first. */
  readonly ranges: readonly LabelledRange[];
  /** Where `¦` stood. */
  readonly cursor?: number;
}

/**
 * Takes the marks out of a test's text: `⟦label:text⟧` names a range (they nest), `¦` is the cursor. The label ends
 * at the first colon. Throws when a mark is not closed, not opened, has no label, or when there are two cursors.
 */
export function parseMarked(marked: string): MarkedText {
  const ranges: LabelledRange[] = [];
  const open: { readonly label: string; readonly start: number; readonly place: number }[] = [];
  let cursor: number | undefined;
  let text = '';
  let from = 0;
  for (const { 0: mark, 1: label, index } of marked.matchAll(/⟦(?:([^:⟦⟧\n]*):)?|⟧|¦/g)) {
    text += marked.slice(from, index);
    from = index + mark.length;
    if (mark === '¦') {
      if (cursor !== undefined) throw new Error('Two cursors ¦ in marked text');
      cursor = text.length;
    } else if (mark === '⟧') {
      const opened = open.pop();
      if (!opened) throw new Error('A ⟧ without its ⟦ in marked text');
      ranges[opened.place] = { label: opened.label, start: opened.start, end: text.length };
    } else {
      if (label === undefined) throw new Error('A ⟦ without "label:" in marked text');
      const place = ranges.push({ label, start: text.length, end: text.length }) - 1;
      open.push({ label, start: text.length, place });
    }
  }
  if (open.length > 0) throw new Error('A ⟦ without its ⟧ in marked text');
  text += marked.slice(from);
  return { text, ranges, ...(cursor === undefined ? {} : { cursor }) };
}

/** Fails unless both hold the same ranges, in any order: names those that are missing and those nobody expected. */
export function expectRanges(actual: readonly LabelledRange[], expected: readonly LabelledRange[]): void {
  const missing = without(expected, actual);
  const unexpected = without(actual, expected);
  expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
}

/** What is left of `ranges` when each of `others` takes away one that equals it. */
function without(ranges: readonly LabelledRange[], others: readonly LabelledRange[]): string[] {
  const left = ranges.map(written).sort();
  for (const other of others.map(written)) {
    const at = left.indexOf(other);
    if (at !== -1) left.splice(at, 1);
  }
  return left;
}

function written({ label, start, end }: LabelledRange): string {
  return `${label} ${start}-${end}`;
}
