import type { ReferenceEdit } from '../languageService/migration/edit.ts';

/** Why a file cannot be looked at or written. `unsaved`: the editor holds changes that are not on disk. */
export type FileProblem =
  | 'missing'
  | 'unreadable'
  | 'read-only'
  /** Outside of every workspace folder, or reached by a link that leads out of it. */
  | 'outside'
  /** The file has other names (hard links), which a replaced file would part from. */
  | 'linked'
  /** Binary, or not UTF-8: its bytes could not be kept. */
  | 'not-text'
  | 'too-large'
  | 'unsaved'
  /** The editor has the file open with other line ends than it has on disk, as where those are mixed. */
  | 'line-ends';

/** A file as it is now. Offsets count from behind a byte order mark, which `text` has not. */
export type FileLook =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unusable'; readonly problem: FileProblem };

/** All edits of a file at once. `edits` are ascending, disjoint and in offsets of `before`; `after` is their result. */
export interface FileChange {
  readonly before: string;
  readonly edits: readonly ReferenceEdit[];
  readonly after: string;
}

/**
 * What became of a change. `replaced`: it is on disk (an editor may have formatted the file while saving it).
 * `refused`: nothing was written. `unclear`: it may or may not be there, so look.
 */
export type FileOutcome =
  | { readonly kind: 'replaced' }
  | { readonly kind: 'refused'; readonly problem: FileProblem | 'changed' | 'no-room' | 'not-applied' }
  | { readonly kind: 'unclear' };

/** PORT: the files of a run, by `file:` address, whether they are open in an editor or not. */
export interface RunFiles {
  /** Never throws but the signal's reason. */
  look(uri: string, signal: AbortSignal): Promise<FileLook>;
  /**
   * Applies all edits, or none, where the file still reads as `before`, and has the result on disk when it says so:
   * neither a crash nor a full disk leaves half a file. Mode, owner and byte order mark stay. Never throws; once the
   * writing has begun it is not given up.
   */
  replace(uri: string, change: FileChange): Promise<FileOutcome>;
  /**
   * Takes away what a crash in the middle of {@link replace} has left beside a file: it may hold plaintext. Only for who owns
   * the run. Best effort; never throws.
   */
  tidy(uri: string): Promise<void>;
}
