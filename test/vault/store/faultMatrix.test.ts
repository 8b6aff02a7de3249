import { homedir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { CaptureHost } from '../../support/captureHost.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import type { FaultProxy } from '../../support/faultProxy.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { operations } from '../../support/portOperations.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import type { NamedFault, WireFault } from '../../support/wireFaults.ts';
import { statusFaults, wireFaults } from '../../support/wireFaults.ts';

/** Deadlines of the test; the product's are 5 and 15 seconds. A call may wait for a standby besides. */
const transport = { connectTimeoutMs: 1_500, totalTimeoutMs: 1_500 };
const patience = {
  rate: { limit: 10_000, burst: 10_000 },
  retryDelayMs: [5, 10] as const,
  maxRetries: 2,
  totalTimeoutMs: 2_500,
};
const PATIENCE_MS = 15_000;
const canary = createCanary();

/** What may come out of a call that a fault struck: typed, and never what would lead to a loss. */
const honest = new Set([
  'unreachable',
  'sealed',
  'denied',
  'not-checkable',
  'timeout',
  'rate-limited',
  'redirect-refused',
  'too-large',
  'bad-response',
  'server-error',
  'no-such-mount',
  'not-kv',
  'conflict',
  'unknown',
  'not-annotated',
  'none',
  'hidden',
  'not-revoked',
  'listed',
  'no-such-path',
  'ok',
]);

/** Outcomes that would say of a server that is out of order that something is so. */
const certain = new Set(['exists', 'no-such-key', 'deleted-version', 'known']);

/** Operations that meet the fault when they ask what the mount is; the others know that already. */
const cold = new Set(['describe', 'list', 'listMounts', 'mountInfo', 'readCurrent', 'identity', 'revoke']);

describe('the fault matrix', () => {
  let vault: Awaited<ReturnType<typeof startEmbedded>>;
  let admin: TestAdmin;
  let proxy: FaultProxy;
  let elsewhere: CaptureHost;
  let mount: string;
  const table: string[][] = [];

  beforeAll(async () => {
    vault = await startEmbedded();
    admin = new TestAdmin(vault);
    proxy = await startFaultProxy(vault);
    elsewhere = await startCaptureHost();
    mount = await admin.createMount(admin.uniqueName('kv'), 2);
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
  });
  afterAll(async () => {
    const heads = ['fault', 'signIn', ...Object.keys(operations)];
    const widths = heads.map((_, column) =>
      Math.max(...[heads, ...table].map((row) => row[column]?.length ?? 0)),
    );
    const lines = [heads, ...table].map((row) =>
      row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
    );
    console.log(
      `Faults and what each operation makes of them (${String(table.length)} x ${String(heads.length - 1)}):\n${lines.join('\n')}`,
    );
    await elsewhere.close();
    await proxy.close();
    await vault.stop();
  });

  const connect = (): VaultConnection =>
    createVaultConnection({
      environment: {},
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
      transport,
      patience,
    });

  /** Faults whose address is known only now. */
  const redirects = (): readonly NamedFault[] => [
    {
      name: 'a redirect to another host',
      fault: { kind: 'redirect', status: 307, to: `${elsewhere.address}/v1/x` },
    },
    {
      name: 'a redirect to itself without end',
      fault: { kind: 'redirect', status: 302, to: `${proxy.address}/v1/sys/loop` },
    },
    {
      name: 'a redirect to another scheme',
      fault: { kind: 'redirect', status: 301, to: 'file:///etc/hostname' },
    },
    {
      name: 'a redirect to https on the same port',
      fault: { kind: 'redirect', status: 308, to: proxy.address.replace('http:', 'https:') },
    },
    { name: 'a redirect without a place', fault: { kind: 'answer', status: 307, body: '' } },
    { name: 'a redirect to no address', fault: { kind: 'redirect', status: 307, to: 'http://[::bad' } },
  ];
  const names = [...wireFaults, ...statusFaults].map(({ name }) => name);
  const redirectNames = [
    'a redirect to another host',
    'a redirect to itself without end',
    'a redirect to another scheme',
    'a redirect to https on the same port',
    'a redirect without a place',
    'a redirect to no address',
  ];

  test.each([...names, ...redirectNames, 'nobody listens'])(
    '%s',
    async (name) => {
      const signedIn = await Promise.all(
        Object.keys(operations).map((operation) => signedInConnection(operation)),
      );
      const found = [...wireFaults, ...statusFaults, ...redirects()].find((one) => one.name === name);
      const end = await strike(found?.fault);
      const fresh = connect();
      const [signIn, ...outcomes] = await Promise.all([
        inTime(() => fresh.signIn(token()).then((told) => ({ kind: told.ok ? 'ok' : told.kind, told }))),
        ...Object.values(operations).map((operation, index) =>
          inTime(() =>
            operation(
              signedIn[index] as VaultConnection,
              { mount, path: 'app/db', value: canary.secret },
              AbortSignal.timeout(PATIENCE_MS),
            ),
          ),
        ),
      ]);
      await end();
      for (const connection of [fresh, ...signedIn]) connection.signOut();
      table.push([name, signIn.kind, ...outcomes.map(({ kind }) => kind)]);
      // The list of mounts is as it should be there.
      if (name !== '200 with another mount') expect(signIn.kind).not.toBe('ok');
      if (name.startsWith('503 of')) expect(signIn.kind).toBe('unreachable');
      for (const { kind } of outcomes) {
        expect(honest).toContain(kind);
        expect(certain).not.toContain(kind);
      }
      // What is no word of the server says nothing about rights, and of a token that it is gone.
      const by = Object.fromEntries(
        Object.keys(operations).map((one, index) => [one, outcomes[index]?.kind]),
      );
      if (/^20[04]/.test(name)) expect(by['describe']).toBe('not-checkable');
      if (name.startsWith('200')) expect(by['revoke']).toBe('not-revoked');
      expect(by['history']).not.toBe('known');
      expectNoLeak(
        { ...canary, token: vault.rootToken },
        [signIn, ...outcomes].map(({ told }) => told),
      );
      expect(elsewhere.connections()).toBe(0);
    },
    60_000,
  );

  async function strike(fault: WireFault | undefined): Promise<() => Promise<void>> {
    if (fault) {
      const end = proxy.add(fault);
      return () => {
        end();
        return Promise.resolve();
      };
    }
    await proxy.pause();
    return () => proxy.resume();
  }

  const token = () => ({ method: 'token', address: proxy.address, token: vault.rootToken }) as const;

  async function signedInConnection(operation: string): Promise<VaultConnection> {
    const connection = connect();
    // One of its own: an operation may revoke it.
    const own = await admin.createToken({ policies: ['root'] });
    expect(await connection.signIn({ ...token(), token: own })).toMatchObject({ ok: true });
    if (!cold.has(operation)) await connection.vault.mountInfo(mount, AbortSignal.timeout(PATIENCE_MS));
    return connection;
  }

  async function inTime<T>(run: () => Promise<T>): Promise<T> {
    const started = Date.now();
    const outcome = await run();
    expect(Date.now() - started).toBeLessThan(PATIENCE_MS);
    return outcome;
  }
});
