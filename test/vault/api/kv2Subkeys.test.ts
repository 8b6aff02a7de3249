import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, timestamp } from './answers.ts';

await describeEachVault('KV v2 subkeys', (suite) => {
  const subkeys = (path: string): Promise<HttpAnswer> =>
    suite().admin.call('GET', `${suite().mount}/subkeys/${path}`);
  const put = (path: string, data: object): Promise<number> =>
    suite().admin.putSecret(suite().mount, path, data);

  it('names the keys with every value nulled', async () => {
    await put('a', { flat: 'made-up', list: ['made-up'], map: { inner: { deep: 'made-up' } }, none: {} });
    const answer = await subkeys('a');
    expect(dataOf(answer)).toMatchObject({
      subkeys: { flat: null, list: null, map: { inner: { deep: null } }, none: null },
      metadata: {
        version: 1,
        destroyed: false,
        deletion_time: '',
        created_time: expect.stringMatching(timestamp) as string,
      },
    });
    expect(answer.text).not.toContain('made-up');
  });

  it('goes as deep as it is told', async () => {
    await put('b', { one: { two: { three: '1' } } });
    expect(dataOf(await subkeys('b?depth=1'))['subkeys']).toEqual({ one: null });
    expect(dataOf(await subkeys('b?depth=2'))['subkeys']).toEqual({ one: { two: null } });
    expect(dataOf(await subkeys('b?depth=0'))['subkeys']).toEqual({ one: { two: { three: null } } });
    expect((await subkeys('b?depth=x')).status).toBe(400);
  });

  it('looks at the version it is told', async () => {
    await put('c', { old: '1' });
    await put('c', { new: '1' });
    expect(dataOf(await subkeys('c?version=1&depth=1'))['subkeys']).toEqual({ old: null });
    expect(dataOf(await subkeys('c?version=2&depth=1'))['subkeys']).toEqual({ new: null });
    expect((await subkeys('c?version=9')).status).toBe(404);
  });

  it('answers 404 with metadata for a deleted version, without for a missing path', async () => {
    const { admin, mount } = suite();
    await put('gone', { a: '1' });
    await admin.call('DELETE', `${mount}/data/gone`);
    const deleted = await subkeys('gone?depth=1');
    expect(deleted.status).toBe(404);
    expect(dataOf(deleted)).toMatchObject({
      subkeys: null,
      metadata: { version: 1, destroyed: false, deletion_time: expect.stringMatching(timestamp) as string },
    });
    expect(await subkeys('never')).toMatchObject({ status: 404, json: { errors: [] } });
  });

  it('tells a destroyed version', async () => {
    const { admin, mount } = suite();
    await put('ash', { a: '1' });
    await admin.call('POST', `${mount}/destroy/ash`, { body: { versions: [1] } });
    expect(dataOf(await subkeys('ash'))).toMatchObject({ subkeys: null, metadata: { destroyed: true } });
  });

  it('knows nothing of a path that has metadata alone', async () => {
    const { admin, mount } = suite();
    await admin.call('POST', `${mount}/metadata/bare`, { body: { custom_metadata: { a: 'b' } } });
    expect(await subkeys('bare')).toMatchObject({ status: 404, json: { errors: [] } });
    expect((await admin.call('GET', `${mount}/metadata/bare`)).status).toBe(200);
  });

  it('cannot be written', async () => {
    expect((await suite().admin.call('POST', `${suite().mount}/subkeys/a`, { body: {} })).status).toBe(405);
  });
});
