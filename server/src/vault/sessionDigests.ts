import type { KeyDigest, PathDigests, SecretDigests, Unread } from '../inVault/secretDigests.ts';
import type { CurrentSecret, VaultErrorKind } from '../languageService/migration/secretVault.ts';
import type { SecretPath } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import type { DigestKey } from '../valueDigest.ts';
import { digestValue, isLongEnough } from '../valueDigest.ts';
import { readKv1 } from './values/kv1.ts';
import { readKv2 } from './values/reading.ts';
import type { MountAnswer } from './mounts.ts';
import type { VaultSession } from './vaultSession.ts';

/** Digests of values through the current session. The values themselves stay in one function. */
export class SessionSecretDigests implements SecretDigests {
  readonly #session: () => VaultSession | undefined;

  constructor(session: () => VaultSession | undefined) {
    this.#session = session;
  }

  get origin(): string | undefined {
    return this.#session()?.origin;
  }

  get namespace(): string {
    return this.#session()?.namespace ?? '';
  }

  async read(path: SecretPath, key: DigestKey, signal: AbortSignal): Promise<PathDigests> {
    signal.throwIfAborted();
    const session = this.#session();
    if (!session) return { kind: 'not-signed-in', detail: 'Sign in to Vault first.' };
    try {
      const mount = await session.mount(path.mount, signal);
      if (mount.kind !== 'kv') return withoutMount(mount);
      const read = mount.kvVersion === 1 ? readKv1 : readKv2;
      return digestsOf(await read(session.api, path, signal), key);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof StoreError)) throw error;
      return { kind: unreadBy[error.kind], detail: error.message };
    }
  }
}

function digestsOf(secret: CurrentSecret, key: DigestKey): PathDigests {
  if (secret.kind === 'absent') {
    // A version that was there before is the only thing that tells a deleted secret from none.
    return secret.cas > 0
      ? { kind: 'deleted', detail: 'The current version is deleted.' }
      : { kind: 'not-found', detail: 'There is no secret at the path.' };
  }
  const digests: KeyDigest[] = [];
  for (const [name, value] of Object.entries(secret.data)) {
    if (typeof value !== 'string' || !isLongEnough(value)) continue;
    digests.push({ key: name, digest: digestValue(key, value) });
  }
  return { kind: 'read', digests, selfDeletes: secret.deletionTime !== '' };
}

function withoutMount(mount: Exclude<MountAnswer, { kind: 'kv' }>): PathDigests {
  switch (mount.kind) {
    case 'no-such-mount':
      return { kind: 'not-found', detail: 'There is no such mount.' };
    case 'not-checkable':
      return { kind: 'not-kv', detail: mount.detail };
    case 'denied':
    case 'sealed':
    case 'unreachable':
    case 'not-signed-in':
      return { kind: mount.kind, detail: mount.detail };
  }
}

const unreadBy: Readonly<Record<VaultErrorKind, Unread>> = {
  'not-signed-in': 'not-signed-in',
  denied: 'denied',
  sealed: 'sealed',
  unreachable: 'unreachable',
  timeout: 'unreachable',
  tls: 'unreachable',
  'redirect-refused': 'unreachable',
  'rate-limited': 'rate-limited',
  'no-such-mount': 'not-found',
  'not-kv': 'not-kv',
  conflict: 'failed',
  'too-large': 'failed',
  'unsafe-number': 'failed',
  'bad-response': 'failed',
  'bad-path': 'failed',
  namespace: 'failed',
  'server-error': 'failed',
};
