import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../../../server/src/migration/journal/records.ts';
import { journalLine, readJournal } from '../../../../server/src/migrationStore/journal/journalText.ts';
import { RecordOrder } from '../../../../server/src/migrationStore/journal/recordOrder.ts';
import { entry, headerOf, RUN, sampleRecords, samples } from '../sampleRecords.ts';

function bytesOf(records: readonly JournalRecord[]): Buffer {
  return Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

const whole = bytesOf(sampleRecords);
const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));

describe('a journal', () => {
  test('is read as it was written', () => {
    const order = new RecordOrder(RUN);
    const lines = sampleRecords.map(
      (record) => journalLine(record, order, whole.length) ?? Buffer.from('nothing'),
    );
    expect(Buffer.concat(lines)).toEqual(whole);
    expect(readJournal(RUN, whole)).toMatchObject({
      kind: 'records',
      records: sampleRecords,
      length: whole.length,
    });
  });

  test('of the largest size takes little longer than its JSON, also when it is full of steps of spellings', () => {
    const steps = Array.from({ length: 39_999 }, () => ({ skip: 1 }));
    const entries = Array.from({ length: 70 }, (_, index) => ({
      ...entry,
      id: `e${index}`,
      spelling: { steps },
    }));
    const bytes = bytesOf([headerOf(RUN, { entries })]);
    expect(bytes.length).toBeGreaterThan(30_000_000);
    const took = (work: () => unknown): number => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const json = took(() => JSON.parse(bytes.toString()) as unknown);
    expect(took(() => readJournal(RUN, bytes))).toBeLessThan(4 * json);
  }, 60_000);

  test('cut anywhere has all records that were whole', () => {
    for (let length = 0; length <= whole.length; length += 1) {
      const count = ends.filter((end) => end <= length).length;
      expect(readJournal(RUN, whole.subarray(0, length))).toMatchObject({
        kind: 'records',
        records: sampleRecords.slice(0, count),
        length: ends[count - 1] ?? 0,
      });
    }
  });

  test.each(['\0\0\0\0', '\0\0\0\n', '\0\0d"}\n', '{"type":"fini', '\ufffd'])(
    'leaves out a torn end: %j',
    (end) => {
      const content = readJournal(RUN, Buffer.concat([whole, Buffer.from(end)]));
      expect(content).toMatchObject({ kind: 'records', length: whole.length });
    },
  );

  test('with a torn record that is not the last one is damaged', () => {
    for (const middle of ['\0\0\n', '{"type":"fini\n', '\n', '{"type":"fini']) {
      const bytes = Buffer.concat([bytesOf([samples.run]), Buffer.from(middle), bytesOf([samples.finished])]);
      expect(readJournal(RUN, bytes)).toEqual({ kind: 'damaged' });
    }
  });

  test.each<[string, readonly JournalRecord[]]>([
    ['without a header', [samples.finished]],
    ['with two headers', [samples.run, samples.run]],
    ['of another run', [headerOf('fedcba9876543210')]],
    ['with an entry in a file that it does not name', [headerOf(RUN, { entries: [{ ...entry, file: 1 }] })]],
    ['with two entries of one name', [headerOf(RUN, { entries: [entry, entry] })]],
    ['with an entry that ends before it starts', [headerOf(RUN, { entries: [{ ...entry, end: 1 }] })]],
    ['with an edit of a file that it does not name', [samples.run, { type: 'edited', file: 1, entries: [] }]],
    [
      'with an edit of an entry that it does not name',
      [samples.run, { type: 'edited', file: 0, entries: ['b'] }],
    ],
    ['with a valid last line of no type', [samples.run, { type: 'moved' } as never]],
  ])('%s is damaged', (_, records) => {
    expect(readJournal(RUN, bytesOf(records))).toEqual({ kind: 'damaged' });
    const order = new RecordOrder(RUN);
    const lines = records.map((record) => journalLine(record, order, whole.length));
    expect(lines.at(-1)).toBeUndefined();
  });

  test('with bytes that are no UTF-8 is damaged', () => {
    const bytes = Buffer.concat([whole]);
    bytes[bytes.indexOf('vault.example')] = 0xff;
    expect(readJournal(RUN, bytes)).toEqual({ kind: 'damaged' });
  });

  test('is read without an error, whatever it holds', () => {
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, (all) => {
        const bytes = Buffer.concat([whole]);
        for (const [at, byte] of all) bytes[at] = byte;
        const content = readJournal(RUN, bytes);
        expect(['records', 'damaged']).toContain(content.kind);
      }),
      process.env['VAULT_REFS_TEST_FULL'] === '1' ? { numRuns: 20_000 } : { numRuns: 300, seed: 8 },
    );
  });

  test('takes a header of a thousand secrets, and a value of which all is escaped', () => {
    const steps = Array.from({ length: 40_000 }, () => ({ escape: 'u' }) as const);
    const entries = Array.from({ length: 1_000 }, (_, index) => ({ ...entry, id: `entry ${index}` }));
    const header = headerOf(RUN, { entries: [...entries, { ...entry, spelling: { steps } }] });
    expect(readJournal(RUN, bytesOf([header]))).toMatchObject({
      kind: 'records',
      records: [{ type: 'run' }],
    });
  });
});
