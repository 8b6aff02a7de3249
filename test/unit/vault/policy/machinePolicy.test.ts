import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyPlace } from '../../../../server/src/vault/policy/machinePolicy.ts';
import { machinePolicyPlace, readMachinePolicy } from '../../../../server/src/vault/policy/machinePolicy.ts';

let folder: string;
let place: PolicyPlace;
beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), 'vault-refs-policy-'));
  folder = join(parent, 'vault-refs');
  mkdirSync(folder, { mode: 0o755 });
  place = { file: join(folder, 'policy.json'), owner: userInfo().uid };
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

function write(policy: unknown, mode = 0o644): void {
  writeFileSync(place.file, typeof policy === 'string' ? policy : JSON.stringify(policy));
  chmodSync(place.file, mode);
}

test('allows everything where there is none', () => {
  expect(readMachinePolicy(place)).toEqual({});
  expect(readMachinePolicy({ ...place, file: join(folder, 'not-there', 'policy.json') })).toEqual({});
});

test.each([
  {},
  { readOnly: true },
  { allowedOrigins: [], allowedTargets: [] },
  { allowedOrigins: ['https://vault.example.com:8200'], readOnly: false, allowedTargets: ['secret/team'] },
])('reads %j', (policy) => {
  write(policy);
  expect(readMachinePolicy(place)).toEqual(policy);
});

describe('allows nothing, and says why, for', () => {
  const refused = expect.objectContaining({
    kind: 'denied',
    message: expect.stringContaining(join('vault-refs', 'policy.json')) as string,
  }) as Error;

  test.each([
    ['no JSON', '{ readOnly: true'],
    ['nothing', ''],
    ['a list', []],
    ['a misspelt restriction', { readonly: true }],
    ['another type', { readOnly: 'true' }],
    ['an origin that is none', { allowedOrigins: ['vault.example.com'] }],
    ['an address with a path', { allowedOrigins: ['https://vault.example.com/v1'] }],
    ['an empty target', { allowedTargets: ['/'] }],
    ['a text of megabytes', `{"allowedTargets":["${'a'.repeat(70_000)}"]}`],
  ])('%s', (_what, policy) => {
    write(policy);
    expect(() => readMachinePolicy(place)).toThrow(refused);
  });

  test('a file of somebody else', () => {
    write({});
    expect(() => readMachinePolicy({ ...place, owner: userInfo().uid + 1 })).toThrow(refused);
  });

  test.each([0o666, 0o664, 0o646])('a file that others may write to: %o', (mode) => {
    write({}, mode);
    expect(() => readMachinePolicy(place)).toThrow(refused);
  });

  test('a folder that others may write to', () => {
    write({});
    chmodSync(folder, 0o777);
    expect(() => readMachinePolicy(place)).toThrow(refused);
  });

  test('a folder in its place', () => {
    mkdirSync(place.file);
    expect(() => readMachinePolicy(place)).toThrow(refused);
  });

  test('a link to a file that others may write to', () => {
    const target = join(folder, 'other.json');
    writeFileSync(target, '{}');
    chmodSync(target, 0o666);
    symlinkSync(target, place.file);
    expect(() => readMachinePolicy(place)).toThrow(refused);
  });
});

test.each([
  ['linux', '/etc/vault-refs/policy.json', 0],
  ['darwin', '/Library/Application Support/vault-refs/policy.json', 0],
  ['win32', 'C:\\ProgramData\\vault-refs\\policy.json', undefined],
] as const)('is at a fixed place on %s', (platform, file, owner) => {
  expect(machinePolicyPlace(platform)).toEqual({ file, owner });
});
