import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, timestamp } from './answers.ts';

await describeEachVault('KV v2 versions', (suite) => {
  function change(
    verb: 'delete' | 'undelete' | 'destroy',
    path: string,
    versions?: unknown,
  ): Promise<HttpAnswer> {
    return suite().admin.call('POST', `${suite().mount}/${verb}/${path}`, { body: { versions } });
  }
  const read = (path: string): Promise<HttpAnswer> =>
    suite().admin.call('GET', `${suite().mount}/data/${path}`);
  const put = (path: string, value: string): Promise<number> =>
    suite().admin.putSecret(suite().mount, path, { value });

  it('makes the whole path read 404 when the current version is deleted, older ones stay', async () => {
    await put('a', '1');
    await put('a', '2');
    expect((await suite().admin.call('DELETE', `${suite().mount}/data/a`)).status).toBe(204);
    const answer = await read('a');
    expect(answer.status).toBe(404);
    expect(dataOf(answer)).toMatchObject({
      data: null,
      metadata: { version: 2, destroyed: false, deletion_time: expect.stringMatching(timestamp) as string },
    });
    expect(dataOf(await read('a?version=1'))['data']).toEqual({ value: '1' });
    expect(dataOf(await suite().admin.call('LIST', `${suite().mount}/metadata/`))['keys']).toContain('a');
  });

  it('says 204 to any deletion, also of what is not there', async () => {
    await put('b', '1');
    expect((await change('delete', 'b', [9])).status).toBe(204);
    expect((await change('delete', 'never', [1])).status).toBe(204);
    expect((await suite().admin.call('DELETE', `${suite().mount}/data/never`)).status).toBe(204);
    expect((await read('b')).status).toBe(200);
    expect((await suite().admin.call('GET', `${suite().mount}/metadata/never`)).status).toBe(404);
  });

  it('brings a deleted version back', async () => {
    await put('c', '1');
    await change('delete', 'c', [1]);
    expect((await read('c')).status).toBe(404);
    expect((await change('undelete', 'c', ['1'])).status).toBe(204);
    expect(dataOf(await read('c'))).toMatchObject({ data: { value: '1' }, metadata: { deletion_time: '' } });
  });

  it('does not bring a destroyed version back', async () => {
    await put('d', '1');
    expect((await change('destroy', 'd', [1])).status).toBe(204);
    await change('undelete', 'd', [1]);
    const answer = await read('d');
    expect(answer.status).toBe(404);
    expect(dataOf(answer)).toMatchObject({ data: null, metadata: { destroyed: true } });
    expect(await suite().admin.putSecret(suite().mount, 'd', { value: '2' }, 1)).toBe(2);
  });

  it('keeps the time of the first deletion', async () => {
    await put('e', '1');
    await change('delete', 'e', [1]);
    const first = dataOf(await read('e'));
    await change('delete', 'e', [1]);
    expect(dataOf(await read('e'))).toEqual(first);
  });

  it('wants to know which versions', async () => {
    await put('f', '1');
    for (const verb of ['delete', 'undelete', 'destroy'] as const) {
      expect((await change(verb, 'f')).status).toBe(400);
    }
    expect((await suite().admin.call('GET', `${suite().mount}/delete/f`)).status).toBe(405);
  });
});
