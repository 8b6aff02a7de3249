import { randomBytes } from 'node:crypto';
import type { ServerClock } from './serverClock.ts';

export interface TokenEntry {
  readonly id: string;
  readonly accessor: string;
  /** Sorted. */
  readonly policies: readonly string[];
  readonly displayName: string;
  readonly meta: Readonly<Record<string, string>> | null;
  readonly renewable: boolean;
  readonly orphan: boolean;
  readonly createdMs: number;
  readonly issueTime: string;
  /** Seconds the token was made for; 0 for one that does not expire. */
  readonly creationTtl: number;
  /** Milliseconds since the epoch; undefined for never. */
  expiresMs: number | undefined;
}

export interface NewToken {
  readonly id?: string;
  readonly policies: readonly string[];
  readonly displayName?: string;
  readonly meta?: TokenEntry['meta'];
  readonly renewable: boolean;
  readonly orphan: boolean;
  readonly ttl: number;
}

/** Tokens that are alive. */
export class Tokens {
  readonly #entries = new Map<string, TokenEntry>();
  readonly #clock: ServerClock;

  constructor(clock: ServerClock) {
    this.#clock = clock;
  }

  create(wanted: NewToken): TokenEntry {
    const now = this.#clock.ms();
    const entry: TokenEntry = {
      id: wanted.id ?? `s.${randomBytes(18).toString('base64url')}`,
      accessor: randomBytes(18).toString('base64url'),
      policies: [...new Set(wanted.policies)].sort(),
      displayName: wanted.displayName ?? 'token',
      meta: wanted.meta ?? null,
      renewable: wanted.renewable,
      orphan: wanted.orphan,
      createdMs: now,
      issueTime: this.#clock.stamp(),
      creationTtl: wanted.ttl,
      expiresMs: wanted.ttl === 0 ? undefined : now + wanted.ttl * 1000,
    };
    this.#entries.set(entry.id, entry);
    return entry;
  }

  /** The living token; an expired one is forgotten. */
  find(id: string): TokenEntry | undefined {
    const entry = this.#entries.get(id);
    if (entry?.expiresMs !== undefined && entry.expiresMs <= this.#clock.ms()) this.revoke(id);
    return this.#entries.get(id);
  }

  revoke(id: string): void {
    this.#entries.delete(id);
  }

  /** Whole seconds left; 0 for a token without an end. */
  secondsLeft(entry: TokenEntry): number {
    if (entry.expiresMs === undefined) return 0;
    return Math.max(0, Math.floor((entry.expiresMs - this.#clock.ms()) / 1000));
  }

  renew(entry: TokenEntry, seconds: number): void {
    entry.expiresMs = this.#clock.ms() + seconds * 1000;
  }
}
