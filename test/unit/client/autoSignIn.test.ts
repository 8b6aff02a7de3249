import { describe, expect, it } from 'vitest';
import type { SignInFacts, StayReason } from '../../../client/src/connection/autoSignIn.ts';
import { decideAutoSignIn } from '../../../client/src/connection/autoSignIn.ts';
import type { RememberedConnection } from '../../../client/src/connection/connectionMemory.ts';
import { noSettings, vault } from './fakes/clientWorld.ts';

const connection: RememberedConnection = {
  method: 'token',
  origin: vault,
  namespace: '',
  settings: { address: '', namespace: '' },
};
const agreed: SignInFacts = {
  trusted: true,
  connection,
  originConfirmed: true,
  generation: '',
  settings: noSettings,
  tlsConsent: false,
  environment: { tokenFile: false },
  token: 'made-up',
};
const withEnvironment: SignInFacts = {
  ...agreed,
  connection: { ...connection, method: 'environment' },
  environment: { environmentOrigin: vault, tokenFile: false },
};
const withTokenFile: SignInFacts = {
  ...agreed,
  connection: { ...connection, method: 'token-file' },
  environment: { tokenFile: true },
};

describe('decideAutoSignIn', () => {
  it.each([
    ['a stored token', agreed, { method: 'token', address: vault, token: 'made-up' }],
    ['the agreed environment', withEnvironment, { method: 'environment', origin: vault }],
    ['the token file', withTokenFile, { method: 'token-file', address: vault }],
  ])('signs in with %s', (_name, facts, params) => {
    expect(decideAutoSignIn(facts)).toEqual({ kind: 'sign-in', params });
  });

  it.each<[string, Partial<SignInFacts>, StayReason]>([
    ['without trust', { trusted: false }, 'restricted'],
    ['after sign-out', { connection: undefined }, 'signed-out'],
    ['without a confirmed origin', { originConfirmed: false }, 'signed-out'],
    [
      'with another address',
      { settings: { ...noSettings, address: 'https://b.example' } },
      'settings-changed',
    ],
    ['with another namespace', { settings: { ...noSettings, namespace: 'b' } }, 'settings-changed'],
    ['without a TLS consent', { settings: { ...noSettings, skipTlsVerify: true } }, 'tls-unconfirmed'],
  ])('stays, by whatever method, %s', (_name, change, reason) => {
    for (const facts of [agreed, withEnvironment, withTokenFile]) {
      expect(decideAutoSignIn({ ...facts, ...change })).toEqual({ kind: 'stay', reason });
    }
  });

  it.each<[string, SignInFacts, StayReason]>([
    ['token is stored', { ...agreed, token: undefined }, 'token-missing'],
    ['token file exists', { ...withTokenFile, environment: { tokenFile: false } }, 'token-missing'],
    [
      'environment offers a pair',
      { ...withEnvironment, environment: { tokenFile: true } },
      'environment-changed',
    ],
  ])('stays where no %s', (_name, facts, reason) => {
    expect(decideAutoSignIn(facts)).toEqual({ kind: 'stay', reason });
  });

  it.each([
    'https://evil.example',
    'http://vault.example.com:8200',
    'https://vault.example.com:8201',
    `${vault}/`,
    `${vault}.evil.example`,
  ])('does not follow an environment that now names %s', (environmentOrigin) => {
    const facts = { ...withEnvironment, environment: { environmentOrigin, tokenFile: true } };
    expect(decideAutoSignIn(facts)).toEqual({ kind: 'stay', reason: 'environment-changed' });
  });

  it('does not follow an environment into another namespace', () => {
    const environment = { environmentOrigin: vault, environmentNamespace: 'other', tokenFile: false };
    const decision = decideAutoSignIn({ ...withEnvironment, environment });
    expect(decision).toEqual({ kind: 'stay', reason: 'environment-changed' });
  });

  it.each(['vault.example.com', 'https://u:p@vault.example.com', `${vault}/path`, ''])(
    'takes the stored %j for no origin',
    (origin) => {
      const decision = decideAutoSignIn({ ...agreed, connection: { ...connection, origin } });
      expect(decision).toEqual({ kind: 'stay', reason: 'signed-out' });
    },
  );

  it('skips the certificate check with a consent of this window, and asks none for plain http', () => {
    const settings = { ...noSettings, skipTlsVerify: true };
    const params = { method: 'token', address: vault, token: 'made-up', skipTlsVerify: true };
    expect(decideAutoSignIn({ ...agreed, settings, tlsConsent: true })).toEqual({ kind: 'sign-in', params });
    const local = { ...agreed, settings, connection: { ...connection, origin: 'http://localhost:8200' } };
    expect(decideAutoSignIn(local)).toMatchObject({
      params: { method: 'token', address: 'http://localhost:8200', token: 'made-up' },
    });
  });
});
