import { createServer } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Redirects } from '../../../server/src/vault/redirects.ts';
import { Transport } from '../../../server/src/vault/transport.ts';
import { createVaultApi } from '../../../server/src/vault/vaultApi.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { CaptureHost } from '../../support/captureHost.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import type { TestAuthority } from '../../support/certificates.ts';
import { createAuthority } from '../../support/certificates.ts';

const canary = createCanary();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
let authority: TestAuthority;
beforeAll(() => {
  authority = createAuthority();
});

/** A server over TLS, and what it was sent. */
async function listen(
  listener: RequestListener,
  by = authority,
): Promise<{ origin: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer(by.issue({ names: ['127.0.0.1'] }), (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(
        `${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['x-vault-token'])} ${body}`,
      );
      listener(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

const answering: RequestListener = (_request, response) => void response.end('{"data":{}}');
const redirecting =
  (to: () => string): RequestListener =>
  (request, response) =>
    void response.writeHead(307, { location: `${to()}${request.url ?? ''}` }).end();

function apiFor(origin: string, allowed: readonly string[]) {
  const redirects = new Redirects(origin, allowed);
  const transport = new Transport({ origin, redirects, userAgent: 'test', ca: [authority.cert] });
  ends.push(() => transport.close());
  return { redirects, api: createVaultApi({ origin, token: canary.token, namespace: '', transport }) };
}

const signal = (): AbortSignal => AbortSignal.timeout(10_000);

describe('a redirect to another https server', () => {
  test('is followed once it is allowed, with method, body and token', async () => {
    const active = await listen(answering);
    const standby = await listen(redirecting(() => active.origin));
    const { api, redirects } = apiFor(standby.origin, [active.origin]);
    expect((await api.post('secret/data/a', { data: { k: 'v' } }, signal())).status).toBe(200);
    expect(active.seen).toEqual([`POST /v1/secret/data/a ${canary.token} {"data":{"k":"v"}}`]);
    expect(redirects.refused).toBeUndefined();
  });

  test('is refused until then, and told: no byte goes there', async () => {
    const capture = await startCaptureHost();
    ends.push(() => capture.close());
    const elsewhere = capture.address.replace('http:', 'https:');
    let isRedirecting = true;
    const standby = await listen((request, response) => {
      if (isRedirecting) redirecting(() => elsewhere)(request, response);
      else answering(request, response);
    });
    const { api, redirects } = apiFor(standby.origin, ['https://other.example']);
    const error: unknown = await api.get('x', signal()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'redirect-refused', target: elsewhere });
    expect(redirects.refused).toBe(elsewhere);
    expect(capture.connections()).toBe(0);
    expectNoLeak(canary, error);
    isRedirecting = false;
    await api.get('x', signal());
    expect(redirects.refused).toBeUndefined();
  });

  test('is followed once only', async () => {
    let second = '';
    const first = await listen(redirecting(() => second));
    const active = await listen(redirecting(() => first.origin));
    second = active.origin;
    const { api } = apiFor(first.origin, [active.origin]);
    await expect(api.get('x', signal())).rejects.toMatchObject({ kind: 'redirect-refused' });
    expect(first.seen).toHaveLength(1);
    expect(active.seen).toHaveLength(1);
  });

  test('is verified there as everywhere, also where the check is skipped for the server itself', async () => {
    const stranger = await listen(answering, createAuthority('another'));
    const standby = await listen(redirecting(() => stranger.origin));
    const redirects = new Redirects(standby.origin, [stranger.origin]);
    const transport = new Transport({
      origin: standby.origin,
      redirects,
      userAgent: 'test',
      skipTlsVerify: true,
    });
    ends.push(() => transport.close());
    const api = createVaultApi({ origin: standby.origin, token: canary.token, namespace: '', transport });
    await expect(api.get('x', signal())).rejects.toMatchObject({ kind: 'tls' });
    expect(stranger.seen).toEqual([]);
  });
});

describe('even if it is allowed, no byte goes', () => {
  let capture: CaptureHost;
  test.each([
    ['to plain http', () => capture.address],
    ['with a name and password', () => capture.address.replace('http://', 'https://ann:x@')],
  ])('%s', async (_what, to) => {
    capture = await startCaptureHost();
    ends.push(() => capture.close());
    const standby = await listen(redirecting(to));
    const https = capture.address.replace('http:', 'https:');
    const { api, redirects } = apiFor(standby.origin, [capture.address, https, to()]);
    await expect(api.get('x', signal())).rejects.toMatchObject({ kind: 'redirect-refused' });
    expect(capture.connections()).toBe(0);
    expect(redirects.refused === undefined || redirects.refused === https).toBe(true);
  });
});

test('a place that nobody could allow is not told', () => {
  const redirects = new Redirects('https://vault.example.com');
  for (const location of [
    'http://vault.example.com/',
    'file:///etc',
    undefined,
    'http://[::bad',
    'ws://a.example',
  ]) {
    expect(() => redirects.follow('https://vault.example.com/v1/x', location)).toThrow();
    expect(redirects.refused).toBeUndefined();
  }
});
