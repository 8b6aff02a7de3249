import type { PathHistory, VersionFacts } from '../../../server/src/languageService/migration/secretVault.ts';

export type Data = Readonly<Record<string, unknown>>;

export interface Version {
  readonly createdTime: string;
  /** When it was, or will be, deleted; empty when never. */
  deletionTime: string;
  readonly data: Data;
  deleted: boolean;
}

/** What a path's metadata may say besides its versions, as KV v2 has it. */
export interface PathSettings {
  /** 0: the mount's is in force, unless it is smaller. */
  readonly maxVersions: number;
  readonly deleteVersionAfter: string;
}

/** One path with its metadata. A path can be there without a version. */
export class StoredPath {
  settings: PathSettings = { maxVersions: 0, deleteVersionAfter: '' };
  readonly customMetadata = new Map<string, string>();
  readonly versions = new Map<number, Version>();
  latest = 0;

  /** Adds a version and purges those beyond the `keep` newest. */
  add(version: Version, keep: number): number {
    this.latest += 1;
    this.versions.set(this.latest, version);
    for (const number of this.versions.keys()) if (number <= this.latest - keep) this.versions.delete(number);
    return this.latest;
  }

  /** What GET metadata/ tells. */
  history(): PathHistory {
    const versions = new Map<number, VersionFacts>();
    for (const [number, { createdTime, deletionTime }] of this.versions) {
      versions.set(number, { createdTime, deletionTime, isDestroyed: false });
    }
    const customMetadata = new Map(this.customMetadata);
    return { kind: 'known', currentVersion: this.latest, ...this.settings, versions, customMetadata };
  }
}
