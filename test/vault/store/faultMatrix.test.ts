import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCanary } from '../../support/canary.ts';
import type { CaptureHost } from '../../support/captureHost.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import type { FaultProxy } from '../../support/faultProxy.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import type { NamedFault, WireFault } from '../../support/wireFaults.ts';
import { statusFaults, wireFaults } from '../../support/wireFaults.ts';
import { FaultMatrix } from './matrixRun.ts';

const canary = createCanary();

describe('the fault matrix', () => {
  let vault: Awaited<ReturnType<typeof startEmbedded>>;
  let admin: TestAdmin;
  let proxy: FaultProxy;
  let elsewhere: CaptureHost;
  let mount: string;
  const matrix = new FaultMatrix();

  beforeAll(async () => {
    vault = await startEmbedded();
    admin = new TestAdmin(vault);
    proxy = await startFaultProxy(vault);
    elsewhere = await startCaptureHost();
    mount = await admin.createMount(admin.uniqueName('kv'), 2);
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
  });
  afterAll(async () => {
    console.log(matrix.toString());
    await elsewhere.close();
    await proxy.close();
    await vault.stop();
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
      const found = [...wireFaults, ...statusFaults, ...redirects()].find((one) => one.name === name);
      const world = {
        params: async () => ({
          method: 'token' as const,
          address: proxy.address,
          token: await admin.createToken({ policies: ['root'] }),
        }),
        mount,
        path: 'app/db',
        canary: { ...canary, token: vault.rootToken },
      };
      const { signIn, by } = await matrix.run(name, world, () => strike(found?.fault));
      // The list of mounts is as it should be there.
      if (name !== '200 with another mount') expect(signIn.kind).not.toBe('ok');
      if (name.startsWith('503 of')) expect(signIn.kind).toBe('unreachable');
      // What is no word of the server says nothing about rights, and of a token that it is gone.
      if (/^20[04]/.test(name)) expect(by['describe']?.kind).toBe('not-checkable');
      if (name.startsWith('200')) expect(by['revoke']?.kind).toBe('not-revoked');
      expect(by['history']?.kind).not.toBe('known');
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
});
