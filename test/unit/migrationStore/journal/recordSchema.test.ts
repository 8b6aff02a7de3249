import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../server/src/migrationStore/journal/recordSchema.ts';
import { entry, headerOf, RUN, sampleRecords } from '../sampleRecords.ts';

const fullOrNot =
  process.env['VAULT_REFS_TEST_FULL'] === '1' ? { numRuns: 50_000 } : { numRuns: 500, seed: 8 };

describe('a record', () => {
  test.each(sampleRecords.map((record) => [record.type, record] as const))(
    '%s comes back as it was',
    (_, record) => {
      expect(recordOf(JSON.parse(JSON.stringify(record)))).toStrictEqual(record);
    },
  );

  test.each(sampleRecords.map((record) => [record.type, record] as const))(
    '%s has nothing more in it',
    (_, record) => {
      expect(recordOf({ ...record, value: 'x' })).toBeUndefined();
      expect(
        recordOf(JSON.parse(JSON.stringify(record).replace(/}$/, ',"__proto__":{"a":1}}'))),
      ).toBeUndefined();
      expect(recordOf(JSON.parse(JSON.stringify(record).replace(/}$/, ',"constructor":1}')))).toBeUndefined();
    },
  );

  test.each([
    ['of another type', { type: 'moved' }],
    ['of an inherited type', Object.create({ type: 'undone', extra: 1 }) as unknown],
    ['of no type', {}],
    ['a list', [{ type: 'undone' }]],
    ['nothing', null],
    ['another format', { ...headerOf(RUN), format: 2 }],
    ['a run that names a folder', headerOf('../../../../etc')],
    ['an address that is no file', headerOf(RUN, { files: [{ uri: 'https://a/b', languageId: 'yaml' }] })],
    ['an origin with a path', headerOf(RUN, { origin: 'https://a/b' })],
    ['an origin with credentials', headerOf(RUN, { origin: 'https://a@b' })],
    ['another scheme', headerOf(RUN, { origin: 'file://b' })],
    ['a negative offset', headerOf(RUN, { entries: [{ ...entry, start: -1 }] })],
    ['an offset that is no whole number', headerOf(RUN, { entries: [{ ...entry, start: 0.5 }] })],
    ['a short fingerprint', headerOf(RUN, { entries: [{ ...entry, fingerprint: 'ab' }] })],
    ['a key path of objects', headerOf(RUN, { entries: [{ ...entry, keyPath: [{}] as never }] })],
    [
      'letters in a layout',
      headerOf(RUN, { entries: [{ ...entry, spelling: { steps: [{ layout: ' hunter2' }] } }] }),
    ],
    [
      'two steps in one',
      headerOf(RUN, { entries: [{ ...entry, spelling: { steps: [{ copy: 1, skip: 1 }] } }] }),
    ],
    [
      'a spelling that is not there',
      headerOf(RUN, { entries: [{ ...entry, spelling: undefined as never }] }),
    ],
    [
      'too many keys',
      { type: 'removed', mount: 'a', path: 'b', keys: Array.from({ length: 50_001 }, () => 'a') },
    ],
    ['a very long path', { type: 'not-written', mount: 'a', path: 'b'.repeat(5_000) }],
  ])('is refused: %s', (_, record) => {
    expect(recordOf(record)).toBeUndefined();
  });

  test('is judged without an error, whatever is in its place', () => {
    const fields = fc.constantFrom(
      ...sampleRecords.flatMap((record) => Object.keys(record)),
      '__proto__',
      'toString',
    );
    const changed = fc
      .tuple(fc.constantFrom(...sampleRecords), fields, fc.jsonValue())
      .map(([record, field, value]) => JSON.parse(JSON.stringify({ ...record, [field]: value })) as unknown);
    fc.assert(
      fc.property(fc.oneof(changed, fc.jsonValue()), (content) => {
        recordOf(content);
        expect(Object.prototype).not.toHaveProperty('a');
      }),
      fullOrNot,
    );
  });
});
