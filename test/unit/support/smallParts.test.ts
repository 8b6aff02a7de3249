import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuditLog } from '../../support/auditLog.ts';
import { formatDuration, parseDuration } from '../../support/embeddedVault/duration.ts';
import { folderNames } from '../../support/embeddedVault/folderNames.ts';
import { externalVault } from '../../support/externalVault.ts';
import { leastPrivilegePolicy } from '../../support/leastPrivilege.ts';

describe('externalVault', () => {
  const pair = { VAULT_REFS_TEST_ADDR: 'http://127.0.0.1:1/ui/', VAULT_REFS_TEST_TOKEN: 'made-up' };

  it('is there only when both variables are set', () => {
    expect(externalVault({})).toBeUndefined();
    expect(externalVault({ VAULT_REFS_TEST_ADDR: '', VAULT_REFS_TEST_TOKEN: '' })).toBeUndefined();
    expect(externalVault(pair)).toMatchObject({
      kind: 'external',
      address: 'http://127.0.0.1:1',
      rootToken: 'made-up',
    });
  });

  it('never takes the address or token of the person', () => {
    expect(
      externalVault({ VAULT_ADDR: 'http://x', VAULT_TOKEN: 'y', BAO_ADDR: 'http://x', BAO_TOKEN: 'y' }),
    ).toBeUndefined();
  });

  it.each(['VAULT_REFS_TEST_ADDR', 'VAULT_REFS_TEST_TOKEN'] as const)(
    'takes %s alone for a mistake',
    (name) => {
      expect(() => externalVault({ [name]: 'http://x' })).toThrow('belong together');
    },
  );

  it('has no audit log, and is not stopped', async () => {
    const vault = externalVault(pair);
    await expect(vault?.requests()).rejects.toThrow('not ours');
    await expect(vault?.stop()).resolves.toBeUndefined();
  });
});

describe('parseAuditLog', () => {
  const entry = (type: string, request: object): string => JSON.stringify({ type, request });

  it('takes requests, not responses, and nothing of the server itself', () => {
    const text = [
      entry('request', { id: '1', operation: 'read', path: 'a/data/b' }),
      entry('response', { id: '1', operation: 'read', path: 'a/data/b' }),
      entry('request', { id: 'dev-revoke', operation: 'update', path: 'auth/token/revoke-self' }),
      entry('request', { operation: 'update', path: 'sys/mounts/secret' }),
      entry('request', { id: '2', operation: 'list', path: 'a/metadata/' }),
      '',
    ].join('\n');
    expect(parseAuditLog(text)).toEqual([
      { method: 'GET', path: 'a/data/b' },
      { method: 'LIST', path: 'a/metadata/' },
    ]);
    expect(parseAuditLog('')).toEqual([]);
  });
});

describe('durations', () => {
  it.each([
    ['90', 90],
    [90, 90],
    ['1h30m', 5400],
    ['2d', 172_800],
    ['-1s', -1],
    ['1.5h', 5400],
    ['', undefined],
    ['1', 1],
    ['1x', undefined],
    ['h', undefined],
    [true, undefined],
  ])('reads %j as %j', (given, seconds) => {
    expect(parseDuration(given)).toBe(seconds);
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('folderNames', () => {
  it('gives each name once, a folder with its slash', () => {
    expect(folderNames(['b', 'a/x', 'a/y/z', 'a', 'ab'], '')).toEqual(['a', 'a/', 'ab', 'b']);
    expect(folderNames(['b', 'a/x', 'a/y/z', 'a', 'ab'], 'a/')).toEqual(['x', 'y/']);
    expect(folderNames(['a/x'], 'none/')).toEqual([]);
  });
});

describe('leastPrivilegePolicy', () => {
  it('stays below the prefix, but for the config of the mount', () => {
    const lines = leastPrivilegePolicy('team/kv', 'app/one').trim().split('\n');
    expect(lines.map((line) => /^path "(?<path>[^"]+)"/u.exec(line)?.groups?.['path'])).toEqual([
      'team/kv/subkeys/app/one/*',
      'team/kv/metadata/app/one/*',
      'team/kv/data/app/one/*',
      'team/kv/delete/app/one/*',
      'team/kv/config',
    ]);
  });
});
