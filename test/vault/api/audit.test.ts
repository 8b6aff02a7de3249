import { expect, it } from 'vitest';
import { describeEachVault } from '../../support/vaultSuite.ts';

await describeEachVault('The audit', (suite) => {
  it('holds what was asked, whatever the answer, in one spelling for every server', async ({ skip }) => {
    const { admin, mount, vault } = suite();
    if (vault.kind === 'external') {
      await expect(vault.requests()).rejects.toThrow('not ours');
      skip('the audit log of an external server is not ours to read');
    }
    const token = await admin.createToken({ policies: ['default'] });
    await vault.clearRequests();
    await admin.call('GET', `${mount}/data/a?version=1`);
    await admin.call('PUT', `${mount}/data/a%20b`, { body: { data: {} } });
    await admin.call('PATCH', `${mount}/data/a`, { body: {} });
    await admin.call('LIST', `${mount}/metadata`);
    await admin.call('GET', `${mount}/metadata/x?list=true`);
    await admin.call('GET', `${mount}/data/denied`, { token });
    await admin.call('GET', `${mount}/data/nobody`, { token: 'made-up' });
    await admin.call('DELETE', `${mount}/metadata/a`);
    await admin.call('GET', 'no-such-mount/x');
    await admin.call('GET', 'sys/health');
    await admin.call('GET', `${mount}/data/a//b`);
    expect(
      (await vault.requests()).map(({ method, path }) => `${method} ${path.replace(mount, 'M')}`),
    ).toEqual([
      'GET M/data/a',
      'POST M/data/a b',
      'LIST M/metadata/',
      'LIST M/metadata/x/',
      'GET M/data/denied',
      'GET M/data/nobody',
      'DELETE M/metadata/a',
      'GET no-such-mount/x',
    ]);
    await vault.clearRequests();
    expect(await vault.requests()).toEqual([]);
  });
});
