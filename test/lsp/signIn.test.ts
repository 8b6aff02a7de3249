import { describe, expect, test } from 'vitest';
import type { CancellationToken } from 'vscode-languageserver-protocol';
import type {
  BrowserAnswer,
  BrowserPage,
  PasscodeParams,
  SignInParams,
  TokenNotice,
} from '../../server/src/protocol.ts';
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

describe('the browser', () => {
  const page = { url: 'https://id.example.com/authorize', callback: 'http://localhost:8250/oidc/callback' };
  const params = { method: 'oidc', address };
  async function start(end: AbortSignal) {
    const answers: (BrowserAnswer | undefined)[] = [];
    const access = {
      ...checkingAccess(),
      signIn: async (_params: SignInParams, interaction?: SignInInteraction) => {
        answers.push(await interaction?.openBrowser?.(page, end).catch(() => undefined));
        return { ok: false, kind: 'not-signed-in', message: 'no' } as const;
      },
    };
    return { answers, client: await InBandClient.start({ access }) };
  }

  test('is asked of the client, with the place it is for', async () => {
    const { client, answers } = await start(AbortSignal.timeout(5_000));
    const asked: BrowserPage[] = [];
    const answer = { kind: 'pasted', address: 'http://localhost:8250/oidc/callback?code=c' };
    client.onRequest(methods.browserSignIn, (opened: BrowserPage) => {
      asked.push(opened);
      return answer;
    });
    await client.request(methods.signIn, params);
    expect(asked).toEqual([{ origin: address, ...page }]);
    expect(answers).toEqual([answer]);
    await client.stop();
  });

  test('the client is told when nobody waits for it any more', async () => {
    const { client, answers } = await start(AbortSignal.timeout(50));
    let isCancelled = false;
    client.onRequest(methods.browserSignIn, (_page: BrowserPage, token: CancellationToken) => {
      return new Promise((resolve) =>
        token.onCancellationRequested(() => {
          isCancelled = true;
          resolve({ kind: 'given-up' });
        }),
      );
    });
    await client.request(methods.signIn, params);
    await expect.poll(() => isCancelled).toBe(true);
    expect(answers).toHaveLength(1);
    await client.stop();
  });

  test('a client without one has given up', async () => {
    const { client, answers } = await start(AbortSignal.timeout(5_000));
    await client.request(methods.signIn, params);
    expect(answers).toEqual([{ kind: 'given-up' }]);
    await client.stop();
  });
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
