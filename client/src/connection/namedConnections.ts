import { isRecord, isText } from '../shape.ts';
import { parseAddress } from './address.ts';
import type { Inspectable } from './settings.ts';

/** A connection that the user has given a name, in the user settings. */
export interface NamedConnection {
  readonly name: string;
  /** An exact origin. */
  readonly address: string;
  readonly namespace: string;
  readonly caFile?: string;
  readonly caFolder?: string;
  readonly tlsServerName?: string;
  readonly signIn: SignInPreset;
  readonly mounts: MountMap;
}

/** What the user has set of the way to sign in, so that it is not asked. */
export interface SignInPreset {
  readonly method?: PresetMethod;
  /** Where the method is mounted. */
  readonly mount?: string;
  readonly role?: string;
}

/** KV versions of mounts that the token may not ask for, by mount path. */
export type MountMap = Readonly<Record<string, 1 | 2>>;

export const presetMethods = [
  'token',
  'token-file',
  'environment',
  'approle',
  'approle-wrapped',
  'userpass',
  'ldap',
  'oidc',
  'jwt',
  'cert',
] as const;

export type PresetMethod = (typeof presetMethods)[number];

/** A name is shown in the status, in lists and questions: letters, digits and a few marks. */
const namePattern = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._@-]{0,62}[\p{L}\p{N}])?$/u;

const MAX_CONNECTIONS = 100;
const MAX_MOUNTS = 1_000;

/**
 * The user's own named connections, in the order of the settings, without those that cannot be used. A workspace's are
 * never looked at.
 */
export function readNamedConnections(configuration: Inspectable): readonly NamedConnection[] {
  const written = configuration.inspect('connections')?.globalValue;
  if (!isRecord(written)) return [];
  return Object.entries(written)
    .slice(0, MAX_CONNECTIONS)
    .flatMap(([name, connection]) => readConnection(name, connection) ?? []);
}

function readConnection(name: string, written: unknown): NamedConnection | undefined {
  if (!isConnectionName(name) || !isRecord(written)) return undefined;
  const parsed = parseAddress(textOf(written, 'address'));
  if (!parsed.ok) return undefined;
  return {
    name,
    address: parsed.origin,
    namespace: textOf(written, 'namespace'),
    ...setTexts(written, ['caFile', 'caFolder', 'tlsServerName']),
    signIn: { ...methodOf(written), ...setTexts(written, ['mount', 'role']) },
    mounts: readMounts(written['mounts']),
  };
}

/** Whether a text can be the name of a connection. */
export function isConnectionName(name: string): boolean {
  return namePattern.test(name);
}

function methodOf(written: Readonly<Record<string, unknown>>): Pick<SignInPreset, 'method'> {
  const method = presetMethods.find((one) => one === written['method']);
  return method === undefined ? {} : { method };
}

function setTexts<Key extends string>(
  written: Readonly<Record<string, unknown>>,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  const set = keys.map((key) => [key, textOf(written, key)] as const).filter(([, text]) => text !== '');
  return Object.fromEntries(set) as Partial<Record<Key, string>>;
}

function textOf(written: Readonly<Record<string, unknown>>, key: string): string {
  const value = written[key];
  return isText(value) ? value.trim() : '';
}

function readMounts(written: unknown): MountMap {
  if (!isRecord(written)) return {};
  const mounts = Object.entries(written)
    .map(([path, version]) => [path.replace(/^\/+|\/+$/g, ''), version] as const)
    .filter(([path, version]) => path !== '' && (version === 1 || version === 2));
  return Object.fromEntries(mounts.slice(0, MAX_MOUNTS)) as MountMap;
}
