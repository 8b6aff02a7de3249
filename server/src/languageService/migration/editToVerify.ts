import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';
import type { ReferenceEdit } from './edit.ts';

/** The file before an edit, the edit, and what it is meant to do. */
export interface EditToVerify {
  readonly before: ConfigDocument;
  readonly languageId: string;
  readonly moved: LocatedScalar;
  readonly edit: ReferenceEdit;
  readonly reference: string;
}
