import { expect, it } from 'vitest';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { errorsOf } from './answers.ts';

await describeEachVault('Health and sealing', (suite) => {
  it('is told without a token', async () => {
    const { admin } = suite();
    const health = await admin.call('GET', 'sys/health', { token: '' });
    expect([health.status, health.json]).toMatchObject([
      200,
      { initialized: true, sealed: false, standby: false },
    ]);
    const status = await admin.call('GET', 'sys/seal-status', { token: '' });
    expect(status).toMatchObject({ status: 200, json: { sealed: false, initialized: true } });
    for (const token of ['', 'made-up'])
      expect((await admin.call('PUT', 'sys/seal', { token })).status).toBe(403);
  });

  it('stops everything else while it is sealed, and loses nothing', async ({ skip }) => {
    const { admin, mount, vault } = suite();
    if (vault.kind === 'external') skip('sealing somebody else’s server is not ours to do');
    await admin.putSecret(mount, 'kept', { k: 'v' });
    await admin.seal();
    expect(await admin.call('GET', 'sys/health')).toMatchObject({ status: 503, json: { sealed: true } });
    expect(await admin.call('GET', 'sys/seal-status')).toMatchObject({ status: 200, json: { sealed: true } });
    for (const path of [
      `${mount}/data/kept`,
      'sys/internal/ui/mounts',
      'auth/token/lookup-self',
      'nowhere',
    ]) {
      const answer = await admin.call('GET', path);
      expect([path, answer.status, errorsOf(answer)]).toEqual([path, 503, 'Vault is sealed']);
    }
    for (const body of [{}, { key: 'made-up' }]) {
      expect((await admin.call('PUT', 'sys/unseal', { token: '', body })).status).toBe(400);
    }
    await admin.unseal();
    await expect.poll(async () => (await admin.call('GET', 'sys/health')).status).toBe(200);
    expect(await admin.getSecret(mount, 'kept')).toEqual({ k: 'v' });
  });
});
