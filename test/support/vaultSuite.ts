import { afterAll, beforeAll, describe } from 'vitest';
import type { TestVault } from './testVault.ts';
import { TestAdmin, vaultsUnderTest } from './vaultServers.ts';

/** A server that is up while the tests of a suite run. */
export interface VaultSuite {
  readonly vault: TestVault;
  readonly admin: TestAdmin;
  /** A KV v2 mount of this suite's own. */
  readonly mount: string;
  /** A KV v1 mount of this suite's own. */
  readonly mountV1: string;
}

/**
 * Registers a suite for each server under test. Inside tests and hooks, `suite()` gives the running server; what its
 * admin made is removed at the end.
 */
export async function describeEachVault(
  title: string,
  body: (suite: () => VaultSuite) => void,
): Promise<void> {
  describe.each(await vaultsUnderTest())(`${title} on $name`, (choice) => {
    let running: VaultSuite | undefined;
    beforeAll(async () => {
      const vault = await choice.start();
      const admin = new TestAdmin(vault);
      const mount = await admin.createMount(admin.uniqueName('kv2'), 2);
      running = { vault, admin, mount, mountV1: await admin.createMount(admin.uniqueName('kv1'), 1) };
    });
    afterAll(async () => {
      await running?.admin.cleanUp();
      await running?.vault.stop();
    });
    body(() => {
      if (running === undefined) throw new Error('the server is up only while tests run');
      return running;
    });
  });
}
