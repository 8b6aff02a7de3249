import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fingerprintsOf } from '../../../server/src/migrationStore/fingerprints.ts';

const key = new Uint8Array(randomBytes(32));

describe('fingerprints', () => {
  test('are the same for the same', () => {
    const one = fingerprintsOf('run', key).of('entry', 'made up');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintsOf('run', key).of('entry', 'made up')).toBe(one);
  });

  test('differ by key, run, entry, value and where one of them ends', () => {
    const other = new Uint8Array(randomBytes(32));
    const all = [
      fingerprintsOf('run', key).of('entry', 'value'),
      fingerprintsOf('run', other).of('entry', 'value'),
      fingerprintsOf('runs', key).of('entry', 'value'),
      fingerprintsOf('run', key).of('entri', 'value'),
      fingerprintsOf('run', key).of('entry', 'values'),
      fingerprintsOf('rune', key).of('ntry', 'value'),
      fingerprintsOf('run', key).of('entryv', 'alue'),
      fingerprintsOf('run', key).of('', ''),
      // The first part's length and text, read as one.
      fingerprintsOf('', key).of('run', ''),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('know lone surrogates apart', () => {
    const fingerprints = fingerprintsOf('run', key);
    const values = [
      '\ud800',
      '\ud801',
      '\udc00',
      '\ufffd',
      '\u{10000}',
      'a\ud800',
      '\ud800a',
      '\u0000',
      '',
      '\u0000\u0000',
    ];
    expect(new Set(values.map((value) => fingerprints.of('entry', value))).size).toBe(values.length);
  });

  test('are what RFC 4231 and the layout of the parts say', async () => {
    const { createHmac } = await import('node:crypto');
    const bytes = Buffer.concat([
      Buffer.from([0, 0, 0, 1, 0x72, 0]),
      Buffer.from([0, 0, 0, 1, 0x65, 0]),
      Buffer.from([0, 0, 0, 1, 0x00, 0xd8]),
    ]);
    const expected = createHmac('sha256', key).update(bytes).digest('hex');
    expect(fingerprintsOf('r', key).of('e', '\ud800')).toBe(expected);
  });
});
