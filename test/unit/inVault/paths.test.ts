import { describe, expect, test } from 'vitest';
import type { Listing } from '../../../server/src/inVault/listedPaths.ts';
import { listPaths } from '../../../server/src/inVault/listedPaths.ts';
import { referencedPaths } from '../../../server/src/inVault/plannedPaths.ts';
import { parsePrefix } from '../../../server/src/inVault/prefix.ts';
import type { ListStatus } from '../../../server/src/languageService/secretStore.ts';

const signal = new AbortController().signal;
const limits = { paths: 500, folders: 500, depth: 10 };

/** A store that lists `mount/folder`; a folder that is absent is empty. */
function lister(folders: Readonly<Record<string, readonly string[] | ListStatus>>) {
  const asked: string[] = [];
  return {
    asked,
    list: (mount: string, folder: string): Promise<ListStatus> => {
      asked.push(`${mount}/${folder}`);
      const names = folders[`${mount}/${folder}`] ?? [];
      return Promise.resolve('kind' in names ? names : { kind: 'listed', names });
    },
  };
}

const ids = (listing: Listing): string[] =>
  listing.kind === 'listed' ? listing.paths.map(({ mount, path }) => `${mount}/${path}`) : [listing.kind];

describe('paths that references name', () => {
  test('are read once however many name them', () => {
    const references = [
      { mount: 'secret', path: 'app/db', key: 'a' },
      { mount: 'secret', path: 'app/db', key: 'b' },
      { mount: 'team/kv', path: 'app/db', key: 'a' },
    ];
    expect(referencedPaths(references)).toEqual({
      paths: [
        { mount: 'secret', path: 'app/db' },
        { mount: 'team/kv', path: 'app/db' },
      ],
      isCut: false,
      unlisted: 0,
    });
  });

  test('are cut at a limit, and that is told', () => {
    const many = Array.from({ length: 5 }, (_, index) => ({ mount: 'secret', path: `p${index}` }));
    expect(referencedPaths(many, 5)).toMatchObject({ isCut: false });
    const cut = referencedPaths(many, 4);
    expect(cut.paths).toHaveLength(4);
    expect(cut.isCut).toBe(true);
    expect(referencedPaths([...many.slice(0, 4), ...many.slice(0, 4)], 4).isCut).toBe(false);
  });
});

describe('paths below a prefix', () => {
  const prefix = { mount: 'secret', folder: 'app' };

  test('are those of all folders below it, and no others', async () => {
    const store = lister({
      'secret/': ['app/', 'other'],
      'secret/app': ['db', 'db/', 'web'],
      'secret/app/db': ['primary'],
    });
    expect(ids(await listPaths(store, prefix, signal))).toEqual([
      'secret/app/db',
      'secret/app/web',
      'secret/app/db/primary',
    ]);
    expect(store.asked).toEqual(['secret/app', 'secret/app/db']);
  });

  test('a prefix with nothing below it is a path itself, a mount is not', async () => {
    expect(ids(await listPaths(lister({}), prefix, signal))).toEqual(['secret/app']);
    expect(ids(await listPaths(lister({}), { mount: 'secret', folder: '' }, signal))).toEqual([]);
  });

  test.each([
    [{ ...limits, paths: 2 }, 2],
    [{ ...limits, folders: 2 }, 3],
    [{ ...limits, depth: 1 }, 3],
  ])('are cut at a limit, and that is told: %o', async (limit, count) => {
    const store = lister({
      'secret/app': ['a', 'b', 'c/'],
      'secret/app/c': ['x', 'd/'],
      'secret/app/c/d': ['y'],
    });
    const listing = await listPaths(store, prefix, signal, limit);
    expect(listing).toMatchObject({ kind: 'listed', isCut: true });
    expect(ids(listing)).toHaveLength(count);
  });

  test('a server that lists without an end is asked a bounded number of times', async () => {
    let asked = 0;
    const endless = {
      list: (): Promise<ListStatus> => {
        asked++;
        return Promise.resolve({ kind: 'listed', names: ['deeper/', 'wider/'] });
      },
    };
    expect(await listPaths(endless, prefix, signal)).toMatchObject({
      kind: 'listed',
      isCut: true,
      paths: [],
    });
    expect(asked).toBeLessThanOrEqual(500);
  });

  test('names that are no names are left out', async () => {
    const store = lister({
      'secret/app': [
        '..',
        '../',
        '.',
        '',
        '/',
        'a/../../other',
        'x/y/',
        'bad\u0000',
        'e\u202evil',
        'good one',
      ],
    });
    expect(ids(await listPaths(store, prefix, signal))).toEqual(['secret/app/good one']);
    expect(store.asked).toEqual(['secret/app']);
  });

  test('folders that may not be listed are counted, an outage ends it', async () => {
    const denied: ListStatus = { kind: 'denied', detail: 'no' };
    const store = lister({ 'secret/app': ['a', 'b/', 'c/'], 'secret/app/b': denied, 'secret/app/c': ['d'] });
    const listing = await listPaths(store, prefix, signal);
    expect(listing).toMatchObject({ unlisted: 1, isCut: false });
    expect(ids(listing)).toEqual(['secret/app/a', 'secret/app/c/d']);
    const sealed = lister({ 'secret/app': ['b/'], 'secret/app/b': { kind: 'sealed', detail: 'shut' } });
    expect(await listPaths(sealed, prefix, signal)).toEqual({ kind: 'sealed', detail: 'shut' });
    const top = lister({ 'secret/app': denied });
    expect(await listPaths(top, prefix, signal)).toEqual({ kind: 'denied', detail: 'no' });
  });

  test('an abort ends the listing', async () => {
    const controller = new AbortController();
    const store = lister({ 'secret/app': ['a/', 'b/'] });
    const listing = listPaths(store, prefix, controller.signal);
    controller.abort(new Error('enough'));
    await expect(listing).rejects.toThrow('enough');
  });
});

describe('a prefix that a person types', () => {
  const mounts = ['secret', 'team/kv'];

  test.each([
    ['secret', { mount: 'secret', folder: '' }],
    [' /secret/app/ ', { mount: 'secret', folder: 'app' }],
    ['team/kv/a b', { mount: 'team/kv', folder: 'a b' }],
  ])('%s is read', (text, prefix) => {
    expect(parsePrefix(text, mounts)).toEqual({ ok: true, prefix });
  });

  test.each([
    '',
    '/',
    'other/app',
    'secret/../sys',
    'secret//a',
    'secret/.',
    'team',
    'secret/a\u0000',
    'secret/\u202e',
  ])('%j is refused', (text) => {
    expect(parsePrefix(text, mounts)).toMatchObject({ ok: false });
  });
});
