import { trimOf } from '../languageService/trim.ts';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SecretVault } from '../languageService/migration/secretVault.ts';
import type { KvMount, SecretStore, Subscription } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import type {
  ConnectionOptions,
  ConnectionStatus,
  EnvironmentOffer,
  SignInParams,
  SignInResult,
} from '../protocol.ts';
import { originOf } from './address.ts';
import { CachingStore } from './cachingStore.ts';
import type { EnvironmentPair } from './environment.ts';
import { environmentPair } from './environment.ts';
import { SessionSecretVault } from './kvValues.ts';
import { hasTokenFile, readTokenFile } from './tokenFile.ts';
import type { TransportOptions } from './transport.ts';
import { Transport } from './transport.ts';
import { createVaultApi } from './vaultApi.ts';
import { VaultSession } from './vaultSession.ts';

export interface VaultConnectionOptions {
  readonly rememberedMounts?: readonly KvMount[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** Milliseconds. */
  readonly now: () => number;
  readonly userAgentVersion: string;
  /**
   * Whether the environment may switch certificate verification off. A person's own shell may; an editor's process
   * may have been started by a repository's container.
   */
  readonly honourSkipVerify?: boolean;
  /** Deadlines for tests. */
  readonly transport?: Pick<TransportOptions, 'connectTimeoutMs' | 'totalTimeoutMs'>;
}

export interface VaultConnection {
  readonly store: SecretStore;
  readonly vault: SecretVault;
  /** A failed sign-in is an answer and leaves the former connection as it was. */
  signIn(params: SignInParams): Promise<SignInResult>;
  signOut(): void;
  environmentOffer(): EnvironmentOffer;
  status(): ConnectionStatus;
  onDidChangeStatus(listener: () => void): Subscription;
}

interface Credentials {
  readonly origin: string;
  readonly token: string;
  readonly options: ConnectionOptions;
}

/** A connection that is signed out. The token lives in this process's memory and nowhere else. */
export function createVaultConnection(options: VaultConnectionOptions): VaultConnection {
  const store = new CachingStore(options.now, options.rememberedMounts ?? []);
  const vault = new SessionSecretVault(
    () => store.session,
    (path) => store.forget(path),
  );
  // What the person asked for last wins, however long an earlier sign-in takes to answer.
  let last = 0;
  return {
    store,
    vault,
    signIn: (params) => {
      const own = ++last;
      return signIn(store, options, params, () => own === last);
    },
    signOut: () => {
      last++;
      store.use(undefined);
    },
    environmentOffer: () => environmentOffer(options),
    status: () => statusOf(store),
    onDidChangeStatus: (listener) => store.onDidChange(listener),
  };
}

async function signIn(
  store: CachingStore,
  options: VaultConnectionOptions,
  params: SignInParams,
  isWanted: () => boolean,
): Promise<SignInResult> {
  let session: VaultSession | undefined;
  try {
    session = openSession(options, credentialsFor(options, params));
    const signal = AbortSignal.timeout(30_000);
    const mounts = await session.visibleMounts(signal);
    await requireNamespace(options, params, session, signal);
    if (!isWanted()) throw new StoreError('not-signed-in', 'Another sign-in or a sign-out came in between.');
    store.use(session, mounts);
    return { ok: true, status: statusOf(store) };
  } catch (error) {
    session?.close();
    return failedSignIn(error);
  }
}

function failedSignIn(error: unknown): SignInResult {
  if (!(error instanceof StoreError))
    return { ok: false, kind: 'unreachable', message: 'Signing in failed.' };
  const message = error.kind === 'denied' ? 'The server does not accept this token.' : error.message;
  return { ok: false, kind: error.kind, message };
}

/** Each method's own token goes to its own address only. @throws StoreError. */
function credentialsFor(connection: VaultConnectionOptions, params: SignInParams): Credentials {
  const { environment, homeDirectory, honourSkipVerify } = connection;
  switch (params.method) {
    case 'token':
      return { origin: originOf(params.address), token: params.token.trim(), options: params };
    case 'environment': {
      const pair = environmentPair(environment);
      if (!pair || originOf(pair.address) !== params.origin) {
        throw new StoreError('not-signed-in', 'The environment has no token for this server any more.');
      }
      return {
        origin: params.origin,
        token: pair.token,
        options: { ...environmentOptions(pair, honourSkipVerify === true), ...params },
      };
    }
    case 'token-file': {
      const token = readTokenFile(homeDirectory);
      if (token === undefined) throw new StoreError('not-signed-in', 'There is no token file.');
      return { origin: originOf(params.address), token, options: params };
    }
  }
}

function environmentOptions(
  { namespace, caFile, skipTlsVerify }: EnvironmentPair,
  honourSkipVerify: boolean,
): ConnectionOptions {
  return {
    namespace,
    ...(caFile === undefined ? {} : { caFile }),
    ...(honourSkipVerify && skipTlsVerify ? { skipTlsVerify } : {}),
  };
}

function openSession({ now, ...rest }: VaultConnectionOptions, credentials: Credentials): VaultSession {
  const { origin, token, options } = credentials;
  const transport = new Transport({
    origin,
    userAgent: `vault-refs/${rest.userAgentVersion}`,
    skipTlsVerify: options.skipTlsVerify === true,
    ...(options.caFile ? { ca: readCa(options.caFile) } : {}),
    ...rest.transport,
  });
  const namespace = trimOf(options.namespace ?? '', '/');
  if (/[^\x21-\x7e]/.test(token))
    throw new StoreError('not-signed-in', 'The token has characters that no token has.');
  if (/[^\x21-\x7e]/.test(namespace))
    throw new StoreError('namespace', 'The namespace has characters it cannot have.');
  return new VaultSession(
    origin,
    namespace,
    createVaultApi({ origin, token, namespace, transport }),
    transport,
    now,
  );
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StoreError('tls', 'The file with certificate authorities cannot be read.');
  }
}

/**
 * A server without namespaces ignores the header and would serve the root namespace: one that accepts an
 * impossible namespace is not trusted with a real one. @throws StoreError `namespace`.
 */
async function requireNamespace(
  options: VaultConnectionOptions,
  params: SignInParams,
  session: VaultSession,
  signal: AbortSignal,
): Promise<void> {
  if (session.namespace === '') return;
  const impossible = `vault-refs-probe-${randomBytes(8).toString('hex')}`;
  const probe = openSession(options, credentialsFor(options, { ...params, namespace: impossible }));
  try {
    const answer = await probe.api.get('sys/internal/ui/mounts', signal);
    if (answer.status === 200) throw new StoreError('namespace', 'The server ignores namespaces.');
  } finally {
    probe.close();
  }
}

function environmentOffer({ environment, homeDirectory }: VaultConnectionOptions): EnvironmentOffer {
  const pair = environmentPair(environment);
  const tokenFile = hasTokenFile(homeDirectory);
  if (!pair) return { tokenFile };
  try {
    return { environmentOrigin: originOf(pair.address), environmentNamespace: pair.namespace, tokenFile };
  } catch {
    return { tokenFile };
  }
}

function statusOf(store: CachingStore): ConnectionStatus {
  const { connection } = store;
  if (connection.kind === 'signed-out') return { kind: 'signed-out', mounts: store.knownMounts };
  const { origin, namespace, health } = connection;
  return { kind: health, origin, namespace, mounts: store.knownMounts };
}
