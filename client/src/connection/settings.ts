import { isAbsolute } from 'node:path';
import type { ConnectionOptions, ConnectionPace, ProxyChoice } from '../../../server/src/protocol.ts';
import type { MountMap, SignInPreset } from './namedConnections.ts';

/** What the user's own settings say about the connection. */
export interface ConnectionSettings {
  readonly address: string;
  readonly namespace: string;
  readonly caFile: string;
  readonly caFolder: string;
  readonly tlsServerName: string;
  readonly skipTlsVerify: boolean;
  readonly pace: ConnectionPace;
  /** What the editor says of a proxy; absent when nothing. */
  readonly proxy?: ProxyChoice;
  /** The named connection that the address and namespace are of; absent for those of `vaultRefs.address`. */
  readonly chosen?: ChosenName;
}

export interface ChosenName {
  readonly name: string;
  /** It is not in the user settings any more, or cannot be used. */
  readonly isMissing: boolean;
  readonly signIn: SignInPreset;
  readonly mounts: MountMap;
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
    caFolder: userText(configuration, 'caFolder'),
    tlsServerName: userText(configuration, 'tlsServerName'),
    skipTlsVerify: configuration.inspect('skipTlsVerify')?.globalValue === true,
    pace: userPace(configuration),
  };
}

/** What must be mended in the settings before anything connects, in one sentence; undefined when nothing. */
export function settingsProblem(settings: ConnectionSettings): string | undefined {
  if (settings.chosen?.isMissing === true)
    return `The connection "${settings.chosen.name}" is not in your setting vaultRefs.connections, or has no usable address.`;
  for (const name of ['caFile', 'caFolder'] as const) {
    const path = settings[name];
    if (path !== '' && !isAbsolute(path)) return `The setting vaultRefs.${name} must be an absolute path.`;
  }
  return undefined;
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
  const { mounts = {} } = settings.chosen ?? {};
  return {
    ...(namespace === '' ? {} : { namespace }),
    ...(settings.caFile === '' ? {} : { caFile: settings.caFile }),
    ...(settings.caFolder === '' ? {} : { caFolder: settings.caFolder }),
    ...(settings.tlsServerName === '' ? {} : { tlsServerName: settings.tlsServerName }),
    ...(Object.keys(settings.pace).length === 0 ? {} : { pace: settings.pace }),
    ...(settings.proxy ? { proxy: settings.proxy } : {}),
    ...(Object.keys(mounts).length === 0 ? {} : { mounts }),
    ...(skipsTls(settings, origin) ? { skipTlsVerify: true } : {}),
  };
}

function userText(configuration: Inspectable, key: string): string {
  const value = configuration.inspect(key)?.globalValue;
  return typeof value === 'string' ? value.trim() : '';
}

/** Setting by what it says of the pace. */
const paceSettings = {
  limit: 'rateLimiter.limit',
  burst: 'rateLimiter.burst',
  maxRetries: 'maxRetries',
  timeout: 'timeout',
  connectTimeout: 'connectTimeout',
} as const satisfies Record<keyof ConnectionPace, string>;

/** What the user has set of the pace. A workspace could make a server be asked without end. */
function userPace(configuration: Inspectable): ConnectionPace {
  const set = Object.entries(paceSettings).flatMap(([name, key]) => {
    const value = configuration.inspect(key)?.globalValue;
    return typeof value === 'number' && Number.isFinite(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(set) as ConnectionPace;
}
