import type { Memento } from 'vscode';
import { isText } from '../shape.ts';
import type { NamedConnection } from './namedConnections.ts';
import { isConnectionName } from './namedConnections.ts';
import type { ConnectionSettings } from './settings.ts';

const stateKey = 'vaultRefs.chosenConnection';

/** Which connection this workspace uses: in the editor's own storage, as the user chose and never a repository. */
export class ChosenConnection {
  readonly #state: Pick<Memento, 'get' | 'update'>;

  constructor(workspaceState: Pick<Memento, 'get' | 'update'>) {
    this.#state = workspaceState;
  }

  /** The name of the connection; empty for the one of `vaultRefs.address`, undefined before the user has chosen. */
  get name(): string | undefined {
    const stored = this.#state.get<unknown>(stateKey);
    return isText(stored) && (stored === '' || isConnectionName(stored)) ? stored : undefined;
  }

  async choose(name: string): Promise<void> {
    await this.#state.update(stateKey, name);
  }
}

/**
 * The user's settings for the connection with this name, empty for that of `vaultRefs.address`. One that is missing
 * connects nowhere: another one in its place would be a surprise.
 */
export function chosenSettings(
  settings: ConnectionSettings,
  named: readonly NamedConnection[],
  name: string,
): ConnectionSettings {
  if (name === '') return settings;
  const found = named.find((connection) => connection.name === name);
  if (!found) {
    const chosen = { name, isMissing: true, signIn: {}, mounts: {} };
    return { ...settings, address: '', namespace: '', chosen };
  }
  const { address, namespace, signIn, mounts, caFile, caFolder, tlsServerName = '' } = found;
  return {
    ...settings,
    address,
    namespace,
    tlsServerName,
    caFile: caFile ?? settings.caFile,
    caFolder: caFolder ?? settings.caFolder,
    chosen: { name, isMissing: false, signIn, mounts },
  };
}

/** What the workspace suggests: a name and nothing more, whoever wrote it. Undefined for what cannot be one. */
export function readSuggestion(configuration: { get(key: string): unknown }): string | undefined {
  const written = configuration.get('suggestedConnection');
  const name = isText(written) ? written.trim() : '';
  return isConnectionName(name) ? name : undefined;
}
