import { expect, it } from 'vitest';
import type { AdminCall } from '../../support/testAdmin.ts';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, mergePatch } from './answers.ts';

await describeEachVault('KV v1', (suite) => {
  const call = (method: string, path: string, options?: AdminCall): Promise<HttpAnswer> =>
    suite().admin.call(method, `${suite().mountV1}/${path}`, options);

  it('holds one object a path, which a write replaces whole, cas or not', async () => {
    expect((await call('GET', 'a')).status).toBe(404);
    expect((await call('POST', 'a', { body: { one: '1' } })).status).toBe(204);
    expect((await call('PUT', 'a', { body: { two: '2', options: { cas: 0 } } })).status).toBe(204);
    const answer = await call('GET', 'a');
    expect(dataOf(answer)).toEqual({ two: '2', options: { cas: 0 } });
    expect(answer.json).toMatchObject({ lease_duration: expect.any(Number) as number, renewable: false });
  });

  it('knows no patch and no key names without values', async () => {
    await call('POST', 'b', { body: { one: '1' } });
    expect((await call('PATCH', 'b', { headers: mergePatch, body: { two: '2' } })).status).toBe(405);
    expect((await call('GET', 'subkeys/b')).status).toBe(404);
    expect((await call('GET', 'metadata/b')).status).toBe(404);
  });

  it('lists names; an empty folder is 404', async () => {
    for (const path of ['folder/one', 'folder/two/three', 'folder'])
      await call('POST', path, { body: { a: '1' } });
    expect(dataOf(await call('LIST', 'folder/'))['keys']).toEqual(['one', 'two/']);
    expect(dataOf(await call('LIST', ''))['keys']).toEqual(expect.arrayContaining(['folder', 'folder/']));
    expect((await call('LIST', 'folder/one')).status).toBe(404);
    await call('DELETE', 'folder/two/three');
    expect((await call('LIST', 'folder/two')).status).toBe(404);
  });

  it('deletes for good, and says 204 whatever was there', async () => {
    await call('POST', 'c', { body: { a: '1' } });
    for (const path of ['c', 'c', 'never']) expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', 'c')).status).toBe(404);
  });

  it('refuses a write without fields or to a folder', async () => {
    for (const body of [{}, '']) expect((await call('POST', 'd', { body })).status).toBe(400);
    expect((await call('POST', 'd/', { body: { a: '1' } })).status).toBe(400);
  });

  it('tells create from update', async () => {
    const { admin, mountV1 } = suite();
    const creator = await admin.tokenWithPolicy(policyRule(`${mountV1}/*`, ['create']));
    const updater = await admin.tokenWithPolicy(policyRule(`${mountV1}/*`, ['update']));
    const body = { a: '1' };
    expect((await call('POST', 'rights', { token: updater, body })).status).toBe(403);
    expect((await call('POST', 'rights', { token: creator, body })).status).toBe(204);
    expect((await call('POST', 'rights', { token: creator, body })).status).toBe(403);
    expect((await call('POST', 'rights', { token: updater, body })).status).toBe(204);
  });
});
