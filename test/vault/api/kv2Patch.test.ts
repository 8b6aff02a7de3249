import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf, mergePatch } from './answers.ts';

await describeEachVault('KV v2 patch', (suite) => {
  function patch(path: string, data: unknown, cas?: number): Promise<HttpAnswer> {
    const body = { data, ...(cas !== undefined && { options: { cas } }) };
    return suite().admin.call('PATCH', `${suite().mount}/data/${path}`, { headers: mergePatch, body });
  }
  const put = (path: string, data: object): Promise<number> =>
    suite().admin.putSecret(suite().mount, path, data);
  const get = (path: string): Promise<unknown> => suite().admin.getSecret(suite().mount, path);

  it('merges, and null removes a key', async () => {
    await put('a', { x: '1', y: { p: '1', q: '2' } });
    expect(dataOf(await patch('a', { x: null, y: { q: null, r: '3' }, z: '4' }, 1))['version']).toBe(2);
    expect(await get('a')).toEqual({ y: { p: '1', r: '3' }, z: '4' });
  });

  it('drops nulls inside what it adds, and replaces what is no object', async () => {
    await put('b', { x: 'text', y: [1, 2] });
    await patch('b', { x: { deep: null, kept: '1' }, y: [3] });
    expect(await get('b')).toEqual({ x: { kept: '1' }, y: [3] });
  });

  it('works without cas, and minds one that is given', async () => {
    await put('c', { x: '1' });
    expect((await patch('c', { y: '1' })).status).toBe(200);
    for (const stale of [0, 1, 9]) {
      const answer = await patch('c', { y: '2' }, stale);
      expect(errorsOf(answer)).toBe('check-and-set parameter did not match the current version');
    }
    expect(await get('c')).toEqual({ x: '1', y: '1' });
  });

  it('finds nothing to patch on a missing, metadata-only, deleted or destroyed path', async () => {
    const { admin, mount } = suite();
    await admin.call('POST', `${mount}/metadata/bare`, { body: { custom_metadata: { a: 'b' } } });
    await put('deleted', { x: '1' });
    await admin.call('DELETE', `${mount}/data/deleted`);
    await put('destroyed', { x: '1' });
    await admin.call('POST', `${mount}/destroy/destroyed`, { body: { versions: [1] } });
    for (const path of ['missing', 'bare', 'deleted', 'destroyed']) {
      expect([path, (await patch(path, { y: '1' })).status]).toEqual([path, 404]);
      expect(await get(path)).toBeUndefined();
    }
    expect((await patch('missing', { y: '1' }, 0)).status).toBe(404);
    expect((await patch('deleted', { y: '1' }, 1)).status).toBe(404);
  });

  it('wants the media type of a merge patch', async () => {
    const { admin, mount } = suite();
    await put('d', { x: '1' });
    const call = (type: string): Promise<HttpAnswer> =>
      admin.call('PATCH', `${mount}/data/d`, {
        headers: { 'content-type': type },
        body: { data: { y: '1' } },
      });
    expect((await call('application/json')).status).toBe(415);
    expect((await call('application/merge-patch+json; charset=utf-8')).status).toBe(200);
    expect((await admin.call('PATCH', `${mount}/data/d`, { body: { data: {} } })).status).toBe(400);
  });

  it('refuses what is no object', async () => {
    await put('e', { x: '1' });
    for (const data of [undefined, 'text', [1]]) expect((await patch('e', data)).status).toBe(400);
    expect(await get('e')).toEqual({ x: '1' });
  });
});
