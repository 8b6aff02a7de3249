import { describe, expect, test } from 'vitest';
import type { PresentSecret } from '../../../../server/src/languageService/migration/secretVault.ts';
import { annotatePath } from '../../../../server/src/vault/values/annotation.ts';
import { Patching } from '../../../../server/src/vault/values/patching.ts';
import { removeKeys } from '../../../../server/src/vault/values/removing.ts';
import { writeKeys } from '../../../../server/src/vault/values/writing.ts';
import { type MadeRequest, type ScriptedApi, scriptedApi } from '../../../support/scriptedApi.ts';

const signal = new AbortController().signal;
const secret = { mount: 'secret', path: 'app/a b' };
const at = 'secret/data/app/a%20b';
const metadata = (version: number) => ({ version, created_time: `time ${version}`, deletion_time: '' });
const base = (data: Record<string, unknown>): PresentSecret => ({
  kind: 'present',
  kvVersion: 2,
  version: 1,
  createdTime: 'time 1',
  deletionTime: '',
  data,
});

/** A server that holds `data` in version 1; PATCH answers with `patched`. */
function server(data: Record<string, unknown>, patched = 200): ScriptedApi {
  return scriptedApi(({ method }) => {
    if (method === 'GET') return [200, { data: { data, metadata: metadata(1) } }];
    if (method === 'PATCH' && patched !== 200) return [patched, { errors: [] }];
    return [200, { data: metadata(2) }];
  });
}

const write = (
  { api }: ScriptedApi,
  values: ReadonlyMap<string, string>,
  data: Record<string, unknown>,
  patching = new Patching(),
) => writeKeys({ api, patching }, { secret, values, base: base(data) }, signal);
const ours = new Map([['ours', 'v']]);

describe('adding keys to a present path', () => {
  test('is a look and a PATCH of what is new, with check-and-set', async () => {
    const made = server({ theirs: 1 });
    await write(made, ours, { theirs: 1 });
    expect(made.requests).toEqual([
      { method: 'GET', path: at },
      { method: 'PATCH', path: at, body: { options: { cas: 1 }, data: { ours: 'v' } } },
    ]);
  });

  test.each([403, 405])(
    'where PATCH answers %d: another look, and all keys with check-and-set',
    async (status) => {
      const made = server({ theirs: 1 }, status);
      const patching = new Patching();
      await write(made, ours, { theirs: 1 }, patching);
      const look = { method: 'GET', path: at };
      const rewrite = {
        method: 'POST',
        path: at,
        body: { options: { cas: 1 }, data: { theirs: 1, ours: 'v' } },
      };
      expect(made.requests).toEqual([look, expect.objectContaining({ method: 'PATCH' }), look, rewrite]);
      // The next time it is known.
      const again = server({ theirs: 1 }, status);
      await write(again, ours, { theirs: 1 }, patching);
      expect(again.requests).toEqual([look, rewrite]);
    },
  );

  describe('whose base the caller has just compared', () => {
    const compared = (made: ScriptedApi, patching = new Patching()) =>
      writeKeys(
        { api: made.api, patching },
        { secret, values: ours, base: base({ theirs: 1 }), isCompared: true },
        signal,
      );

    test('is a PATCH alone', async () => {
      const made = server({ theirs: 1 });
      await compared(made);
      expect(made.requests.map(({ method }) => method)).toEqual(['PATCH']);
    });

    test('is looked at all the same before all keys are written again', async () => {
      const patching = new Patching();
      const made = server({ theirs: 'read' }, 403);
      await compared(made, patching);
      expect(made.requests.map(({ method }) => method)).toEqual(['PATCH', 'GET', 'POST']);
      expect(made.requests.at(-1)).toMatchObject({ body: { data: { theirs: 'read', ours: 'v' } } });
      const again = server({ theirs: 'read' }, 403);
      await compared(again, patching);
      expect(again.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
    });
  });

  test('what is written again is what was read last, not what the caller knew', async () => {
    const made = server({ theirs: 'read' }, 403);
    await write(made, ours, { theirs: 'known' });
    expect(made.requests.at(-1)).toMatchObject({ body: { data: { theirs: 'read' } } });
  });

  test.each([
    ['that is there', { ours: 'theirs' }],
    ['that is there as null', { ours: null }],
  ])('a key %s is refused before anything is asked', async (_, data) => {
    const made = server(data);
    await expect(write(made, ours, data)).rejects.toMatchObject({ kind: 'conflict' });
    expect(made.requests).toEqual([]);
  });

  test.each([2 ** 53, -(2 ** 60), Number.POSITIVE_INFINITY, -0])(
    'beside the number %d nothing is written, whoever sees it first',
    async (number) => {
      const held = { deep: [{ number }] };
      const known = server({});
      await expect(write(known, ours, held)).rejects.toMatchObject({ kind: 'unsafe-number' });
      expect(known.requests).toEqual([]);
      const found = server(held);
      await expect(write(found, ours, {})).rejects.toMatchObject({ kind: 'unsafe-number' });
      expect(found.requests.map(({ method }) => method)).toEqual(['GET']);
    },
  );

  test('beside 450 keys a PATCH is sent, and all of them are not', async () => {
    const many = Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`k${index}`, 'v']));
    await write(server(many), ours, many);
    const made = server(many, 403);
    await expect(write(made, ours, many)).rejects.toMatchObject({ kind: 'too-large' });
    expect(made.requests.map(({ method }) => method)).not.toContain('POST');
  });

  test('a path that could not be read back is not made larger', async () => {
    const large = { theirs: 'x'.repeat(900 * 1024) };
    const made = server(large);
    await expect(write(made, ours, large)).rejects.toMatchObject({ kind: 'too-large' });
    expect(made.requests).toEqual([]);
  });

  test.each([
    ['400 of check-and-set', 400, 'conflict'],
    ['404', 404, 'conflict'],
  ])('%s is a conflict', async (_, status, kind) => {
    const made = scriptedApi(({ method }) =>
      method === 'GET'
        ? [200, { data: { data: {}, metadata: metadata(1) } }]
        : [status, { errors: ['check-and-set parameter did not match the current version'] }],
    );
    await expect(write(made, ours, {})).rejects.toMatchObject({ kind });
    expect(made.requests).toHaveLength(2);
  });
});

describe('taking keys out', () => {
  test('is a look and a PATCH with nulls', async () => {
    const data = { ours: 'v', constructor: 'c', theirs: 1 };
    const made = server(data);
    const request = { secret, keys: ['ours', 'constructor'], base: base(data) };
    await removeKeys({ api: made.api, patching: new Patching() }, request, signal);
    const body = { options: { cas: 1 }, data: { ours: null, constructor: null } };
    expect(made.requests).toEqual([
      { method: 'GET', path: at },
      { method: 'PATCH', path: at, body },
    ]);
  });

  test('where PATCH is not to be had, all others are written again', async () => {
    const data = { ours: 'v', theirs: 1 };
    const made = server(data, 405);
    const request = { secret, keys: ['ours'], base: base(data) };
    await removeKeys({ api: made.api, patching: new Patching() }, request, signal);
    expect(made.requests.at(-1)).toMatchObject({ method: 'POST', body: { data: { theirs: 1 } } });
  });
});

describe('a note', () => {
  const sent = async (
    status: number,
    body?: unknown,
  ): Promise<readonly [boolean, readonly MadeRequest[]]> => {
    const made = scriptedApi(() => [status, body]);
    const note = new Map([
      ['by', 'us'],
      ['__proto__', 'odd'],
    ]);
    return [await annotatePath(made.api, secret, note, signal), made.requests];
  };

  test('is a PATCH of exactly our entries', async () => {
    const [isMade, requests] = await sent(204);
    expect(isMade).toBe(true);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'PATCH', path: 'secret/metadata/app/a%20b' });
    expect(JSON.stringify(requests[0]?.body)).toBe('{"custom_metadata":{"by":"us","__proto__":"odd"}}');
  });

  test.each([400, 403, 404, 405, 500, 200])(
    'that %d answers is not made, and not made otherwise',
    async (status) => {
      const [isMade, requests] = await sent(status, { errors: ['x'] });
      expect(isMade).toBe(false);
      expect(requests).toHaveLength(1);
    },
  );

  test('that the server warns of is made', async () => {
    expect((await sent(200, { request_id: 'x', warnings: ['w'] }))[0]).toBe(true);
  });
});
