import type { CancellationToken, Connection } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import { abortable } from '../abortable.ts';
import { checkSecretsPlace } from '../languageService/secretsPlace.ts';
import { readPolicy } from '../initializationOptions.ts';
import { minimalPolicy } from '../languageService/minimalPolicy.ts';
import { guard } from '../requestGuard.ts';
import { requests } from '../requests.ts';
import type { MinimalPolicy, SignInParams, SignOutParams, SignOutResult } from '../protocol.ts';
import type { SignInInteraction } from '../runtime.ts';
import { gather } from './openComparison.ts';
import type { Session } from './session.ts';
import { suggestedAddresses } from './suggestedAddresses.ts';

const refreshTimeoutMs = 15_000;

/** Sign-in, sign-out and refresh. */
export function registerConnectionHandlers(connection: Connection, session: () => Session): void {
  connection.onRequest(requests.signIn, (params, token) =>
    guard('Sign-in', token, () => session().access.signIn(params, asking(connection, params))),
  );
  connection.onRequest(requests.signOut, (params, token) =>
    guard('Sign-out', token, () => signOut(session(), params)),
  );
  connection.onRequest(requests.environmentOffer, (token) =>
    guard('Looking at the environment', token, () => Promise.resolve(session().access.environmentOffer())),
  );
  connection.onRequest(requests.connectionDetails, (_, token) =>
    guard('Looking at the connection', token, (signal) => session().access.details(signal)),
  );
  connection.onRequest(requests.minimalPolicy, (_, token) =>
    guard('Looking through the workspace', token, (signal) => policyOf(session(), signal)),
  );
  connection.onRequest(requests.restrict, (policy, token) =>
    guard('Taking the policy', token, () => {
      session().access.restrict(readPolicy(policy));
      return Promise.resolve(undefined);
    }),
  );
  connection.onRequest(requests.suggestedAddresses, (_, token) =>
    guard('Looking for addresses', token, (signal) => suggestedAddresses(session(), signal)),
  );
  connection.onRequest(requests.checkSecretsPlace, (place, token) =>
    guard('Checking a place', token, (signal) => checkSecretsPlace(session().access.store, place, signal)),
  );
  connection.onRequest(requests.refresh, (token) =>
    guard('Refresh', token, () => {
      refresh(session());
      return Promise.resolve(undefined);
    }),
  );
}

async function policyOf(session: Session, signal: AbortSignal): Promise<MinimalPolicy> {
  const { references } = await gather(session, session.known.key, signal);
  const versions = new Map(session.access.store.knownMounts.map(({ path, kvVersion }) => [path, kvVersion]));
  return minimalPolicy(references, (mount) => versions.get(mount));
}

async function signOut({ access }: Session, params: SignOutParams | null): Promise<SignOutResult> {
  if (params?.revoke === true) return { revoked: await access.signOutAndRevoke() };
  access.signOut();
  return { revoked: false };
}

/** Questions of a sign-in go to the client, which shows where the answer will be sent. */
function asking(connection: Connection, params: SignInParams): SignInInteraction {
  const origin = params.method === 'environment' ? params.origin : params.address;
  return {
    // A client that does not know the request has nobody to ask, and one that never answers is not waited for.
    askPasscode: (kind, signal) =>
      abortable(connection.sendRequest(requests.passcode, { origin, kind }), signal).then(
        ({ passcode }) => passcode,
        () => undefined,
      ),
    openBrowser: (page, signal) =>
      abortable(
        connection.sendRequest(requests.browserSignIn, { origin, ...page }, tokenOf(signal)),
        signal,
      ).catch(() => ({ kind: 'given-up' })),
  };
}

/** A token that is cancelled when the signal aborts. */
function tokenOf(signal: AbortSignal): CancellationToken {
  const source = new CancellationTokenSource();
  if (signal.aborted) source.cancel();
  signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}

/** Old answers stay shown until the new ones are there. */
function refresh({ access, diagnostics }: Session): void {
  access.store.expire();
  void access.store.listMounts(AbortSignal.timeout(refreshTimeoutMs)).catch(() => undefined);
  diagnostics().refresh();
}
