import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { createAuthority, selfSigned } from '../../support/certificates.ts';
import type { ConnectProxy, ProxyManner } from '../../support/connectProxy.ts';
import { startConnectProxy } from '../../support/connectProxy.ts';
import { operations } from '../../support/portOperations.ts';
import type { TlsFront } from '../../support/tlsFront.ts';
import { startTlsFront } from '../../support/tlsFront.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';

const address = 'https://vault.test:8200';
const DAY_MS = 24 * 60 * 60 * 1000;
const PATIENCE_MS = 15_000;
const canary = createCanary();
const authority = createAuthority();
const stranger = createAuthority('a stranger');
const names = ['vault.test'];
const good = authority.issue({ names });
const past = { notBefore: new Date(Date.now() - 2 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) };
const future = { notBefore: new Date(Date.now() + DAY_MS), notAfter: new Date(Date.now() + 2 * DAY_MS) };

/** Servers whose handshake must fail. */
const handshakes: Readonly<Record<string, ServerOptions>> = {
  'a certificate of another name': authority.issue({ names: ['other.test', 'vault.test.evil.example'] }),
  'a certificate without a name': authority.issue(),
  'an expired certificate': authority.issue({ names, ...past }),
  'a certificate that is not valid yet': authority.issue({ names, ...future }),
  'a self-signed certificate': selfSigned({ names }),
  'a certificate of a strange authority': stranger.issue({ names }),
  'a client certificate is wanted': { ...good, requestCert: true, ca: stranger.cert },
  'TLS 1.1': { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
};

/** What a proxy does instead of leading to the server. */
const proxies: Readonly<Record<string, ProxyManner>> = {
  'a proxy that knows no such host': {
    kind: 'answer',
    text: 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n',
  },
  'a proxy that wants a credential': {
    kind: 'answer',
    text: 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n',
  },
  'a proxy that hangs': { kind: 'hang' },
  'a proxy that cuts': { kind: 'reset' },
  'a proxy that answers for the server': { kind: 'answer', text: 'HTTP/1.1 200 OK\r\n\r\n{"data":{}}' },
};

/** Those that would say that something is so, or was done. */
const certain = new Set([
  'exists',
  'no-such-key',
  'no-such-path',
  'deleted-version',
  'known',
  'listed',
  'read',
  'ok',
]);

describe('handshakes and proxies that fail', () => {
  let vault: Awaited<ReturnType<typeof startEmbedded>>;
  let admin: TestAdmin;
  let proxy: ConnectProxy;
  let server: TlsFront;
  let mount: string;
  let folder: string;
  const table: string[][] = [];

  beforeAll(async () => {
    vault = await startEmbedded();
    admin = new TestAdmin(vault);
    server = await startTlsFront(vault.address, good);
    proxy = await startConnectProxy({ kind: 'tunnel', port: server.port });
    mount = await admin.createMount(admin.uniqueName('kv'), 2);
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
    folder = mkdtempSync(join(tmpdir(), 'vault-refs-tls-'));
    writeFileSync(join(folder, 'ca.pem'), authority.cert);
  });
  afterAll(async () => {
    const heads = ['fault', 'signIn', ...Object.keys(operations)];
    const lines = [heads, ...table].map((row) =>
      row.map((cell, at) => cell.padEnd(at === 0 ? 42 : 14)).join(' '),
    );
    console.log(`Handshakes and proxies (${table.length} x ${heads.length - 1}):\n${lines.join('\n')}`);
    rmSync(folder, { recursive: true, force: true });
    await proxy.close();
    await server.close();
    await vault.stop();
  });

  const connect = (now = () => Date.now()): VaultConnection =>
    createVaultConnection({
      environment: { HTTPS_PROXY: proxy.url },
      homeDirectory: homedir(),
      now,
      userAgentVersion: '0.0.0-test',
      // Reading authorities takes a while for each of the connections, in the same thread.
      transport: { connectTimeoutMs: 1_500, totalTimeoutMs: 4_000 },
      patience: {
        retryDelayMs: [5, 10],
        maxRetries: 1,
        rate: { limit: 10_000, burst: 10_000 },
        totalTimeoutMs: 9_000,
      },
    });
  const signIn = async (connection: VaultConnection) => {
    const token = await admin.createToken({ policies: ['root'] });
    return connection.signIn({ method: 'token', address, token, caFile: join(folder, 'ca.pem') });
  };
  const world = () => ({ mount, path: 'app/db', value: canary.secret });

  /** Every operation on a connection that was signed in before the fault, and a sign-in. */
  async function strike(name: string, manner: ProxyManner): Promise<void> {
    const running = [];
    for (const operation of Object.values(operations)) {
      const connection = connect();
      expect(await signIn(connection)).toMatchObject({ ok: true });
      running.push({ operation, connection });
    }
    proxy.become(manner);
    const fresh = connect();
    const started = performance.now();
    const signedIn = await signIn(fresh);
    const outcomes = await Promise.all(
      running.map(({ operation, connection }) =>
        operation(connection, world(), AbortSignal.timeout(PATIENCE_MS)),
      ),
    );
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
    for (const { connection } of running) connection.signOut();
    proxy.become({ kind: 'tunnel', port: server.port });
    table.push([name, signedIn.ok ? 'ok' : signedIn.kind, ...outcomes.map(({ kind }) => kind)]);
    expect(signedIn.ok).toBe(false);
    for (const { kind } of outcomes) expect(certain).not.toContain(kind);
    expectNoLeak({ ...canary, token: vault.rootToken }, [signedIn, ...outcomes.map(({ told }) => told)]);
  }

  test.each(Object.entries(handshakes))(
    '%s: nothing is sent, and every operation says why',
    async (name, options) => {
      const front = await startTlsFront(vault.address, options);
      await strike(name, { kind: 'tunnel', port: front.port });
      expect(front.requests).toEqual([]);
      await front.close();
    },
    60_000,
  );

  test.each(Object.entries(proxies))(
    '%s: nothing of a token goes there',
    async (name, manner) => {
      await strike(name, manner);
      expectNoLeak({ ...canary, token: vault.rootToken }, proxy.bytes().toString('latin1'));
    },
    60_000,
  );

  test('a certificate that has expired is told from a server that cannot be reached', () => {
    const row = table.find(([name]) => name === 'an expired certificate');
    expect(row?.slice(0, 2)).toEqual(['an expired certificate', 'tls']);
    expect(row).not.toContain('timeout');
  });

  test.each([
    ['a day ahead', DAY_MS],
    ['a day behind', -DAY_MS],
  ])('a clock that is %s changes nothing', async (_what, skew) => {
    const connection = connect(() => Date.now() + skew);
    const notices: unknown[] = [];
    connection.onTokenNotice((notice) => notices.push(notice));
    expect(await signIn(connection)).toMatchObject({ ok: true });
    const signal = AbortSignal.timeout(PATIENCE_MS);
    expect(await connection.store.describe(world(), signal)).toMatchObject({ kind: 'exists' });
    expect(await connection.vault.readCurrent(world(), signal)).toMatchObject({ kind: 'present' });
    expect(connection.status()).toMatchObject({ kind: 'ok' });
    expect(notices).toEqual([]);
    connection.signOut();
  });

  test('a name that does not resolve is a server that cannot be reached', async () => {
    const connection = createVaultConnection({
      environment: {},
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
      transport: { connectTimeoutMs: 2_000, totalTimeoutMs: 3_000 },
      patience: { maxRetries: 0 },
    });
    const { token } = createCanary();
    const result = await connection.signIn({ method: 'token', address: 'https://vault.invalid:8200', token });
    expect(result).toMatchObject({ ok: false });
    expect(['unreachable', 'timeout']).toContain(result.ok ? '' : result.kind);
    expectNoLeak({ secret: token, token }, result);
  });
});
