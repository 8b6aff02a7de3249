import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  PathRights,
  SecretVault,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { pathId } from '../../migration/journal/runState.ts';

/**
 * What a plan has seen of Vault, so that a change of the plan asks for nothing but what is new. Failures are asked for
 * again. It holds values, and goes with its plan; a run looks for itself.
 */
export class RememberingVault {
  readonly #vault: SecretVault;
  readonly #mounts = new Map<string, MountInfo>();
  readonly #current = new Map<string, CurrentSecret>();
  readonly #histories = new Map<string, PathHistory>();
  readonly #rights = new Map<string, PathRights | undefined>();

  constructor(vault: SecretVault) {
    this.#vault = vault;
  }

  /** The vault for looking. Whatever else it is asked goes on as it is. */
  get looks(): SecretVault {
    const vault = this.#vault;
    return {
      origin: vault.origin,
      namespace: vault.namespace,
      mountInfo: (mount, signal) => once(this.#mounts, mount, () => vault.mountInfo(mount, signal)),
      readCurrent: (secret, signal) =>
        once(this.#current, pathId(secret), () => vault.readCurrent(secret, signal)),
      history: (secret, signal) => once(this.#histories, pathId(secret), () => vault.history(secret, signal)),
      rights: (secrets, signal) => this.#rightsOf(secrets, signal),
      readVersion: (secret, version, signal) => vault.readVersion(secret, version, signal),
      writeKeys: (request, signal) => vault.writeKeys(request, signal),
      removeKeys: (request, signal) => vault.removeKeys(request, signal),
      deleteVersion: (secret, version, signal) => vault.deleteVersion(secret, version, signal),
      annotate: (secret, entries, signal) => vault.annotate(secret, entries, signal),
    };
  }

  async #rightsOf(
    secrets: readonly SecretPath[],
    signal: AbortSignal,
  ): Promise<readonly (PathRights | undefined)[]> {
    const unknown = secrets.filter((secret) => !this.#rights.has(pathId(secret)));
    const answers = unknown.length === 0 ? [] : await this.#vault.rights(unknown, signal);
    unknown.forEach((secret, index) => this.#rights.set(pathId(secret), answers[index]));
    return secrets.map((secret) => this.#rights.get(pathId(secret)));
  }
}

async function once<T>(known: Map<string, T>, name: string, ask: () => Promise<T>): Promise<T> {
  const seen = known.get(name);
  if (seen !== undefined) return seen;
  const answer = await ask();
  known.set(name, answer);
  return answer;
}
