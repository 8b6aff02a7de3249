import { describe, expect, test } from 'vitest';
import type { BrowserAnswer } from '../../../../server/src/protocol.ts';
import { oidc } from '../../../../server/src/vault/auth/oidc.ts';
import type { Login } from '../../../../server/src/vault/auth/signInMethod.ts';
import type { VaultApi } from '../../../../server/src/vault/vaultApi.ts';
import { freePortPair } from '../../../support/freePort.ts';
import { httpCall } from '../../../support/httpCall.ts';

const address = 'https://vault.example.com:8200';
const never = new Promise<BrowserAnswer>(() => undefined);

interface Opened {
  readonly pages: string[];
  readonly paths: string[];
}

/** A sign-in at a server that names this page, with a person who never does anything unless told. */
function login(page: (callback: string) => string, more: Partial<Login> = {}): Login & Opened {
  const opened: Opened = { pages: [], paths: [] };
  const api: VaultApi = {
    get: (path) => {
      opened.paths.push(path);
      return Promise.resolve({ status: 403, headers: {}, body: { errors: [] } });
    },
    post: (path, body) => {
      opened.paths.push(path);
      const { redirect_uri: callback } = body as { redirect_uri: string };
      return Promise.resolve({ status: 200, headers: {}, body: { data: { auth_url: page(callback) } } });
    },
    patch: () => Promise.reject(new Error('nothing is patched')),
    delete: () => Promise.reject(new Error('nothing is deleted')),
  };
  return {
    ...opened,
    api: () => api,
    askPasscode: () => Promise.resolve(undefined),
    openBrowser: ({ url }) => {
      opened.pages.push(url);
      return never;
    },
    signal: AbortSignal.timeout(10_000),
    ...more,
  };
}

const good = (callback: string): string =>
  `https://id.example.com/authorize?redirect_uri=${encodeURIComponent(callback)}&state=st_1&nonce=n_1`;

describe('a page that is not opened', () => {
  test.each<[string, (callback: string) => string]>([
    ['plain http on the network', (callback) => good(callback).replace('https:', 'http:')],
    ['another scheme', (callback) => good(callback).replace('https:', 'vscode:')],
    ['a file', () => 'file:///etc/passwd?state=st_1&nonce=n_1'],
    ['a name and password', (callback) => good(callback).replace('https://', 'https://ann:x@')],
    ['a callback elsewhere', () => good('https://evil.example/oidc/callback')],
    ['a callback to another port', () => good('http://localhost:1/oidc/callback')],
    ['no state', (callback) => good(callback).replace('state=st_1', '')],
    ['no nonce', (callback) => good(callback).replace('nonce=n_1', 'nonce=')],
    ['too long an address', (callback) => `${good(callback)}&x=${'a'.repeat(20_000)}`],
    ['no address', () => 'sign in there'],
  ])('%s', async (_what, page) => {
    const there = login(page);
    const method = oidc({ method: 'oidc', address, port: await freePortPair() });
    await expect(method.token(there)).rejects.toMatchObject({ kind: 'bad-response' });
    expect(there.pages).toEqual([]);
  });
});

test('the person has some time, after which nothing listens and nothing was asked', async () => {
  const port = await freePortPair();
  const there = login(good);
  const method = oidc({ method: 'oidc', address, port }, 30);
  await expect(method.token(there)).rejects.toMatchObject({
    kind: 'not-signed-in',
    message: 'Nobody signed in in the browser in time.',
  });
  expect(there.pages).toHaveLength(1);
  expect(there.paths).toEqual(['auth/oidc/oidc/auth_url']);
  await expect(httpCall({ method: 'GET', origin: `http://127.0.0.1:${port}`, path: '/' })).rejects.toThrow();
});

test('the end of the sign-in ends the waiting', async () => {
  const controller = new AbortController();
  const there = login(good, { signal: controller.signal });
  const waiting = oidc({ method: 'oidc', address, port: await freePortPair() }).token(there);
  setTimeout(() => controller.abort(), 30);
  await expect(waiting).rejects.toMatchObject({ kind: 'not-signed-in' });
});

test('without a port the browser comes back to where the official client waits', () => {
  const callbacks: string[] = [];
  const page = (callback: string): string => {
    callbacks.push(callback);
    return '';
  };
  return oidc({ method: 'oidc', address })
    .token(login(page))
    .catch(() => expect(callbacks).toEqual(['http://localhost:8250/oidc/callback']));
});
