import type { Subscription } from '../languageService/secretStore.ts';
import type { TokenNotice } from '../protocol.ts';
import { processTimer } from '../processTimer.ts';
import type { Lease } from './auth/signInMethod.ts';
import type { VaultConnectionOptions } from './connectionOptions.ts';
import { renewToken } from './tokenCalls.ts';
import { TokenLifetime } from './tokenLifetime.ts';
import type { VaultSession } from './vaultSession.ts';

/** Queueing included. */
const renewalTimeoutMs = 60_000;

/** Keeps the current session's token alive. */
export class Renewals {
  readonly #options: VaultConnectionOptions;
  readonly #onDoubt: () => void;
  readonly #listeners = new Set<(notice: TokenNotice) => void>();
  #lifetime: TokenLifetime | undefined;

  /** `onDoubt` is called when the token may be dead. */
  constructor(options: VaultConnectionOptions, onDoubt: () => void) {
    this.#options = options;
    this.#onDoubt = onDoubt;
  }

  /** Takes over a session's token in place of the one before; without a lease nothing is known of its end. */
  start({ api, origin, namespace }: VaultSession, lease: Lease | undefined): void {
    this.stop();
    if (!lease) return;
    this.#lifetime = new TokenLifetime(lease, {
      now: this.#options.now,
      timer: this.#options.timer ?? processTimer,
      renew: () => renewToken(api, AbortSignal.timeout(renewalTimeoutMs)),
      onNotice: (reason, expiresAt) => this.#tell({ origin, namespace, reason, expiresAt }),
      onDoubt: this.#onDoubt,
    });
  }

  stop(): void {
    this.#lifetime?.dispose();
    this.#lifetime = undefined;
  }

  onNotice(listener: (notice: TokenNotice) => void): Subscription {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  #tell(notice: TokenNotice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}
