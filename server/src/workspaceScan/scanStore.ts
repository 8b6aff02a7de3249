import type { ScanCounts, ScannedFile, SkippedFile, SkippedFiles } from '../protocol.ts';
import type { SeverityByConfidence } from '../languageService/severity.ts';

/** What a scan found in a file, and how loudly it is told there. */
export interface StoredFile extends ScannedFile {
  readonly folderUri: string;
  readonly severity: SeverityByConfidence;
}

/** A place that was skipped. */
export interface StoredSkip extends SkippedFile {
  readonly folderUri: string;
}

/** Most skipped places that are told in one answer. */
const MAX_TOLD = 5_000;

/** Most that are kept. */
const MAX_SKIPS = 100_000;

/** The results of scans: files with secrets by their address, and what was skipped. Holds no value. */
export class ScanStore {
  readonly #files = new Map<string, StoredFile>();
  #skips: StoredSkip[] = [];
  #secrets = 0;
  readonly #onChange: (file: StoredFile) => void;

  /** `onChange` is told of each file that changed; one that has no secrets any more has none in `secrets`. */
  constructor(onChange: (file: StoredFile) => void) {
    this.#onChange = onChange;
  }

  get secrets(): number {
    return this.#secrets;
  }

  get files(): Iterable<StoredFile> {
    return this.#files.values();
  }

  get(uri: string): StoredFile | undefined {
    return this.#files.get(uri);
  }

  /** Keeps what a file has now; one without secrets is forgotten. */
  put(file: StoredFile): void {
    const before = this.#files.get(file.uri);
    if (!before && file.secrets.length === 0) return;
    this.#secrets += file.secrets.length - (before?.secrets.length ?? 0);
    if (file.secrets.length === 0) this.#files.delete(file.uri);
    else this.#files.set(file.uri, file);
    this.#onChange(file);
  }

  skip(skipped: StoredSkip): void {
    if (this.#skips.length < MAX_SKIPS) this.#skips.push(skipped);
  }

  /** Forgets what was skipped where `isMeant`. */
  forgetSkips(isMeant: (skipped: StoredSkip) => boolean): void {
    this.#skips = this.#skips.filter((skipped) => !isMeant(skipped));
  }

  /** Forgets files where `isMeant`. */
  remove(isMeant: (file: StoredFile) => boolean): void {
    for (const file of [...this.#files.values()]) if (isMeant(file)) this.put({ ...file, secrets: [] });
  }

  /** What was skipped, in the order of the scan. */
  skipped(): SkippedFiles {
    const files = this.#skips
      .slice(0, MAX_TOLD)
      .map(({ uri, folderName, path, reason }) => ({ uri, folderName, path, reason }));
    return { files, total: this.#skips.length };
  }

  counts(filesRead: number): ScanCounts {
    const { size: filesWithSecrets } = this.#files;
    return { secrets: this.#secrets, filesWithSecrets, filesRead, skipped: this.#skips.length };
  }
}
