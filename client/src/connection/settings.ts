import { isAbsolute } from 'node:path';
import type { ConnectionOptions } from '../../../server/src/protocol.ts';

/** What the user's own settings say about the connection. */
export interface ConnectionSettings {
  readonly address: string;
  readonly namespace: string;
  readonly caFile: string;
  readonly skipTlsVerify: boolean;
}

/** The part of `WorkspaceConfiguration` that tells who set a value. */
export interface Inspectable {
  inspect(key: string): { readonly globalValue?: unknown } | undefined;
}

/**
 * Reads the user's own values and nothing else. Merged values are never asked for: a workspace, a folder or a remote
 * machine could redirect the address or switch TLS off through them. A value of the wrong type counts as not set.
 */
export function readConnectionSettings(configuration: Inspectable): ConnectionSettings {
  return {
    address: userText(configuration, 'address'),
    namespace: userText(configuration, 'namespace'),
    caFile: userText(configuration, 'caFile'),
    skipTlsVerify: configuration.inspect('skipTlsVerify')?.globalValue === true,
  };
}

/** What must be mended in the settings before anything connects, in one sentence; undefined when nothing. */
export function settingsProblem({ caFile }: ConnectionSettings): string | undefined {
  if (caFile === '' || isAbsolute(caFile)) return undefined;
  return 'The setting vaultRefs.caFile must be an absolute path.';
}

/** Whether these settings switch off the certificate check for this origin. */
export function skipsTls(settings: ConnectionSettings, origin: string): boolean {
  return settings.skipTlsVerify && origin.startsWith('https://');
}

/** The options of a sign-in; what is empty or off is left out. `skipTlsVerify` must have been agreed to. */
export function connectionOptions(
  settings: ConnectionSettings,
  origin: string,
  namespace: string,
): ConnectionOptions {
  return {
    ...(namespace === '' ? {} : { namespace }),
    ...(settings.caFile === '' ? {} : { caFile: settings.caFile }),
    ...(skipsTls(settings, origin) ? { skipTlsVerify: true } : {}),
  };
}

function userText(configuration: Inspectable, key: string): string {
  const value = configuration.inspect(key)?.globalValue;
  return typeof value === 'string' ? value.trim() : '';
}
