/** How sure a finding is, from the surest. */
export type ScanConfidence = 'certain' | 'high' | 'medium' | 'low';

/** 0-based lines and UTF-16 columns; the end is exclusive. */
export interface ScanRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A plaintext secret of a scanned file: where it is, never what it is. */
export interface FoundSecret {
  readonly rule: string;
  readonly confidence: ScanConfidence;
  /** One sentence a person can act on. */
  readonly reason: string;
  readonly range: ScanRange;
  /** Keys and indices that lead to the value; keys that may be secrets themselves are hidden. */
  readonly keyPath: string;
  /** Tells apart those of one file with the same rule and key path. */
  readonly ordinal: number;
}

/** What a scan found in a file. */
export interface ScannedFile {
  readonly uri: string;
  /** Name of the workspace folder that holds it. */
  readonly folderName: string;
  /** Slash path from that folder. */
  readonly path: string;
  /** In file order; none when the file has none any more. */
  readonly secrets: readonly FoundSecret[];
}

/** How a scan ended. */
export type ScanOutcome =
  | 'complete'
  /** Somebody cancelled it: what was found stays. */
  | 'cancelled'
  /** Another scan was started meanwhile. */
  | 'superseded'
  /** There are more secrets than are kept. */
  | 'too-many'
  /** The workspace has no folder on this machine's disk. */
  | 'no-folder'
  /** It broke off; what was found stays. */
  | 'failed';

/** What there is of results. */
export interface ScanCounts {
  readonly secrets: number;
  readonly filesWithSecrets: number;
  /** Files that were read in the last scan of everything. */
  readonly filesRead: number;
  readonly skipped: number;
}

/** What a scan comes to, in numbers. */
export interface ScanSummary extends ScanCounts {
  readonly outcome: ScanOutcome;
}

/** What the results are worth now. */
export interface ScanState extends ScanCounts {
  /** `none`: nothing was scanned, or it was cleared. */
  readonly kind: 'none' | 'running' | 'complete' | 'incomplete';
  /** Settings, folders or ignore rules have changed since. */
  readonly isOutdated: boolean;
}

/** What has changed in the results since the last notification. */
export interface ScanResults {
  /** All that was told before is gone. */
  readonly isReset: boolean;
  readonly files: readonly ScannedFile[];
  readonly state: ScanState;
}

export interface ScanWorkspaceParams {
  /** Where work-done progress is reported to; the server asks for a place of its own when there is none. */
  readonly workDoneToken?: string | number;
}

/** Files to scan again, by address; those that are not in the workspace are left alone. */
export interface RescanFilesParams {
  readonly uris: readonly string[];
}

/** A file or folder that was not looked into, or not to its end. */
export interface SkippedFile {
  readonly uri: string;
  readonly folderName: string;
  readonly path: string;
  /** A few words. */
  readonly reason: string;
}

export interface SkippedFiles {
  /** The first thousands. */
  readonly files: readonly SkippedFile[];
  readonly total: number;
}
