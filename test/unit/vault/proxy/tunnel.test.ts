import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionOptions, SignInResult } from '../../../../server/src/protocol.ts';
import { createVaultConnection } from '../../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import { startCaptureHost } from '../../../support/captureHost.ts';
import type { TestAuthority } from '../../../support/certificates.ts';
import { createAuthority, selfSigned } from '../../../support/certificates.ts';
import type { ConnectProxy, ProxyManner } from '../../../support/connectProxy.ts';
import { startConnectProxy } from '../../../support/connectProxy.ts';

const canary = createCanary();
const vault = 'https://vault.test:8200';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
let authority: TestAuthority;
beforeAll(() => {
  authority = createAuthority();
});

/** A server that takes every token, over TLS, on a port of this machine. */
async function listen(names: readonly string[], certificate = authority.issue({ names })) {
  const seen: string[] = [];
  const server = createServer(certificate, (request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['x-vault-token'])}`);
    response.end('{"data":{"secret":{}}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

async function proxied(manner: ProxyManner): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(manner);
  ends.push(() => proxy.close());
  return proxy;
}

async function signIn(
  environment: Record<string, string>,
  options: ConnectionOptions = {},
  address = vault,
): Promise<SignInResult> {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-proxy-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.cert);
  const connection = createVaultConnection({
    environment,
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: 'test',
    transport: { connectTimeoutMs: 300, totalTimeoutMs: 1_000 },
    patience: { maxRetries: 0 },
  });
  ends.push(() => connection.signOut());
  return connection.signIn({ method: 'token', address, token: canary.token, caFile, ...options });
}

describe('through a proxy', () => {
  test.each<[string, (url: string) => [Record<string, string>, ConnectionOptions]]>([
    ['of the environment', (url) => [{ HTTPS_PROXY: url }, {}]],
    ['for Vault', (url) => [{ VAULT_PROXY_ADDR: url }, {}]],
    ['of the editor', (url) => [{}, { proxy: { kind: 'use', url, except: [] } }]],
  ])('%s, which sees host and port and no byte of the token', async (_what, settings) => {
    const server = await listen(['vault.test']);
    const proxy = await proxied({ kind: 'tunnel', port: server.port });
    expect(await signIn(...settings(proxy.url))).toMatchObject({ ok: true });
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT vault.test:8200']));
    expect(server.seen[0]).toBe(`GET /v1/sys/internal/ui/mounts ${canary.token}`);
    expectNoLeak(canary, proxy.bytes().toString('latin1'));
  });

  test('gives it its own credential alone', async () => {
    const server = await listen(['vault.test']);
    const proxy = await proxied({ kind: 'tunnel', port: server.port });
    const url = proxy.url.replace('http://', 'http://ann:p%40ss@');
    expect(await signIn({ HTTPS_PROXY: url })).toMatchObject({ ok: true });
    expect(proxy.authorizations[0]).toBe(`Basic ${Buffer.from('ann:p@ss').toString('base64')}`);
  });

  test('verifies the server as without one: a proxy that answers in its place gets nothing', async () => {
    for (const certificate of [
      selfSigned({ names: ['vault.test'] }),
      authority.issue({ names: ['other.test'] }),
    ]) {
      const stranger = await listen([], certificate);
      const proxy = await proxied({ kind: 'tunnel', port: stranger.port });
      expect(await signIn({ HTTPS_PROXY: proxy.url })).toMatchObject({ ok: false, kind: 'tls' });
      expect(stranger.seen).toEqual([]);
    }
  });
});

describe('a proxy that does not do it', () => {
  test.each<[string, ProxyManner, string]>([
    [
      'refuses',
      { kind: 'answer', text: 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n' },
      'unreachable',
    ],
    [
      'wants a credential',
      { kind: 'answer', text: 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n' },
      'unreachable',
    ],
    ['answers no HTTP', { kind: 'answer', text: 'SSH-2.0-made-up\r\n' }, 'unreachable'],
    [
      'says something before the handshake',
      { kind: 'answer', text: 'HTTP/1.1 200 OK\r\n\r\n{"data":{"secret":{}}}' },
      'unreachable',
    ],
    ['is no TLS behind', { kind: 'answer', text: 'HTTP/1.1 200 OK\r\n\r\n' }, 'timeout'],
    ['hangs', { kind: 'hang' }, 'timeout'],
    ['cuts', { kind: 'reset' }, 'unreachable'],
  ])('%s: in time, and without a byte of the token', async (_what, manner, kind) => {
    const proxy = await proxied(manner);
    const started = performance.now();
    const result = await signIn({ HTTPS_PROXY: proxy.url });
    expect(result).toMatchObject({ ok: false, kind });
    expect(performance.now() - started).toBeLessThan(2_000);
    expectNoLeak(canary, [result, proxy.bytes().toString('latin1')]);
  });

  test('is not there', async () => {
    const proxy = await startConnectProxy({ kind: 'hang' });
    await proxy.close();
    expect(await signIn({ HTTPS_PROXY: proxy.url })).toMatchObject({ ok: false, kind: 'unreachable' });
  });
});

describe('hostile settings send nothing to a host that nobody chose', () => {
  test('plain http goes to no proxy', async () => {
    const [proxy, server] = [await proxied({ kind: 'hang' }), await startCaptureHost()];
    ends.push(() => server.close());
    const environment = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, VAULT_PROXY_ADDR: proxy.url };
    const lower = {
      http_proxy: proxy.url,
      https_proxy: proxy.url,
      all_proxy: proxy.url,
      ALL_PROXY: proxy.url,
    };
    await signIn(
      { ...environment, ...lower },
      { proxy: { kind: 'use', url: proxy.url, except: [] } },
      server.address,
    );
    expect(proxy.asked).toEqual([]);
    expect(server.connections()).toBeGreaterThan(0);
  });

  test('without a check of certificates the environment has no proxy', async () => {
    const stranger = await listen([], selfSigned({ names: ['vault.test'] }));
    const proxy = await proxied({ kind: 'tunnel', port: stranger.port });
    const environment = { HTTPS_PROXY: proxy.url, VAULT_PROXY_ADDR: proxy.url, VAULT_SKIP_VERIFY: '1' };
    expect(await signIn(environment, { skipTlsVerify: true })).toMatchObject({ ok: false });
    expect(stranger.seen).toEqual([]);
    expect(proxy.asked).toEqual([]);
  });
});
