import { expect, test } from 'vitest';
import { createCanary } from '../support/canary.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { describeEachVault } from '../support/vaultSuite.ts';
import { leastPrivilegePolicy } from '../support/vaultServers.ts';
import { connect } from './store/connect.ts';

const uri = 'file:///workspace/many.yaml';

await describeEachVault('a file with 1,000 references', (suite) => {
  test('costs one request per path, one list per folder with a missing path and two per mount', async () => {
    const { admin, vault, mount } = suite();
    if (vault.kind === 'external') {
      console.log('skipped on an external server: its audit log is not ours to read');
      return;
    }
    const canary = createCanary();
    for (let index = 0; index < 10; index++) {
      await admin.putSecret(mount, `there/s${String(index)}`, { k: canary.secret });
    }
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount));
    const access = await connect(vault.address, token);
    const client = await InBandClient.start({
      access,
      canary: { ...canary, token },
      configuration: { mounts: [mount] },
    });
    const path = (index: number): string =>
      index < 10 ? `there/s${String(index)}` : `gone${String(index % 5)}/s${String(index)}`;
    const line = (index: number): string => `r${String(index)}: ${mount}/${path(index % 100)}#k\n`;
    await vault.clearRequests();
    await client.open(uri, Array.from({ length: 1000 }, (_, index) => line(index)).join(''));
    await expect.poll(async () => (await client.diagnostics(uri)).length, { timeout: 10_000 }).toBe(900);
    await client.hover(uri, { line: 0, character: 8 });

    const requests = await vault.requests();
    const count = (method: string, part: string): number =>
      requests.filter((request) => request.method === method && request.path.includes(part)).length;
    expect(requests.filter(({ path: asked }) => asked.includes('/data/'))).toEqual([]);
    expect(count('GET', '/subkeys/')).toBe(100);
    expect(count('LIST', '/metadata/')).toBe(5);
    expect(requests.length).toBeLessThanOrEqual(100 + 5 + 2);
    await client.stop();
  });
});
