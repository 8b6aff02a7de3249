import { beforeAll, expect, it } from 'vitest';
import { leastPrivilegePolicy, policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf, mergePatch } from './answers.ts';

/** Method, path below the mount, body, and the status for a token with the policy of the README. */
const table: readonly (readonly [string, string, object | undefined, number])[] = [
  ['GET', 'subkeys/team/a?depth=1', undefined, 200],
  ['GET', 'metadata/team/a', undefined, 200],
  ['LIST', 'metadata/team/', undefined, 200],
  ['GET', 'data/team/a', undefined, 200],
  ['POST', 'data/team/new', { data: { k: 'v' }, options: { cas: 0 } }, 200],
  ['POST', 'data/team/a', { data: { k: 'w' }, options: { cas: 1 } }, 200],
  ['PATCH', 'data/team/a', { data: { l: 'x' }, options: { cas: 2 } }, 200],
  ['POST', 'delete/team/a', { versions: [1] }, 204],
  ['GET', 'config', undefined, 200],
  ['GET', 'subkeys/other', undefined, 403],
  ['GET', 'metadata/other', undefined, 403],
  ['LIST', 'metadata/', undefined, 403],
  ['GET', 'data/other', undefined, 403],
  ['POST', 'data/other', { data: {} }, 403],
  ['DELETE', 'data/team/a', undefined, 403],
  ['POST', 'undelete/team/a', { versions: [1] }, 403],
  ['POST', 'destroy/team/a', { versions: [1] }, 403],
  ['POST', 'metadata/team/a', { custom_metadata: { a: 'b' } }, 403],
  ['PATCH', 'metadata/team/a', { custom_metadata: { a: 'b' } }, 403],
  ['DELETE', 'metadata/team/a', undefined, 403],
  ['POST', 'config', { max_versions: 1 }, 403],
];

await describeEachVault('Least privilege', (suite) => {
  beforeAll(async () => {
    const { admin, mount } = suite();
    await admin.putSecret(mount, 'team/a', { k: 'v' });
    await admin.putSecret(mount, 'other', { k: 'v' });
  });

  it.each([false, true])(
    'allows what is needed and no more (without default policy: %s)',
    async (noDefaultPolicy) => {
      const { admin, mount } = suite();
      await admin.call('DELETE', `${mount}/metadata/team/a`);
      await admin.call('DELETE', `${mount}/metadata/team/new`);
      await admin.putSecret(mount, 'team/a', { k: 'v' });
      const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount, 'team'), { noDefaultPolicy });
      for (const [method, path, body, status] of table) {
        const headers = method === 'PATCH' ? mergePatch : {};
        const answer = await admin.call(method, `${mount}/${path}`, { token, body, headers });
        expect([method, path, answer.status]).toEqual([method, path, status]);
        if (status === 403) expect(errorsOf(answer)).toContain('permission denied');
      }
      expect((await admin.call('GET', `sys/internal/ui/mounts/${mount}/team/a`, { token })).status).toBe(200);
      expect((await admin.call('GET', 'sys/mounts', { token })).status).toBe(403);
    },
  );

  it('covers a whole mount with an empty prefix', async () => {
    const { admin, mount } = suite();
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount));
    expect((await admin.call('GET', `${mount}/subkeys/other`, { token })).status).toBe(200);
    expect((await admin.call('LIST', `${mount}/metadata/`, { token })).status).toBe(200);
  });

  it('does not take create alone for a path that exists, is soft-deleted or has metadata only', async () => {
    const { admin, mount } = suite();
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/data/*`, ['create']));
    await admin.putSecret(mount, 'gone', {});
    await admin.call('DELETE', `${mount}/data/gone`);
    await admin.call('POST', `${mount}/metadata/bare`, { body: { custom_metadata: { a: 'b' } } });
    const create = async (path: string): Promise<number> =>
      (await admin.call('POST', `${mount}/data/${path}`, { token, body: { data: {} } })).status;
    expect([await create('fresh'), await create('fresh')]).toEqual([200, 403]);
    expect([await create('gone'), await create('bare')]).toEqual([403, 403]);
    expect((await admin.call('GET', `${mount}/data/fresh`, { token })).status).toBe(403);
  });

  it('does not take update for patch, or for a path that is not there', async () => {
    const { admin, mount } = suite();
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/data/*`, ['update']));
    await admin.putSecret(mount, 'there', { a: '1' });
    const body = { data: { b: '2' } };
    const path = `${mount}/data/there`;
    expect((await admin.call('PATCH', path, { token, headers: mergePatch, body })).status).toBe(403);
    expect((await admin.call('POST', path, { token, body })).status).toBe(200);
    expect((await admin.call('POST', `${mount}/data/absent`, { token, body })).status).toBe(403);
  });

  it('can let metadata be patched in custom_metadata alone', async () => {
    const { admin, mount } = suite();
    const rule = `path "${mount}/metadata/*" {\n  capabilities = ["patch"]\n  allowed_parameters = { "custom_metadata" = [] }\n}`;
    const token = await admin.tokenWithPolicy(rule);
    const patch = async (body: object): Promise<number> =>
      (await admin.call('PATCH', `${mount}/metadata/other`, { token, headers: mergePatch, body })).status;
    expect(await patch({ custom_metadata: { who: 'me' } })).toBe(204);
    expect(await patch({ custom_metadata: { who: 'you' }, delete_version_after: '1s' })).toBe(403);
    expect(await patch({ max_versions: 1 })).toBe(403);
    const metadata = dataOf(await admin.call('GET', `${mount}/metadata/other`));
    expect(metadata).toMatchObject({
      custom_metadata: { who: 'me' },
      delete_version_after: '0s',
      max_versions: 0,
    });
  });
});
