import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf, timestamp } from './answers.ts';

const casMismatch = 'check-and-set parameter did not match the current version';

await describeEachVault('KV v2 data', (suite) => {
  function write(path: string, data: unknown, cas?: unknown): Promise<HttpAnswer> {
    const body = { data, ...(cas !== undefined && { options: { cas } }) };
    return suite().admin.call('POST', `${suite().mount}/data/${path}`, { body });
  }
  const read = (path: string): Promise<HttpAnswer> =>
    suite().admin.call('GET', `${suite().mount}/data/${path}`);

  it('answers 404 without errors for a path that is not there', async () => {
    expect(await read('none')).toMatchObject({ status: 404, json: { errors: [] } });
  });

  it('answers a write with the new version and its times', async () => {
    const answer = await write('facts', { a: '1' }, 0);
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toEqual({
      version: 1,
      created_time: expect.stringMatching(timestamp) as string,
      custom_metadata: null,
      deletion_time: '',
      destroyed: false,
    });
    expect(dataOf(await read('facts'))).toEqual({ data: { a: '1' }, metadata: dataOf(answer) });
  });

  it('accepts the current version as cas and nothing else', async () => {
    expect(errorsOf(await write('cas', {}, 1))).toBe(casMismatch);
    expect((await write('cas', { n: '1' }, 0)).status).toBe(200);
    for (const stale of [0, 2, -1]) {
      expect(await write('cas', {}, stale)).toMatchObject({ status: 400, json: { errors: [casMismatch] } });
    }
    expect(dataOf(await write('cas', { n: '2' }, 1))['version']).toBe(2);
    expect(dataOf(await write('cas', { n: '3' }, '2'))['version']).toBe(3);
    expect(errorsOf(await write('cas', {}, 'x'))).toBe('error parsing check-and-set parameter');
  });

  it('refuses the same write when it is sent again, and shows what the first left', async () => {
    expect((await write('retry', { mine: 'made-up' }, 0)).status).toBe(200);
    expect((await write('retry', { mine: 'made-up' }, 0)).status).toBe(400);
    expect(dataOf(await read('retry'))['data']).toEqual({ mine: 'made-up' });
  });

  it('wants the deleted version as cas on a soft-deleted path', async () => {
    await write('gone', { a: '1' });
    await suite().admin.call('DELETE', `${suite().mount}/data/gone`);
    expect((await write('gone', { a: '2' }, 0)).status).toBe(400);
    expect(dataOf(await write('gone', { a: '2' }, 1))['version']).toBe(2);
  });

  it('takes cas 0 on a path that has metadata and no version', async () => {
    const { admin, mount } = suite();
    await admin.call('POST', `${mount}/metadata/bare`, { body: { custom_metadata: { team: 'a' } } });
    expect((await read('bare')).status).toBe(404);
    expect(dataOf(await write('bare', { a: '1' }, 0))).toMatchObject({
      version: 1,
      custom_metadata: { team: 'a' },
    });
  });

  it('starts at version 1 again after metadata was deleted, so that only created_time tells', async () => {
    const first = dataOf(await write('again', { a: '1' }, 0));
    await suite().admin.call('DELETE', `${suite().mount}/metadata/again`);
    const second = dataOf(await write('again', { b: '2' }, 0));
    expect(second['version']).toBe(first['version']);
    expect(second['created_time']).not.toBe(first['created_time']);
    expect((await write('again', { c: '3' }, 1)).status).toBe(200);
  });

  it('keeps our key in its version when another writes without cas', async () => {
    await write('foreign', { ours: '1' }, 0);
    await write('foreign', { theirs: '2' });
    expect(dataOf(await read('foreign'))['data']).toEqual({ theirs: '2' });
    expect(dataOf(await read('foreign?version=1'))['data']).toEqual({ ours: '1' });
    expect(await read('foreign?version=9')).toMatchObject({ status: 404, json: { errors: [] } });
    expect((await read('foreign?version=x')).status).toBe(400);
  });

  it('ignores custom_metadata in a data write', async () => {
    const { admin, mount } = suite();
    await admin.call('POST', `${mount}/data/attributed`, {
      body: { data: {}, custom_metadata: { who: 'me' } },
    });
    const metadata = dataOf(await admin.call('GET', `${mount}/metadata/attributed`));
    expect(metadata['custom_metadata']).toBeNull();
  });

  it('refuses a body without data, or with data that is no object', async () => {
    const { admin, mount } = suite();
    const bodies = [{}, '', { data: 'text' }, { data: [1] }, '[]', '{bad'];
    for (const body of bodies) {
      expect((await admin.call('POST', `${mount}/data/odd`, { body })).status).toBe(400);
    }
    expect((await read('odd')).status).toBe(404);
    expect((await write('odd/', {})).status).toBe(400);
  });

  it('stores an empty object, and null', async () => {
    await write('empty', {});
    expect(dataOf(await read('empty'))['data']).toEqual({});
    await write('empty', null);
    expect(dataOf(await read('empty'))).toMatchObject({ data: null, metadata: { version: 2 } });
  });
});
