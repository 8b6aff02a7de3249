import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { ownAuthorities, trustedAuthorities } from '../../../server/src/vault/authorities.ts';
import { patienceOf } from '../../../server/src/vault/pace/patienceOf.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'vault-refs-ca-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('authorities come from a file, from the certificates in a folder, and from the text itself', () => {
  const at = folder();
  mkdirSync(join(at, 'sub.pem'));
  for (const name of ['a.pem', 'b.crt', 'c.cer', '9d66eef0.0', 'notes.txt'])
    writeFileSync(join(at, name), name);
  const options = { caFile: join(at, 'notes.txt'), caFolder: at, caBytes: 'bytes' };
  expect([...ownAuthorities(options)].sort()).toEqual(
    ['9d66eef0.0', 'a.pem', 'b.crt', 'bytes', 'c.cer', 'notes.txt'].sort(),
  );
  expect(ownAuthorities({})).toEqual([]);
});

test.each([{ caFile: '/nowhere/ca.pem' }, { caFolder: '/nowhere' }])(
  '%j cannot be read, and nothing of the path is told',
  (options) => {
    expect(() => ownAuthorities(options)).toThrow(
      expect.objectContaining({
        kind: 'tls',
        message: expect.not.stringContaining('nowhere') as string,
      }) as Error,
    );
  },
);

test('a file that is no certificate file by its size is not read', () => {
  const file = join(folder(), 'large.pem');
  writeFileSync(file, 'x'.repeat(2 * 1024 * 1024));
  expect(() => ownAuthorities({ caFile: file })).toThrow(expect.objectContaining({ kind: 'tls' }) as Error);
});

test('what is given is trusted besides what Node and the system trust, not in place of it', () => {
  const { ca = [] } = trustedAuthorities(['own']);
  expect(ca).toContain('own');
  expect(rootCertificates.every((one) => ca.includes(one))).toBe(true);
});

test.each([
  [
    undefined,
    { rate: { limit: 10, burst: 100 }, maxRetries: 2, totalTimeoutMs: 15_000, connectTimeoutMs: 5_000 },
  ],
  [
    { limit: 0, burst: 0.5, maxRetries: -1, timeout: 0, connectTimeout: 0 },
    { rate: { limit: 0.1, burst: 1 }, maxRetries: 0, totalTimeoutMs: 1_000, connectTimeoutMs: 1_000 },
  ],
  [
    { limit: 1e9, burst: 1e9, maxRetries: 1e9, timeout: 1e9, connectTimeout: 1e9 },
    {
      rate: { limit: 1_000, burst: 10_000 },
      maxRetries: 10,
      totalTimeoutMs: 300_000,
      connectTimeoutMs: 60_000,
    },
  ],
  [
    { limit: Number.NaN, timeout: Infinity },
    { rate: { limit: 10, burst: 100 }, totalTimeoutMs: 15_000 },
  ],
])('the pace %j is kept within bounds', (pace, expected) => {
  expect(patienceOf(pace)).toMatchObject(expected);
});
