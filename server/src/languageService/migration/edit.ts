import type { OffsetRange } from '../references/reference.ts';

/** Offsets in the file, UTF-16. */
export interface ReferenceEdit extends OffsetRange {
  readonly newText: string;
}
