import type { SecretDigests } from '../inVault/secretDigests.ts';
import type { SecretVault } from '../languageService/migration/secretVault.ts';
import type { SecretStore, Subscription } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import type {
  ConnectionDetails,
  ConnectionStatus,
  EnvironmentOffer,
  SignInParams,
  SignInResult,
  TokenNotice,
  VaultPolicy,
} from '../protocol.ts';
import type { SignInInteraction, TokenIdentity } from '../runtime.ts';
import { originOf } from './address.ts';
import { trustsSystem } from './authorities.ts';
import { CachingStore } from './cachingStore.ts';
import type { VaultConnectionOptions } from './connectionOptions.ts';
import { tokenFileOf } from './connectionOptions.ts';
import { environmentPair } from './environment.ts';
import { SessionSecretVault } from './values/sessionSecretVault.ts';
import { machinePolicyPlace } from './policy/machinePolicy.ts';
import { policedVault } from './policy/policedVault.ts';
import { PolicySources } from './policy/policySources.ts';
import { RedirectRefused } from './redirects.ts';
import { Renewals } from './renewals.ts';
import type { OpenedSession } from './signIn.ts';
import { SessionSecretDigests } from './sessionDigests.ts';
import { openSession } from './signIn.ts';
import { lookUpToken, revokeToken } from './tokenCalls.ts';
import { steadyClock } from './steadyClock.ts';
import { hasTokenFile } from './tokenFile.ts';
import type { VaultSession } from './vaultSession.ts';

export type { VaultConnectionOptions } from './connectionOptions.ts';

export interface VaultConnection {
  readonly store: SecretStore;
  readonly vault: SecretVault;
  readonly digests: SecretDigests;
  /** A failed sign-in is an answer and leaves the former connection as it was. */
  signIn(params: SignInParams, interaction?: SignInInteraction): Promise<SignInResult>;
  signOut(): void;
  /** Signs out and has the server revoke the token; false when it could not be told or refused. */
  signOutAndRevoke(): Promise<boolean>;
  /** What the server says of the token; undefined when it does not tell. @throws only the signal's reason. */
  identity(signal: AbortSignal): Promise<TokenIdentity | undefined>;
  /** What there is to know of the connection. @throws only the signal's reason. */
  details(signal: AbortSignal): Promise<ConnectionDetails>;
  environmentOffer(): EnvironmentOffer;
  /** Takes the editor's policy in place of the one before; signs out where the server is not allowed any more. */
  restrict(policy: VaultPolicy): void;
  status(): ConnectionStatus;
  onDidChangeStatus(listener: () => void): Subscription;
  /** Called once for each token that is going to end. */
  onTokenNotice(listener: (notice: TokenNotice) => void): Subscription;
}

/** A connection that is signed out. The token lives in this process's memory and nowhere else. */
export function createVaultConnection(options: VaultConnectionOptions): VaultConnection {
  return new ProcessConnection({ ...options, now: steadyClock(options.now) }, options.now);
}

class ProcessConnection implements VaultConnection {
  readonly store: CachingStore;
  readonly vault: SecretVault;
  readonly digests: SecretDigests;
  /** Its clock never goes back. */
  readonly #options: VaultConnectionOptions;
  /** What the person's clock says. */
  readonly #wallClock: () => number;
  readonly #renewals: Renewals;
  readonly #policies: PolicySources;
  /** What the person asked for last wins, however long an earlier sign-in takes to answer. */
  #last = 0;

  constructor(options: VaultConnectionOptions, wallClock: () => number) {
    this.#options = options;
    this.#wallClock = wallClock;
    this.store = new CachingStore(options.now, options.rememberedMounts ?? [], options.timer);
    this.#policies = new PolicySources(options.policyPlace ?? machinePolicyPlace());
    const vault = new SessionSecretVault(
      () => this.store.session,
      (path) => this.store.forget(path),
    );
    this.vault = policedVault(vault, () => this.#policies.current());
    this.digests = new SessionSecretDigests(() => this.store.session);
    this.#renewals = new Renewals(options, () => this.store.checkToken());
  }

  async signIn(params: SignInParams, interaction: SignInInteraction = {}): Promise<SignInResult> {
    const own = ++this.#last;
    try {
      const opened = await openSession(params, this.#options, this.#policies.current(), interaction);
      if (own !== this.#last) throw await superseded(opened);
      return this.#use(opened);
    } catch (error) {
      return failedSignIn(error);
    }
  }

  signOut(): void {
    this.#last++;
    this.#renewals.stop();
    this.store.use(undefined);
  }

  async signOutAndRevoke(): Promise<boolean> {
    this.#last++;
    this.#renewals.stop();
    const { session } = this.store;
    const isRevoked = await revoke(session);
    // A sign-in that came in between is another token's.
    if (session === this.store.session) this.store.use(undefined);
    return isRevoked;
  }

  identity(signal: AbortSignal): Promise<TokenIdentity | undefined> {
    return identity(this.store.session, this.#wallClock, signal);
  }

  async details(signal: AbortSignal): Promise<ConnectionDetails> {
    const { session } = this.store;
    const identity = await this.identity(signal);
    const proxy = session?.proxy;
    return {
      status: this.status(),
      ...(identity ? { identity: toldIdentity(identity) } : {}),
      ...(proxy === undefined ? {} : { proxy }),
      trustsSystem: trustsSystem(),
      policies: this.#restrictions(),
      calls: session?.recent.calls ?? [],
    };
  }

  environmentOffer(): EnvironmentOffer {
    return environmentOffer(this.#options);
  }

  restrict(policy: VaultPolicy): void {
    this.#policies.setEditor(policy);
    const { session } = this.store;
    if (session && !this.#isAllowed(session.origin)) this.signOut();
  }

  status(): ConnectionStatus {
    return statusOf(this.store);
  }

  onDidChangeStatus(listener: () => void): Subscription {
    return this.store.onDidChange(listener);
  }

  onTokenNotice(listener: (notice: TokenNotice) => void): Subscription {
    return this.#renewals.onNotice((notice) => {
      const remaining = notice.expiresAt - this.#options.now();
      listener({ ...notice, expiresAt: this.#wallClock() + remaining });
    });
  }

  /** One that cannot be used allows nothing. */
  #restrictions(): readonly VaultPolicy[] {
    try {
      return this.#policies.current().all.filter((policy) => Object.keys(policy).length > 0);
    } catch {
      return [{ allowedOrigins: [], readOnly: true }];
    }
  }

  #isAllowed(origin: string): boolean {
    try {
      return this.#policies.current().allowsOrigin(origin);
    } catch {
      return false;
    }
  }

  #use({ session, mounts, issuedToken, lease }: OpenedSession): SignInResult {
    this.store.use(session, mounts);
    this.#renewals.start(session, lease);
    return { ok: true, status: this.status(), ...(issuedToken === undefined ? {} : { issuedToken }) };
  }
}

/** Nobody has a token that was issued for it, so nobody should be able to use it. */
async function superseded({ session, issuedToken }: OpenedSession): Promise<StoreError> {
  if (issuedToken !== undefined) await revoke(session);
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

function toldIdentity({ displayName, policies, expiresAt, isRenewable }: TokenIdentity): ToldIdentity {
  return { displayName, policies, isRenewable, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

type ToldIdentity = NonNullable<ConnectionDetails['identity']>;

function failedSignIn(error: unknown): SignInResult {
  if (!(error instanceof StoreError))
    return { ok: false, kind: 'unreachable', message: 'Signing in failed.' };
  const redirect = error instanceof RedirectRefused ? error.target : undefined;
  const { kind, message } = error;
  return { ok: false, kind, message, ...(redirect === undefined ? {} : { redirect }) };
}

function environmentOffer(options: VaultConnectionOptions): EnvironmentOffer {
  const pair = environmentPair(options.environment);
  const tokenFile = hasTokenFile(tokenFileOf(options));
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
  const status = { origin, namespace, mounts: store.knownMounts };
  const redirect = health === 'unreachable' ? store.session?.redirects.refused : undefined;
  return redirect === undefined
    ? { kind: health, ...status }
    : { kind: 'redirect-refused', redirect, ...status };
}
