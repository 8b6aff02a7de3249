import type { EnvironmentOffer, SignInParams } from '../../../server/src/protocol.ts';
import { parseAddress } from './address.ts';
import type { RememberedConnection } from './connectionMemory.ts';
import type { ConnectionSettings } from './settings.ts';
import { connectionOptions, skipsTls } from './settings.ts';

/** Why nothing connects without the user. */
export type StayReason =
  | 'restricted'
  | 'signed-out'
  | 'connection-missing'
  | 'settings-changed'
  | 'tls-unconfirmed'
  | 'environment-changed'
  | 'token-missing';

/** Everything the decision depends on. */
export interface SignInFacts {
  readonly trusted: boolean;
  readonly connection: RememberedConnection | undefined;
  readonly originConfirmed: boolean;
  /** Of the remembered place, as it is now. */
  readonly generation: string;
  readonly settings: ConnectionSettings;
  /** The user has agreed in this window to skip the certificate check for the remembered origin. */
  readonly tlsConsent: boolean;
  readonly environment: EnvironmentOffer;
  /** Token stored for the remembered origin and namespace. */
  readonly token: string | undefined;
}

export type AutoSignIn =
  | { readonly kind: 'sign-in'; readonly params: SignInParams }
  | { readonly kind: 'stay'; readonly reason: StayReason };

/**
 * Whether a window may sign in by itself: only in a trusted workspace, to the exact origin and in the way that the user
 * agreed to, with the settings unchanged since. Nothing that a repository or its container can write leads elsewhere.
 */
export function decideAutoSignIn(facts: SignInFacts): AutoSignIn {
  const { connection, settings } = facts;
  if (!facts.trusted) return stay('restricted');
  if (settings.chosen?.isMissing === true) return stay('connection-missing');
  if (!connection || !facts.originConfirmed || !isOrigin(connection.origin)) return stay('signed-out');
  if ((connection.generation ?? '') !== facts.generation) return stay('signed-out');
  if (!sameSettings(connection, settings)) return stay('settings-changed');
  if (skipsTls(settings, connection.origin) && !facts.tlsConsent) return stay('tls-unconfirmed');
  return byMethod(connection, facts);
}

function byMethod(connection: RememberedConnection, facts: SignInFacts): AutoSignIn {
  const { origin, namespace } = connection;
  const options = connectionOptions(facts.settings, origin, namespace);
  switch (connection.method) {
    case 'token':
      if (!facts.token) return stay('token-missing');
      return signIn({ method: 'token', address: origin, token: facts.token, ...options });
    case 'environment':
      if (!isOffered(connection, facts.environment)) return stay('environment-changed');
      return signIn({ method: 'environment', origin, ...options });
    case 'token-file':
      if (!facts.environment.tokenFile) return stay('token-missing');
      return signIn({ method: 'token-file', address: origin, ...options });
  }
}

function isOffered(connection: RememberedConnection, offer: EnvironmentOffer): boolean {
  const namespace = offer.environmentNamespace ?? '';
  return offer.environmentOrigin === connection.origin && namespace === connection.namespace;
}

function isOrigin(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed.ok && parsed.origin === text;
}

function sameSettings({ settings: then }: RememberedConnection, now: ConnectionSettings): boolean {
  return then.address === now.address && then.namespace === now.namespace;
}

function signIn(params: SignInParams): AutoSignIn {
  return { kind: 'sign-in', params };
}

function stay(reason: StayReason): AutoSignIn {
  return { kind: 'stay', reason };
}
