import type { Memento } from 'vscode';
import type { RememberedMount } from '../../../server/src/protocol.ts';
import { isRecord, isText } from '../shape.ts';
import type { ConnectionSettings } from './settings.ts';

export type SignInMethod = 'token' | 'environment' | 'token-file';

/** The connection that the user last agreed to; no token in it. */
export interface RememberedConnection {
  readonly method: SignInMethod;
  readonly origin: string;
  readonly namespace: string;
  /** Of the place, when the user signed in: a sign-out in any window begins another. */
  readonly generation?: string;
  /** The settings at that moment. Others now mean that the user wants another connection. */
  readonly settings: Pick<ConnectionSettings, 'address' | 'namespace'>;
}

const keys = {
  connection: 'vaultRefs.connection',
  confirmedOrigins: 'vaultRefs.confirmedOrigins',
  mounts: 'vaultRefs.mounts',
  redirects: 'vaultRefs.allowedRedirects',
};

/** What is remembered between windows, in the editor's own storage: never in a repository, never a token. */
export class ConnectionMemory {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #name: () => string;

  /** `name` tells which named connection is meant; empty for that of `vaultRefs.address`. */
  constructor(state: Pick<Memento, 'get' | 'update'>, name: () => string = () => '') {
    this.#state = state;
    this.#name = name;
  }

  /** The name of the connection that is meant now. */
  get name(): string {
    return this.#name();
  }

  /** The active connection; undefined when signed out or when what is stored has another shape. */
  get connection(): RememberedConnection | undefined {
    const stored = this.#state.get<unknown>(connectionKey(this.name));
    return isConnection(stored) ? stored : undefined;
  }

  async remember(connection: RememberedConnection, name = this.name): Promise<void> {
    await this.confirmOrigin(connection.origin);
    await this.#state.update(connectionKey(name), connection);
  }

  async forget(): Promise<void> {
    await this.#state.update(connectionKey(this.name), undefined);
  }

  /** Whether the user has agreed, ever, that a token of theirs is sent to this exact origin. */
  isConfirmed(origin: string): boolean {
    return this.#origins().includes(origin);
  }

  async confirmOrigin(origin: string): Promise<void> {
    const origins = this.#origins();
    if (!origins.includes(origin)) await this.#state.update(keys.confirmedOrigins, [...origins, origin]);
  }

  /** Https origins that the user has allowed a server to redirect to. */
  allowedRedirects(origin: string): readonly string[] {
    const allowed = this.#state.get<unknown>(keys.redirects);
    const stored = isRecord(allowed) ? allowed[origin] : undefined;
    return Array.isArray(stored) ? stored.filter(isText) : [];
  }

  async allowRedirect(origin: string, target: string): Promise<void> {
    const stored = this.#state.get<unknown>(keys.redirects);
    const targets = new Set([...this.allowedRedirects(origin), target]);
    await this.#state.update(keys.redirects, { ...(isRecord(stored) ? stored : {}), [origin]: [...targets] });
  }

  /** KV mounts as last listed; kept across sign-out. */
  get mounts(): readonly RememberedMount[] {
    const stored = this.#state.get<unknown>(keys.mounts);
    return Array.isArray(stored) ? stored.filter(isMount) : [];
  }

  async rememberMounts(mounts: readonly RememberedMount[]): Promise<void> {
    if (JSON.stringify(mounts) === JSON.stringify(this.mounts)) return;
    await this.#state.update(keys.mounts, mounts);
  }

  #origins(): readonly string[] {
    const stored = this.#state.get<unknown>(keys.confirmedOrigins);
    return Array.isArray(stored) ? stored.filter(isText) : [];
  }
}

function connectionKey(name: string): string {
  return name === '' ? keys.connection : `${keys.connection}:${name}`;
}

function isConnection(value: unknown): value is RememberedConnection {
  if (!isRecord(value) || !isRecord(value['settings'])) return false;
  const { method, origin, namespace, settings } = value;
  const { generation } = value;
  if (generation !== undefined && !isText(generation)) return false;
  const isMethod = method === 'token' || method === 'environment' || method === 'token-file';
  return isMethod && [origin, namespace, settings['address'], settings['namespace']].every(isText);
}

function isMount(value: unknown): value is RememberedMount {
  return isRecord(value) && isText(value['path']) && (value['kvVersion'] === 1 || value['kvVersion'] === 2);
}
