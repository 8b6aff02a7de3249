import { randomBytes } from 'node:crypto';
import type { KvMount } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import type { SignInParams } from '../protocol.ts';
import type { SignInInteraction } from '../runtime.ts';
import { signInMethod } from './auth/methods.ts';
import type { Lease, Login, SignInMethod, SignInToken } from './auth/signInMethod.ts';
import { requireTokenText } from './auth/tokenText.ts';
import type { VaultConnectionOptions } from './connectionOptions.ts';
import { namespaceOf, openTransport, tokenFileOf } from './connectionOptions.ts';
import { MountMap } from './mountMap.ts';
import type { Policies } from './policy/policies.ts';
import type { RecentCalls } from './recentCalls.ts';
import { Redirects } from './redirects.ts';
import type { HttpSender } from './transport.ts';
import { lookUpToken } from './tokenCalls.ts';
import type { VaultApi } from './vaultApi.ts';
import { createAnonymousApi, createVaultApi } from './vaultApi.ts';
import { VaultSession } from './vaultSession.ts';

/** A session whose token the server accepts. */
export interface OpenedSession {
  readonly session: VaultSession;
  /** Undefined where the server did not tell. */
  readonly mounts: readonly KvMount[] | undefined;
  /** The token, where the server issued it just now. */
  readonly issuedToken: string | undefined;
  /** Undefined where the token may not look itself up. */
  readonly lease: Lease | undefined;
}

/** A person may have to find the telephone with the passcode; each call has its own, shorter deadline. */
const patienceMs = 5 * 60_000;

interface Place {
  readonly origin: string;
  readonly namespace: string;
  readonly redirects: Redirects;
  readonly transport: HttpSender;
  readonly recent: Pick<RecentCalls, 'calls'>;
  readonly proxy: string | undefined;
}

/** Signs in as the person chose. @throws StoreError without anything of a credential. */
export async function openSession(
  params: SignInParams,
  options: VaultConnectionOptions,
  policies: Policies,
  interaction: SignInInteraction,
): Promise<OpenedSession> {
  const { environment, honourSkipVerify = false } = options;
  const method = signInMethod(params, { environment, honourSkipVerify, tokenFile: tokenFileOf(options) });
  policies.requireOrigin(method.origin);
  const namespace = namespaceOf(method.options);
  const { origin, clientCertificate } = method;
  const allowed = (method.options.allowedRedirects ?? []).filter((target) => policies.allowsOrigin(target));
  const redirects = new Redirects(origin, allowed);
  const { transport, recent, proxy } = openTransport(origin, method.options, options, {
    redirects,
    ...(clientCertificate ? { clientCertificate } : {}),
  });
  const place = { origin, namespace, redirects, transport, recent, proxy };
  try {
    return await open(place, method, options.now, interaction);
  } catch (error) {
    transport.close();
    throw error;
  }
}

async function open(
  place: Place,
  method: SignInMethod,
  now: () => number,
  { askPasscode = nobodyToAsk, openBrowser = noBrowser }: SignInInteraction,
): Promise<OpenedSession> {
  const signal = AbortSignal.timeout(patienceMs);
  await requireNamespace(place, signal);
  const login: Login = {
    api: (token) => (token === undefined ? createAnonymousApi(place) : createVaultApi({ ...place, token })),
    askPasscode,
    openBrowser,
    signal,
  };
  const signedIn = await method.token(login);
  requireTokenText(signedIn.token);
  const api = createVaultApi({ ...place, token: signedIn.token });
  const session = new VaultSession({ ...place, api, now, mountMap: new MountMap(method.options) });
  const issuedToken = signedIn.issued ? signedIn.token : undefined;
  const [mounts, lease] = await Promise.all([
    acceptedMounts(session, signedIn, signal),
    signedIn.issued ?? leaseOf(api, now, signal),
  ]);
  return { session, mounts, issuedToken, lease };
}

async function leaseOf(api: VaultApi, now: () => number, signal: AbortSignal): Promise<Lease | undefined> {
  const identity = await lookUpToken(api, now, signal).catch(() => undefined);
  if (!identity) return undefined;
  const { expiresAt, isRenewable } = identity;
  return { seconds: expiresAt === undefined ? 0 : (expiresAt - now()) / 1000, isRenewable };
}

/**
 * The mounts, whose list every live token may ask for. A token that was issued just now is not lost for a list that
 * cannot be had at the moment.
 */
async function acceptedMounts(
  session: VaultSession,
  { issued }: SignInToken,
  signal: AbortSignal,
): Promise<readonly KvMount[] | undefined> {
  try {
    return await session.visibleMounts(signal);
  } catch (error) {
    if (issued && error instanceof StoreError) return undefined;
    if (!(error instanceof StoreError) || error.kind !== 'denied') throw error;
    throw new StoreError('denied', 'The server does not accept this token.', error.status);
  }
}

/**
 * A server without namespaces ignores the header and would serve the root namespace: one that accepts an impossible
 * namespace is not trusted with a real one. Asked before any credential is sent. @throws StoreError `namespace`.
 */
async function requireNamespace(place: Place, signal: AbortSignal): Promise<void> {
  if (place.namespace === '') return;
  const impossible = `vault-refs-probe-${randomBytes(8).toString('hex')}`;
  const api = createAnonymousApi({ ...place, namespace: impossible });
  const answer = await api.get('sys/internal/ui/mounts', signal);
  if (answer.status === 200) throw new StoreError('namespace', 'The server ignores namespaces.');
}

function nobodyToAsk(): Promise<never> {
  return Promise.reject(
    new StoreError('not-signed-in', 'The server wants a passcode, and there is nobody to ask for it.'),
  );
}

function noBrowser(): Promise<never> {
  return Promise.reject(new StoreError('not-signed-in', 'This sign-in needs a browser, and there is none.'));
}
