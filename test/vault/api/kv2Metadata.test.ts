import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf, mergePatch, timestamp } from './answers.ts';

await describeEachVault('KV v2 metadata', (suite) => {
  const url = (path: string): string => `${suite().mount}/metadata/${path}`;
  const post = (path: string, body: object): Promise<HttpAnswer> =>
    suite().admin.call('POST', url(path), { body });
  const patch = (path: string, body: object): Promise<HttpAnswer> =>
    suite().admin.call('PATCH', url(path), { headers: mergePatch, body });
  const get = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    dataOf(await suite().admin.call('GET', url(path)));
  const put = (path: string): Promise<number> => suite().admin.putSecret(suite().mount, path, { a: '1' });

  it('tells versions and settings without a value', async () => {
    await put('a');
    await put('a');
    const time = expect.stringMatching(timestamp) as string;
    const version = { created_time: time, deletion_time: '', destroyed: false };
    expect(await get('a')).toMatchObject({
      current_version: 2,
      oldest_version: 0,
      max_versions: 0,
      cas_required: false,
      delete_version_after: '0s',
      custom_metadata: null,
      created_time: time,
      updated_time: time,
      versions: { 1: version, 2: version },
    });
  });

  it('is 404 for a path that is not there', async () => {
    expect(await suite().admin.call('GET', url('none'))).toMatchObject({ status: 404, json: { errors: [] } });
    expect((await patch('none', { custom_metadata: { a: 'b' } })).status).toBe(404);
  });

  it('replaces all custom metadata by POST, and merges by PATCH', async () => {
    await put('b');
    await post('b', { custom_metadata: { one: '1', two: '2' } });
    expect((await patch('b', { custom_metadata: { two: null, three: '3' } })).status).toBe(204);
    expect((await get('b'))['custom_metadata']).toEqual({ one: '1', three: '3' });
    expect((await post('b', { custom_metadata: { only: 'mine' } })).status).toBe(204);
    expect((await get('b'))['custom_metadata']).toEqual({ only: 'mine' });
    await post('b', { max_versions: 4 });
    expect(await get('b')).toMatchObject({ custom_metadata: { only: 'mine' }, max_versions: 4 });
  });

  it('comes along in reads and writes of the data', async () => {
    const { admin, mount } = suite();
    await put('c');
    await post('c', { custom_metadata: { team: 'x' } });
    for (const path of [`${mount}/data/c`, `${mount}/subkeys/c`]) {
      expect(dataOf(await admin.call('GET', path))).toMatchObject({
        metadata: { custom_metadata: { team: 'x' } },
      });
    }
    const written = await admin.call('POST', `${mount}/data/c`, { body: { data: {} } });
    expect(dataOf(written)).toMatchObject({ version: 2, custom_metadata: { team: 'x' } });
  });

  it('has limits for custom metadata', async () => {
    await put('d');
    const keys = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));
    const refused = [
      { '': 'v' },
      { k: '' },
      { ['k'.repeat(129)]: 'v' },
      { k: 'v'.repeat(513) },
      keys(65),
      { 'k\u0001': 'v' },
    ];
    for (const custom_metadata of refused) {
      expect(errorsOf(await post('d', { custom_metadata }))).toContain('custom_metadata validation failed');
    }
    const most = { ['k'.repeat(128)]: 'v'.repeat(512) };
    expect((await post('d', { custom_metadata: { ...keys(63), ...most } })).status).toBe(204);
    // A patch is measured by itself, not by what comes out.
    expect((await patch('d', { custom_metadata: { one: 'more' } })).status).toBe(204);
    expect(Object.keys((await get('d'))['custom_metadata'] as object)).toHaveLength(65);
    for (const custom_metadata of [{ k: '' }, keys(65), { ['k'.repeat(129)]: 'v' }]) {
      expect((await patch('d', { custom_metadata })).status).toBe(400);
    }
    expect((await patch('d', { custom_metadata: { none: null } })).status).toBe(204);
  });

  it('goes with all versions by DELETE, which says 204 whatever was there', async () => {
    await put('e');
    for (const path of ['e', 'e', 'never']) {
      expect((await suite().admin.call('DELETE', url(path))).status).toBe(204);
    }
    expect((await suite().admin.call('GET', url('e'))).status).toBe(404);
    expect(await put('e')).toBe(1);
  });

  it('can require cas for the data of a path', async () => {
    const { admin, mount } = suite();
    await post('f', { cas_required: true });
    const answer = await admin.call('POST', `${mount}/data/f`, { body: { data: {} } });
    expect(errorsOf(answer)).toBe('check-and-set parameter required for this call');
    expect(await admin.putSecret(mount, 'f', {}, 0)).toBe(1);
  });

  it('can require cas for itself where the server knows that', async ({ skip }) => {
    const { admin, mount, vault } = suite();
    if (vault.kind === 'external') skip('metadata_cas_required is known to OpenBao alone');
    await put('g');
    await admin.call('POST', `${mount}/config`, { body: { metadata_cas_required: true } });
    expect((await patch('g', { custom_metadata: { a: 'b' } })).status).toBe(400);
    expect((await post('g', { custom_metadata: { a: 'b' } })).status).toBe(400);
    expect((await patch('g', { custom_metadata: { a: 'b' }, metadata_cas: 7 })).status).toBe(400);
    expect((await patch('g', { custom_metadata: { a: 'b' }, metadata_cas: 0 })).status).toBe(204);
    await admin.call('POST', `${mount}/config`, { body: { metadata_cas_required: false } });
  });
});
