import { expect, it } from 'vitest';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf } from './answers.ts';

await describeEachVault('Namespaces', (suite) => {
  it('that do not exist are refused, in words that tell them from an old server', async ({ skip }) => {
    const { admin, mount, vault } = suite();
    if (vault.kind === 'external') skip("Vault's community edition ignores namespaces");
    await admin.putSecret(mount, 'a', { k: 'v' });
    for (const path of [`sys/internal/ui/mounts/${mount}`, `${mount}/data/a`, 'sys/internal/ui/mounts']) {
      const answer = await admin.call('GET', path, { namespace: 'no-such-namespace' });
      expect([path, answer.status, errorsOf(answer)]).toEqual([path, 404, 'namespace not found']);
    }
  });

  it.each(['', '/', 'root'])('%j is the root namespace', async (namespace) => {
    const { admin, mount } = suite();
    const answer = await admin.call('GET', `sys/internal/ui/mounts/${mount}`, { namespace });
    expect(dataOf(answer)['path']).toBe(`${mount}/`);
  });
});

it('are ignored by the embedded server where it plays the community edition', async () => {
  const vault = await startEmbedded({ ignoreNamespaces: true });
  const answer = await new TestAdmin(vault).call('GET', 'sys/internal/ui/mounts/secret', {
    namespace: 'nope',
  });
  expect([answer.status, dataOf(answer)['path']]).toEqual([200, 'secret/']);
  await vault.stop();
});
