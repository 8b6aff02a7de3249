import type { SecretVault } from '../languageService/migration/secretVault.ts';
import type { SecretStore, Subscription } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import type { ConnectionStatus, EnvironmentOffer, SignInParams, SignInResult } from '../protocol.ts';
import type { SignInInteraction, TokenIdentity } from '../runtime.ts';
import { originOf } from './address.ts';
import { CachingStore } from './cachingStore.ts';
import type { VaultConnectionOptions } from './connectionOptions.ts';
import { environmentPair } from './environment.ts';
import { SessionSecretVault } from './kvValues.ts';
import type { OpenedSession } from './signIn.ts';
import { openSession } from './signIn.ts';
import { hasTokenFile } from './tokenFile.ts';
import { lookUpToken, revokeToken } from './tokenCalls.ts';
import type { VaultSession } from './vaultSession.ts';

export type { VaultConnectionOptions } from './connectionOptions.ts';

export interface VaultConnection {
  readonly store: SecretStore;
  readonly vault: SecretVault;
  /** A failed sign-in is an answer and leaves the former connection as it was. */
  signIn(params: SignInParams, interaction?: SignInInteraction): Promise<SignInResult>;
  signOut(): void;
  /** Signs out and has the server revoke the token; false when it could not be told or refused. */
  signOutAndRevoke(): Promise<boolean>;
  /** What the server says of the token; undefined when it does not tell. @throws only the signal's reason. */
  identity(signal: AbortSignal): Promise<TokenIdentity | undefined>;
  environmentOffer(): EnvironmentOffer;
  status(): ConnectionStatus;
  onDidChangeStatus(listener: () => void): Subscription;
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
  const signIn = async (params: SignInParams, interaction: SignInInteraction = {}): Promise<SignInResult> => {
    const own = ++last;
    try {
      const opened = await openSession(params, options, interaction);
      if (own !== last) throw superseded(opened);
      return signedIn(store, opened);
    } catch (error) {
      return failedSignIn(error);
    }
  };
  return {
    store,
    vault,
    signIn,
    signOut: () => {
      last++;
      store.use(undefined);
    },
    signOutAndRevoke: async () => {
      last++;
      const isRevoked = await revoke(store.session);
      store.use(undefined);
      return isRevoked;
    },
    identity: (signal) => identity(store.session, options.now, signal),
    environmentOffer: () => environmentOffer(options),
    status: () => statusOf(store),
    onDidChangeStatus: (listener) => store.onDidChange(listener),
  };
}

function signedIn(store: CachingStore, { session, mounts, issuedToken }: OpenedSession): SignInResult {
  store.use(session, mounts);
  return { ok: true, status: statusOf(store), ...(issuedToken === undefined ? {} : { issuedToken }) };
}

function superseded({ session }: OpenedSession): StoreError {
  session.close();
  return new StoreError('not-signed-in', 'Another sign-in or a sign-out came in between.');
}

/** A server that does not answer cannot keep the person from signing out. */
async function revoke(session: VaultSession | undefined): Promise<boolean> {
  if (!session) return false;
  return revokeToken(session.api, AbortSignal.timeout(5_000)).catch(() => false);
}

async function identity(
  session: VaultSession | undefined,
  now: () => number,
  signal: AbortSignal,
): Promise<TokenIdentity | undefined> {
  if (!session) return undefined;
  try {
    return await lookUpToken(session.api, now, signal);
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

function failedSignIn(error: unknown): SignInResult {
  if (!(error instanceof StoreError))
    return { ok: false, kind: 'unreachable', message: 'Signing in failed.' };
  return { ok: false, kind: error.kind, message: error.message };
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
