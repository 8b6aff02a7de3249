import type { PathSegment } from '../../languageService/configDocument.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { Spelling } from '../../languageService/migration/spelling/spelling.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import type { EntryAction } from '../plan/plan.ts';

/**
 * What a run keeps on disk to be continued and undone: places, names, versions and fingerprints. Never a value, and never
 * a character of one.
 */
export type JournalRecord =
  | RunHeader
  /** Before a write: the state it is based on. Without one of the next two, nobody knows whether it happened. */
  | ({ readonly type: 'writing'; readonly keys: readonly string[]; readonly base: WriteBase } & SecretPath)
  /** `isCertain`: the server's own answer, and not what was found where the answer was lost. */
  | ({ readonly type: 'written'; readonly isCertain: boolean } & WrittenVersion & SecretPath)
  | ({ readonly type: 'not-written' } & SecretPath)
  /** Before a file is changed. */
  | { readonly type: 'editing'; readonly file: number; readonly entries: readonly string[] }
  | { readonly type: 'edited'; readonly file: number; readonly entries: readonly string[] }
  | { readonly type: 'finished' }
  | { readonly type: 'undoing' }
  | { readonly type: 'restoring'; readonly file: number; readonly entries: readonly string[] }
  | { readonly type: 'restored'; readonly file: number; readonly entries: readonly string[] }
  | ({ readonly type: 'removing'; readonly keys: readonly string[]; readonly version: number } & SecretPath)
  | ({ readonly type: 'removed'; readonly keys: readonly string[] } & SecretPath)
  | { readonly type: 'undone' };

export interface RunHeader {
  readonly type: 'run';
  /** Of the form of these records. */
  readonly format: 1;
  readonly run: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Exact origin and namespace that the run writes to; it goes on nowhere else. */
  readonly origin: string;
  readonly namespace: string;
  /** Addresses of the folders that were open, or that the command line was given. */
  readonly folders: readonly string[];
  /** The person has confirmed that KV v1 has no check-and-set. */
  readonly kvV1RaceConfirmed: boolean;
  readonly files: readonly JournalFile[];
  readonly entries: readonly JournalEntry[];
}

export interface JournalFile {
  readonly uri: string;
  readonly languageId: string;
}

/** One secret of a run. Offsets are UTF-16, in the text that the run was planned on. */
export interface JournalEntry {
  readonly id: string;
  /** Index in the header's files. */
  readonly file: number;
  /** Where the scalar is: its document and the keys and indices that lead to it. */
  readonly document: number;
  readonly keyPath: readonly PathSegment[];
  readonly scalarStart: number;
  readonly scalarEnd: number;
  /** The part of the file that the reference takes the place of. */
  readonly start: number;
  readonly end: number;
  /** 0-based, for reports. */
  readonly line: number;
  readonly rule: string;
  readonly target: SecretTarget;
  readonly action: EntryAction;
  /** The reference, and the text that is written to the file for it (quotes and escapes included). */
  readonly reference: string;
  readonly written: string;
  /** How the value was written; absent where the original bytes cannot be made from the value again. */
  readonly spelling?: Spelling;
  /** HMAC of the value under the run's key, bound to run and entry. */
  readonly fingerprint: string;
}

/** What a write is based on. Version 0 is a path without versions. */
export interface WriteBase {
  readonly kind: 'absent' | 'present';
  readonly kvVersion: 1 | 2;
  readonly version: number;
  readonly createdTime: string;
}

/** A version that a write made; 0 on KV v1. */
export interface WrittenVersion {
  readonly version: number;
  readonly createdTime: string;
}
