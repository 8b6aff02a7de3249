import type { ScanCounts, ScannedFile, ScanResults, ScanState } from '../../../server/src/protocol.ts';

const nothing: ScanState = {
  kind: 'none',
  isOutdated: false,
  secrets: 0,
  filesWithSecrets: 0,
  filesRead: 0,
  skipped: 0,
};

/** The results of the scan as the server has told them. */
export class Results {
  readonly #files = new Map<string, ScannedFile>();
  #state = nothing;
  readonly #onChange: () => void;

  /** `onChange` is called after each change. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): ScanState {
    return this.#state;
  }

  /** Files with secrets, by folder and path. */
  get files(): readonly ScannedFile[] {
    return [...this.#files.values()].sort(
      (one, other) => compare(one.folderName, other.folderName) || compare(one.path, other.path),
    );
  }

  /** Takes what the server tells. */
  take({ isReset, files, state }: ScanResults): void {
    if (isReset) this.#files.clear();
    for (const file of files) {
      if (file.secrets.length === 0) this.#files.delete(file.uri);
      else this.#files.set(file.uri, file);
    }
    this.#state = state;
    this.#onChange();
  }

  /** A server that ended has forgotten its results. */
  reset(): void {
    this.#files.clear();
    this.#state = nothing;
    this.#onChange();
  }
}

/** `3 secrets in 2 files`. */
export function countsText({ secrets, filesWithSecrets }: ScanCounts): string {
  return secrets === 0
    ? 'no secrets'
    : `${counted(secrets, 'secret')} in ${counted(filesWithSecrets, 'file')}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
