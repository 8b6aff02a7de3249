import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';
import type { ReferenceEdit } from './edit.ts';

/** A scalar that edits change. */
export interface ChangedScalar {
  /** As it is before. */
  readonly moved: LocatedScalar;
  /** All of the edits in it, ascending and disjoint. */
  readonly edits: readonly ReferenceEdit[];
  /** Its decoded value afterwards. */
  readonly expected: string;
  /** Present where it gets its own text back. A reference is text; what was plain may be a number. */
  readonly restored?: RestoredAs;
}

/** How a scalar stands there that gets its own text back: without quotes that the reference needed, or as it does now. */
export type RestoredAs = 'plain' | 'as-now';

/** The file before some edits, the edits, and what they are meant to do. */
export interface EditsToVerify {
  readonly before: ConfigDocument;
  readonly languageId: string;
  /** In file order. */
  readonly changes: readonly ChangedScalar[];
}

/** The same for a single edit. */
export interface EditToVerify
  extends Pick<EditsToVerify, 'before' | 'languageId'>, Omit<ChangedScalar, 'edits'> {
  readonly edit: ReferenceEdit;
}
