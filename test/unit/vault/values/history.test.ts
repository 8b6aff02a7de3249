import { describe, expect, test } from 'vitest';
import { mountSettings } from '../../../../server/src/vault/mounts.ts';
import { readHistory } from '../../../../server/src/vault/values/history.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import { scriptedApi } from '../../../support/scriptedApi.ts';

const canary = createCanary();
const signal = new AbortController().signal;
const secret = { mount: 'secret', path: 'app/db' };
const version = { created_time: '2026-01-01T00:00:00Z', deletion_time: '', destroyed: false };
const data = {
  current_version: 1,
  max_versions: 0,
  delete_version_after: '0s',
  custom_metadata: null,
  versions: { 1: version },
};
const history = (body: unknown, status = 200) =>
  readHistory(scriptedApi(() => [status, body]).api, secret, signal);

test('a history as servers tell it', async () => {
  expect(await history({ data })).toEqual({
    kind: 'known',
    currentVersion: 1,
    maxVersions: 0,
    deleteVersionAfter: '',
    versions: new Map([[1, { createdTime: '2026-01-01T00:00:00Z', deletionTime: '', isDestroyed: false }]]),
    customMetadata: new Map(),
  });
});

test('names that objects have of their own are not lost', async () => {
  const text = '{"__proto__":"a","constructor":"b","toString":"c","":"d"}';
  const body: unknown = JSON.parse(`{"data":${JSON.stringify(data).replace('null', text)}}`);
  const told = await history(body);
  const names = ['__proto__', 'constructor', 'toString', ''];
  expect([...(told.kind === 'known' ? told.customMetadata.keys() : [])]).toEqual(names);
});

test('where nothing is, and where nothing may be seen', async () => {
  expect(await history({ errors: [] }, 404)).toEqual({ kind: 'none' });
  expect(await history({ errors: ['permission denied'] }, 403)).toEqual({ kind: 'hidden' });
  await expect(history({ errors: ['x'] }, 500)).rejects.toMatchObject({ kind: 'server-error' });
});

const hostile: Readonly<Record<string, unknown>> = {
  'no body': undefined,
  'a list': [],
  'no data': { request_id: 'x' },
  'data of a secret': { data: { data: { k: canary.secret }, metadata: {} } },
  'no versions that are counted': { data: { ...data, current_version: undefined } },
  'a version that is no number': { data: { ...data, current_version: canary.secret } },
  'a negative version': { data: { ...data, current_version: -1 } },
  'a broken version': { data: { ...data, current_version: 1.5 } },
  'an endless number of versions': { data: { ...data, max_versions: 1e300 } },
  'no limit': { data: { ...data, max_versions: undefined } },
  'a lifetime that is a number': { data: { ...data, delete_version_after: 30 } },
  'versions in a list': { data: { ...data, versions: [version] } },
  'a version without a time': { data: { ...data, versions: { 1: { ...version, created_time: undefined } } } },
  'a version that is text': { data: { ...data, versions: { 1: canary.secret } } },
  'a version named by a word': { data: { ...data, versions: { [canary.secret]: version } } },
  'a version 0': { data: { ...data, versions: { 0: version } } },
  'a version of 20 digits': { data: { ...data, versions: { 12345678901234567890: version } } },
  'a note that is an object': { data: { ...data, custom_metadata: { k: { deep: canary.secret } } } },
  'notes in a list': { data: { ...data, custom_metadata: [canary.secret] } },
};

test.each(Object.keys(hostile))('%s is refused without a word of it', async (name) => {
  const error: unknown = await history(hostile[name]).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'StoreError', kind: 'bad-response' });
  expectNoLeak(canary, error);
});

describe('what a mount keeps', () => {
  const settings = (body: unknown, status = 200) =>
    mountSettings(scriptedApi(() => [status, body]).api, 'secret', signal);

  test.each([
    [{ max_versions: 0 }, { maxVersions: 10, deleteVersionAfter: '' }],
    [
      { max_versions: 3, delete_version_after: '0s' },
      { maxVersions: 3, deleteVersionAfter: '' },
    ],
    [
      { max_versions: 3, delete_version_after: '1h0m0s' },
      { maxVersions: 3, deleteVersionAfter: '1h0m0s' },
    ],
  ])('%j', async (told, read) => {
    expect(await settings({ data: told })).toEqual(read);
  });

  test('is not known where it may not be seen', async () => {
    expect(await settings({ errors: [] }, 403)).toEqual({
      maxVersions: undefined,
      deleteVersionAfter: undefined,
    });
  });

  // Taken for "for ever", an answer that is none would let a secret delete itself.
  test.each([
    undefined,
    [],
    {},
    { data: 'x' },
    { data: { max_versions: '3' } },
    { data: { max_versions: -1 } },
  ])('an answer such as %j is refused', async (body) => {
    await expect(settings(body)).rejects.toMatchObject({ kind: 'bad-response' });
  });
});
