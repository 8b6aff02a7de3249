import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf, mergePatch } from './answers.ts';

await describeEachVault('KV v2 config', (suite) => {
  const configure = (body: object): Promise<HttpAnswer> =>
    suite().admin.call('POST', `${suite().mount}/config`, { body });
  const write = (path: string): Promise<HttpAnswer> =>
    suite().admin.call('POST', `${suite().mount}/data/${path}`, { body: { data: { a: '1' } } });
  const metadata = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    dataOf(await suite().admin.call('GET', `${suite().mount}/metadata/${path}`));

  /** Seconds from creation to deletion in the answer to a write; undefined when it never deletes itself. */
  async function lifetime(path: string): Promise<number | undefined> {
    const { created_time: created, deletion_time: deletion } = dataOf(await write(path));
    if (deletion === '') return undefined;
    return Math.round((Date.parse(String(deletion)) - Date.parse(String(created))) / 1000);
  }

  afterEach(() => configure({ max_versions: 0, cas_required: false, delete_version_after: '0s' }));

  it('shows what was set, durations in words', async () => {
    const spelled = { '30s': '30s', '90': '1m30s', '36h5m1s': '36h5m1s', '-1s': '-1s', '0s': '0s' };
    for (const [given, shown] of Object.entries(spelled)) {
      expect((await configure({ delete_version_after: given })).status).toBe(204);
      const config = await suite().admin.call('GET', `${suite().mount}/config`);
      expect(dataOf(config)).toMatchObject({
        delete_version_after: shown,
        max_versions: 0,
        cas_required: false,
      });
    }
    expect((await configure({ delete_version_after: 'soon' })).status).toBe(400);
  });

  it('tells in the answer to a write when it will delete itself, and not in the settings of the path', async () => {
    await configure({ delete_version_after: '1h' });
    expect(await lifetime('ttl')).toBe(3600);
    expect((await metadata('ttl'))['delete_version_after']).toBe('0s');
  });

  it('takes the shorter lifetime of mount and path, and the mount can forbid any', async () => {
    const cases = [
      ['1h', '30m', 1800],
      ['30m', '1h', 1800],
      ['0s', '1h', 3600],
      ['1h', '0s', 3600],
      ['-1s', '1h', undefined],
    ] as const;
    for (const [mount, path, seconds] of cases) {
      await configure({ delete_version_after: mount });
      const body = { delete_version_after: path };
      await suite().admin.call('POST', `${suite().mount}/metadata/both`, { body });
      expect([mount, path, await lifetime('both')]).toEqual([mount, path, seconds]);
    }
  });

  it('lets a version vanish when its time comes', async () => {
    const { admin, mount } = suite();
    await admin.call('POST', `${mount}/metadata/short`, { body: { delete_version_after: '1s' } });
    await write('short');
    expect((await admin.call('GET', `${mount}/subkeys/short`)).status).toBe(200);
    await delay(1200);
    const gone = await admin.call('GET', `${mount}/subkeys/short`);
    expect(gone.status).toBe(404);
    expect(dataOf(gone)).toMatchObject({ subkeys: null, metadata: { version: 1 } });
    const patched = await admin.call('PATCH', `${mount}/data/short`, {
      headers: mergePatch,
      body: { data: { b: '2' } },
    });
    expect(patched.status).toBe(404);
  });

  it('keeps ten versions unless told otherwise', async () => {
    for (let count = 0; count < 11; count += 1) await write('ten');
    expect(await metadata('ten')).toMatchObject({ current_version: 11, oldest_version: 2 });
    expect(Object.keys((await metadata('ten'))['versions'] as object)).toHaveLength(10);
    expect((await suite().admin.call('GET', `${suite().mount}/data/ten?version=1`)).status).toBe(404);
  });

  it('keeps as many as the larger of both settings says', async () => {
    await configure({ max_versions: 3 });
    await suite().admin.call('POST', `${suite().mount}/metadata/few`, { body: { max_versions: 2 } });
    for (let count = 0; count < 5; count += 1) await write('few');
    expect(Object.keys((await metadata('few'))['versions'] as object)).toEqual(['3', '4', '5']);
  });

  it('can require cas', async () => {
    await configure({ cas_required: true });
    expect(errorsOf(await write('strict'))).toBe('check-and-set parameter required for this call');
    expect(await suite().admin.putSecret(suite().mount, 'strict', {}, 0)).toBe(1);
  });
});
