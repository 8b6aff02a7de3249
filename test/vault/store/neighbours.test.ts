import { afterEach, expect, test } from 'vitest';
import type { AuditedRequest } from '../../support/testVault.ts';
import { policyRule, startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { connect } from './connect.ts';

const signal = (): AbortSignal => AbortSignal.timeout(30_000);
const canary = createCanary();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** As JSON text: an object literal with `__proto__` would set the prototype instead of a key. */
const oddKeys = (): object =>
  JSON.parse(
    '{"constructor":"kept","prototype":"kept","__proto__":"kept","toString":"kept","":"kept"}',
  ) as object;

await describeEachVault('keys beside the written one', (suite) => {
  test.each(['patch', 'no patch'])('keep whatever their name is (%s)', async (rights) => {
    const { admin, vault, mount } = suite();
    const capabilities = ['create', 'read', 'update', ...(rights === 'patch' ? ['patch'] : [])];
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/data/*`, capabilities));
    const { vault: values } = await connect(vault.address, token);
    const secret = { mount, path: `n/${admin.uniqueName('odd')}` };
    await admin.putSecret(mount, secret.path, oddKeys());
    const stored = await admin.getSecret(mount, secret.path);
    const base = await values.readCurrent(secret, signal());
    await values.writeKeys({ secret, values: new Map([['ours', canary.secret]]), base }, signal());
    const after = await admin.getSecret(mount, secret.path);
    expect(Object.entries(after ?? {}).sort()).toEqual(
      [...Object.entries(stored ?? {}), ['ours', canary.secret]].sort(),
    );
  });

  test.each(['taken', 'constructor'])('a key that is there (%s) is not changed', async (key) => {
    const { admin, vault, mount } = suite();
    const { vault: values } = await connect(vault.address, vault.rootToken);
    const secret = { mount, path: `n/${admin.uniqueName('taken')}` };
    await admin.putSecret(mount, secret.path, { [key]: 'theirs' });
    const base = await values.readCurrent(secret, signal());
    const write = values.writeKeys({ secret, values: new Map([[key, canary.secret]]), base }, signal());
    const error: unknown = await write.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'conflict' });
    expectNoLeak({ ...canary, token: vault.rootToken }, error);
    expect(await admin.getSecret(mount, secret.path)).toEqual({ [key]: 'theirs' });
  });
});

/** An embedded server where `before` runs ahead of each request. */
async function serverWith(before: (request: AuditedRequest, admin: TestAdmin) => Promise<void>) {
  const vault = await startEmbedded({ beforeRequest: (request) => before(request, admin) });
  const admin: TestAdmin = new TestAdmin(vault);
  ends.push(() => vault.stop());
  return { vault, admin };
}

test('a version deleted between the last look and the write is not brought back', async () => {
  let isDue = false;
  const { vault, admin } = await serverWith(async ({ method, path }, other) => {
    if (!isDue || method !== 'PATCH') return;
    isDue = false;
    await other.expectOk('DELETE', path);
  });
  const { vault: values } = await connect(vault.address, vault.rootToken);
  const secret = { mount: 'secret', path: 'app/deleted' };
  await admin.putSecret('secret', secret.path, { theirs: 'deleted on purpose' });
  const base = await values.readCurrent(secret, signal());
  isDue = true;
  const write = values.writeKeys({ secret, values: new Map([['ours', canary.secret]]), base }, signal());
  await expect(write).rejects.toMatchObject({ kind: 'conflict' });
  expect(await admin.getSecret('secret', secret.path)).toBeUndefined();
});

test('a standby that is behind is waited for', async () => {
  const vault = await startEmbedded();
  ends.push(() => vault.stop());
  const admin = new TestAdmin(vault);
  await admin.putSecret('secret', 'app/late', { k: 'v' });
  const { vault: values } = await connect(vault.address, vault.rootToken);
  vault.addFault({ path: /data\/app\/late/u, status: 404, body: { errors: [] }, times: 1 });
  vault.addFault({ path: /data\/app\/late/u, status: 412, body: { errors: ['behind'] }, times: 1 });
  const read = await values.readVersion({ mount: 'secret', path: 'app/late' }, 1, signal());
  expect(read).toMatchObject({ kind: 'present', version: 1, data: { k: 'v' } });
});
