import type { SecretDigests } from '../../server/src/inVault/secretDigests.ts';
import type { SecretVault } from '../../server/src/languageService/migration/secretVault.ts';
import { StoreError } from '../../server/src/languageService/storeError.ts';
import type { ConnectionStatus } from '../../server/src/protocol.ts';
import type { VaultAccess } from '../../server/src/runtime.ts';
import { InMemorySecretStore } from './inMemorySecretStore.ts';

/** Access for protocol tests that check references only: its vault refuses everything, so a value read would show. */
export function checkingAccess(
  store = new InMemorySecretStore(),
): VaultAccess & { store: InMemorySecretStore } {
  const refuse = (): Promise<never> => Promise.reject(new StoreError('not-signed-in', 'Sign in first.'));
  const vault: SecretVault = {
    origin: undefined,
    namespace: '',
    mountInfo: refuse,
    readCurrent: refuse,
    readVersion: refuse,
    writeKeys: refuse,
    removeKeys: refuse,
    deleteVersion: refuse,
    history: refuse,
    rights: refuse,
    annotate: refuse,
  };
  const digests: SecretDigests = { origin: undefined, namespace: '', read: refuse };
  const status = (): ConnectionStatus =>
    store.connection.kind === 'signed-in'
      ? { kind: 'ok', origin: store.connection.origin, namespace: '', mounts: store.knownMounts }
      : { kind: 'signed-out' };
  return {
    store,
    vault,
    digests,
    status,
    signIn: () => Promise.resolve({ ok: true, status: status() }),
    signOut: () => {
      store.connection = { kind: 'signed-out' };
    },
    signOutAndRevoke: () => {
      store.connection = { kind: 'signed-out' };
      return Promise.resolve(true);
    },
    identity: () => Promise.resolve(undefined),
    restrict: () => undefined,
    details: () => Promise.resolve({ status: status(), trustsSystem: false, policies: [], calls: [] }),
    environmentOffer: () => ({ tokenFile: false }),
    onTokenNotice: () => ({ dispose: () => undefined }),
    onDidChangeStatus: (listener) => store.onDidChange(listener),
  };
}
