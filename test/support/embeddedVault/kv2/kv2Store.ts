import type { JsonObject } from '../backend.ts';
import type { ServerClock } from '../serverClock.ts';

export interface Kv2Version {
  readonly createdTime: string;
  /** Empty when it is not deleted and will not be. */
  deletionTime: string;
  destroyed: boolean;
  /** Null is what a write of null leaves. */
  data: JsonObject | null;
}

export interface Kv2Secret {
  readonly createdTime: string;
  updatedTime: string;
  metadataVersion: number;
  currentVersion: number;
  oldestVersion: number;
  casRequired: boolean;
  metadataCasRequired: boolean;
  maxVersions: number;
  /** Seconds; 0 for none. */
  deleteVersionAfter: number;
  customMetadata: Readonly<Record<string, string>> | null;
  readonly versions: Map<number, Kv2Version>;
}

export interface Kv2Config {
  casRequired: boolean;
  metadataCasRequired: boolean;
  maxVersions: number;
  /** Seconds; 0 for none, negative for never, whatever a path says. */
  deleteVersionAfter: number;
}

const defaultMaxVersions = 10;

/** One mount's secrets with their versions. */
export class Kv2Store {
  readonly config: Kv2Config = {
    casRequired: false,
    metadataCasRequired: false,
    maxVersions: 0,
    deleteVersionAfter: 0,
  };
  readonly secrets = new Map<string, Kv2Secret>();
  readonly clock: ServerClock;

  constructor(clock: ServerClock) {
    this.clock = clock;
  }

  /** The secret at a path, made without versions when there is none. */
  open(path: string): Kv2Secret {
    const known = this.secrets.get(path);
    if (known !== undefined) return known;
    const secret = emptySecret(this.clock.stamp());
    this.secrets.set(path, secret);
    return secret;
  }

  /** Adds a version, which may push the oldest out. */
  addVersion(path: string, data: JsonObject | null): readonly [Kv2Secret, Kv2Version] {
    const isNew = !this.secrets.has(path);
    const secret = this.open(path);
    const createdTime = isNew ? secret.createdTime : this.clock.stamp();
    const version = { createdTime, deletionTime: this.deletionTime(secret), destroyed: false, data };
    secret.currentVersion += 1;
    secret.updatedTime = createdTime;
    secret.versions.set(secret.currentVersion, version);
    this.#purge(secret);
    return [secret, version];
  }

  /** Deleted for readers: destroyed, or its deletion time has come. */
  isGone(version: Kv2Version): boolean {
    return version.destroyed || this.clock.isPast(version.deletionTime);
  }

  /**
   * When a version made or brought back now will delete itself; empty for never. The shorter of the two times to
   * live counts, and a mount can forbid them.
   */
  deletionTime(secret: Kv2Secret): string {
    const { deleteVersionAfter: ofMount } = this.config;
    const both = [ofMount, secret.deleteVersionAfter].filter((after) => after > 0);
    return ofMount < 0 || both.length === 0 ? '' : this.clock.stamp(Math.min(...both) * 1000);
  }

  #purge(secret: Kv2Secret): void {
    const most = Math.max(secret.maxVersions, this.config.maxVersions) || defaultMaxVersions;
    if (secret.versions.size < most) return;
    secret.oldestVersion = secret.currentVersion - most + 1;
    for (const number of [...secret.versions.keys()]) {
      if (number < secret.oldestVersion) secret.versions.delete(number);
    }
  }
}

function emptySecret(now: string): Kv2Secret {
  return {
    createdTime: now,
    updatedTime: now,
    metadataVersion: 0,
    currentVersion: 0,
    oldestVersion: 0,
    casRequired: false,
    metadataCasRequired: false,
    maxVersions: 0,
    deleteVersionAfter: 0,
    customMetadata: null,
    versions: new Map(),
  };
}

/** Facts of a version as every answer spells them. */
export function versionFacts(version: Kv2Version): object {
  const { createdTime, deletionTime, destroyed } = version;
  return { created_time: createdTime, deletion_time: deletionTime, destroyed };
}
