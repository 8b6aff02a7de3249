import { expect, test } from 'vitest';
import { askCapabilities, may } from '../../../server/src/vault/capabilities.ts';
import { scriptedApi } from '../../support/scriptedApi.ts';

const signal = new AbortController().signal;

test('paths are asked about 500 at a time', async () => {
  const names = Array.from({ length: 1_001 }, (_, index) => `secret/data/${index}`);
  const { api, requests } = scriptedApi(({ body }) => {
    const { paths } = body as { paths: string[] };
    return [200, { data: Object.fromEntries(paths.map((path) => [path, ['read']])) }];
  });
  expect(await askCapabilities(api, names, signal)).toHaveProperty('size', 1_001);
  expect(requests.map(({ body }) => (body as { paths: string[] }).paths.length)).toEqual([500, 500, 1]);
});

test('a refusal of a later request leaves nothing known, as there is one token', async () => {
  const names = Array.from({ length: 1_001 }, (_, index) => `secret/data/${index}`);
  const { api, requests } = scriptedApi((_, index) => (index === 0 ? [200, { data: {} }] : [403]));
  expect(await askCapabilities(api, names, signal)).toBeUndefined();
  expect(requests).toHaveLength(2);
});

test('what is not told is not known, whatever the name is', async () => {
  const told = JSON.parse('{"__proto__":["read"],"other":"read","listed":[]}') as object;
  const { api } = scriptedApi(() => [200, { data: told }]);
  const names = ['__proto__', 'constructor', 'other', 'listed', 'missing'];
  const known = await askCapabilities(api, names, signal);
  expect([...(known?.keys() ?? [])]).toEqual(['__proto__', 'listed']);
});

test.each([undefined, [], { data: [] }, { data: null }])('%j is no answer', async (body) => {
  const { api } = scriptedApi(() => [200, body]);
  await expect(askCapabilities(api, ['x'], signal)).rejects.toMatchObject({ kind: 'bad-response' });
});

test('nothing is asked about nothing', async () => {
  const { api, requests } = scriptedApi(() => [500]);
  expect(await askCapabilities(api, [], signal)).toEqual(new Map());
  expect(requests).toEqual([]);
});

test.each([
  [['root'], true],
  [['read', 'update'], true],
  [['update'], false],
  [['deny'], false],
  [['read', 'deny'], false],
  [[], false],
])('%j: may read %s', (capabilities, mayRead) => {
  expect(may(new Set(capabilities), 'read')).toBe(mayRead);
});
