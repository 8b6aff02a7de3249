import type { CurrentSecret, MountInfo } from '../../languageService/migration/secretVault.ts';

/** What a run knows beforehand, so that it asks no question twice. Paths go by their `pathId`. */
export interface RunKnowledge {
  /** Paths as the preflight saw them a moment ago. */
  readonly paths?: ReadonlyMap<string, CurrentSecret>;
  readonly mounts?: ReadonlyMap<string, MountInfo>;
  /** Paths whose custom metadata the token may not change: nobody tries. */
  readonly fixedMetadata?: ReadonlySet<string>;
}

export interface RunOptions {
  readonly known?: RunKnowledge;
  /** Custom metadata that tells who moved what and when; nothing is told without. */
  readonly attribution?: ReadonlyMap<string, string>;
  /** Called before each file. */
  readonly onProgress?: (progress: RunProgress) => void;
}

/** `done` of `total` secrets; the next are of this file. */
export interface RunProgress {
  readonly done: number;
  readonly total: number;
  readonly uri: string;
}
