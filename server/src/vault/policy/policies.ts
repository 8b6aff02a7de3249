import { StoreError } from '../../languageService/storeError.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { trimOf } from '../../languageService/trim.ts';
import type { VaultPolicy } from '../../protocol.ts';
import { originOf } from '../address.ts';

/** Policies of several places, all of which must allow what is done. */
export class Policies {
  readonly #policies: readonly VaultPolicy[];

  constructor(policies: readonly VaultPolicy[]) {
    this.#policies = policies;
  }

  /** The policies, for whoever shows them. */
  get all(): readonly VaultPolicy[] {
    return this.#policies;
  }

  /** Whether an exact origin may be talked to. */
  allowsOrigin(origin: string): boolean {
    return this.#policies.every(
      ({ allowedOrigins }) =>
        allowedOrigins === undefined || allowedOrigins.some((allowed) => isOrigin(allowed, origin)),
    );
  }

  /** @throws StoreError `denied` for an origin that is not allowed. */
  requireOrigin(origin: string): void {
    if (!this.allowsOrigin(origin)) throw refused('does not allow this server');
  }

  /** Whether something may be written to a path. */
  allowsWriting(target: SecretPath): boolean {
    return this.#policies.every(
      ({ readOnly = false, allowedTargets }) =>
        !readOnly &&
        (allowedTargets === undefined || allowedTargets.some((prefix) => isBelow(target, prefix))),
    );
  }

  /** @throws StoreError `denied` for a path that must not be written to. */
  requireWriting(target: SecretPath): void {
    if (this.allowsWriting(target)) return;
    const isReadOnly = this.#policies.some(({ readOnly }) => readOnly === true);
    throw refused(isReadOnly ? 'allows no writing to Vault' : 'does not allow writing to this place');
  }
}

function refused(what: string): StoreError {
  return new StoreError('denied', `The policy that your administrator has set ${what}.`);
}

/** However it is spelled; what is no origin allows none. */
function isOrigin(allowed: string, origin: string): boolean {
  try {
    return originOf(allowed) === origin;
  } catch {
    return false;
  }
}

function isBelow({ mount, path }: SecretPath, prefix: string): boolean {
  const [target, allowed] = [`${mount}/${path}`, trimOf(prefix.trim(), '/')];
  return allowed !== '' && (target === allowed || target.startsWith(`${allowed}/`));
}
