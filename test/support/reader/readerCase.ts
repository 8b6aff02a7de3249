import type { Edit } from './edits.ts';

/** What a property of the reader is tried on. */
export interface ReaderCase {
  readonly text: string;
  readonly languageId: 'yaml' | 'json';
  /** Made one after the other. */
  readonly edits: readonly Edit[];
}

/** What a property demands: returns what is wrong, in words, or undefined. */
export type Check = (tried: ReaderCase) => string | undefined;
