import type { PathSegment } from '../../configDocument.ts';
import { decodeBase64 } from '../spelling/base64.ts';
import type { Spelling } from '../spelling/spelling.ts';

/** What the journal of a run knows of one secret. Offsets are in the text that the run was planned on. */
export interface MovedEntry {
  /** The scalar: its document and the keys and indices that lead to it. */
  readonly document: number;
  readonly keyPath: readonly PathSegment[];
  readonly scalarStart: number;
  readonly scalarEnd: number;
  /** The part of the file that the reference takes the place of. */
  readonly start: number;
  readonly end: number;
  readonly reference: string;
  /** The text that is written for it, quotes and escapes included. */
  readonly written: string;
  readonly spelling?: Spelling;
}

/** Whether the reference stands for a part of its scalar. */
export function isPartOf({ scalarStart, scalarEnd, start, end }: MovedEntry): boolean {
  return start !== scalarStart || end !== scalarEnd;
}

/** Whether the reference stands there as base64. */
export function isEncoded({ written, reference }: MovedEntry): boolean {
  return decodeBase64(written) === reference;
}
