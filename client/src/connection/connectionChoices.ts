import type { Memento } from 'vscode';
import type { ProxyChoice } from '../../../server/src/protocol.ts';
import { ChosenConnection, chosenSettings, readSuggestion } from './chosenConnection.ts';
import type { NamedConnection } from './namedConnections.ts';
import { readNamedConnections } from './namedConnections.ts';
import type { ConnectionSettings, Inspectable } from './settings.ts';
import { readConnectionSettings } from './settings.ts';
import type { StatusNames } from './statusText.ts';

/** The connections that there are, and which one the workspace uses. */
export interface ConnectionChoices {
  readonly chosen: ChosenConnection;
  named(): readonly NamedConnection[];
  /** One of the user's own that the workspace suggests. */
  suggested(): string | undefined;
  /** Those of `vaultRefs.address`. */
  unnamed(): ConnectionSettings;
  /** Those of the chosen connection. */
  settings(): ConnectionSettings;
  /** For the status. */
  names(): StatusNames;
}

/** Reads the configuration anew each time it is asked. */
export function connectionChoices(
  workspaceState: Pick<Memento, 'get' | 'update'>,
  configuration: () => Inspectable & { get(key: string): unknown },
  proxy: () => ProxyChoice | undefined = () => undefined,
): ConnectionChoices {
  const chosen = new ChosenConnection(workspaceState);
  const named = (): readonly NamedConnection[] => readNamedConnections(configuration());
  const unnamed = (): ConnectionSettings => {
    const chosenProxy = proxy();
    const settings = readConnectionSettings(configuration());
    return chosenProxy ? { ...settings, proxy: chosenProxy } : settings;
  };
  const suggested = (): string | undefined => {
    const suggestion = readSuggestion(configuration());
    return named().find(({ name }) => name === suggestion)?.name;
  };
  return {
    chosen,
    named,
    suggested,
    unnamed,
    settings: () => chosenSettings(unnamed(), named(), chosen.name ?? ''),
    names: () => ({
      name: chosen.name ?? '',
      suggested: chosen.name === undefined ? suggested() : undefined,
    }),
  };
}
