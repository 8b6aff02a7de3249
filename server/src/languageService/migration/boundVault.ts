import type { SecretVault } from './secretVault.ts';

/** The person has signed in elsewhere while a secret was on its way. */
export class ConnectionChanged extends Error {
  constructor() {
    super('The connection to Vault changed meanwhile.');
    this.name = 'ConnectionChanged';
  }
}

/**
 * `vault` as long as it is the server and namespace that it is now: every call is refused with
 * {@link ConnectionChanged} once it is another, so that a value cannot go to a place that nobody confirmed.
 */
export function boundVault(vault: SecretVault): SecretVault {
  const { origin, namespace } = vault;
  const ifSame = async <T>(call: () => Promise<T>): Promise<T> => {
    refuseOther(vault, origin, namespace);
    const answer = await call();
    refuseOther(vault, origin, namespace);
    return answer;
  };
  return {
    origin,
    namespace,
    mountInfo: (mount, signal) => ifSame(() => vault.mountInfo(mount, signal)),
    readCurrent: (secret, signal) => ifSame(() => vault.readCurrent(secret, signal)),
    readVersion: (secret, version, signal) => ifSame(() => vault.readVersion(secret, version, signal)),
    writeKeys: (request, signal) => ifSame(() => vault.writeKeys(request, signal)),
    removeKeys: (request, signal) => ifSame(() => vault.removeKeys(request, signal)),
    deleteVersion: (secret, version, signal) => ifSame(() => vault.deleteVersion(secret, version, signal)),
    history: (secret, signal) => ifSame(() => vault.history(secret, signal)),
    rights: (secrets, signal) => ifSame(() => vault.rights(secrets, signal)),
    annotate: (secret, entries, signal) =>
      ifSame(() => vault.annotate(secret, entries, signal)).catch(unlessChanged),
  };
}

function refuseOther(vault: SecretVault, origin: string | undefined, namespace: string): void {
  if (vault.origin !== origin || vault.namespace !== namespace) throw new ConnectionChanged();
}

/** A note that is not made fails nothing. */
function unlessChanged(error: unknown): false {
  if (error instanceof ConnectionChanged) return false;
  throw error;
}
