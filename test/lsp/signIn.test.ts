import { expect, test } from 'vitest';
import type { PasscodeParams, SignInParams, TokenNotice } from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import type { SignInInteraction } from '../../server/src/runtime.ts';
import { createCanary } from '../support/canary.ts';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';

const address = 'https://vault.example.com:8200';

test('a passcode is asked of the client, with the place it goes to, and the credential stays out of what is sent', async () => {
  const canary = createCanary();
  const { token: passcode } = createCanary();
  const seen: unknown[] = [];
  const access = {
    ...checkingAccess(),
    signIn: async (params: SignInParams, interaction?: SignInInteraction) => {
      seen.push(params, await interaction?.askPasscode?.('totp', AbortSignal.timeout(1000)));
      return { ok: false, kind: 'denied', message: 'no' } as const;
    },
  };
  const client = await InBandClient.start({ access, canary });
  const asked: PasscodeParams[] = [];
  client.onRequest(methods.passcode, (params: PasscodeParams) => {
    asked.push(params);
    return { passcode };
  });
  const params = { method: 'userpass', address, username: 'ann', password: canary.secret };
  expect(await client.request(methods.signIn, params)).toEqual({ ok: false, kind: 'denied', message: 'no' });
  expect(seen).toEqual([params, passcode]);
  expect(asked).toEqual([{ origin: address, kind: 'totp' }]);
  await client.stop();
});

test('a client that gives up or cannot ask answers without a passcode', async () => {
  let answer: unknown = 'nothing yet';
  const access = {
    ...checkingAccess(),
    signIn: async (_params: SignInParams, interaction?: SignInInteraction) => {
      answer = await interaction?.askPasscode?.('totp', AbortSignal.timeout(1000));
      return { ok: false, kind: 'not-signed-in', message: 'given up' } as const;
    },
  };
  const client = await InBandClient.start({ access });
  const params = { method: 'userpass', address, username: 'ann', password: 'made-up' };
  expect(await client.request(methods.signIn, params)).toMatchObject({ ok: false });
  expect(answer).toBeUndefined();
  await client.stop();
});

test('a client that never answers keeps no sign-in waiting beyond its time', async () => {
  let answer: unknown = 'nothing yet';
  const access = {
    ...checkingAccess(),
    signIn: async (_params: SignInParams, interaction?: SignInInteraction) => {
      answer = await interaction?.askPasscode?.('totp', AbortSignal.timeout(20));
      return { ok: false, kind: 'not-signed-in', message: 'given up' } as const;
    },
  };
  const client = await InBandClient.start({ access });
  client.onRequest(methods.passcode, () => new Promise(() => undefined));
  const params = { method: 'userpass', address, username: 'ann', password: 'made-up' };
  expect(await client.request(methods.signIn, params)).toMatchObject({ ok: false });
  expect(answer).toBeUndefined();
  await client.stop();
});

test('a notice of the token reaches the client as data', async () => {
  const listeners: ((notice: TokenNotice) => void)[] = [];
  const access = {
    ...checkingAccess(),
    onTokenNotice: (listener: (notice: TokenNotice) => void) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  };
  const client = await InBandClient.start({ access });
  const told: TokenNotice[] = [];
  client.onNotification(methods.tokenNotice, (notice: TokenNotice) => told.push(notice));
  const notice = { origin: address, namespace: 'team', reason: 'expires-soon', expiresAt: 1 } as const;
  for (const listener of listeners) listener(notice);
  await expect.poll(() => told).toEqual([notice]);
  await client.stop();
});

test.each([
  [null, { revoked: false }, 'out'],
  [{ revoke: false }, { revoked: false }, 'out'],
  [{ revoke: true }, { revoked: true }, 'revoked'],
])('signing out with %j', async (params, result, expected) => {
  const done: string[] = [];
  const access = {
    ...checkingAccess(),
    signOut: () => void done.push('out'),
    signOutAndRevoke: () => {
      done.push('revoked');
      return Promise.resolve(true);
    },
  };
  const client = await InBandClient.start({ access });
  expect(await client.request(methods.signOut, params)).toEqual(result);
  expect(done).toEqual([expected]);
  await client.stop();
});
