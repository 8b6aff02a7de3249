import { describe, expect, test } from 'vitest';
import {
  boundVault,
  ConnectionChanged,
} from '../../../../server/src/languageService/migration/boundVault.ts';
import type {
  PresentSecret,
  SecretVault,
} from '../../../../server/src/languageService/migration/secretVault.ts';
import { failure, InMemorySecretVault, type VaultCall } from '../../../support/inMemorySecretVault.ts';

const secret = { mount: 'secret', path: 'app/db' };
const signal = new AbortController().signal;
const base: PresentSecret = {
  kind: 'present',
  kvVersion: 2,
  version: 1,
  createdTime: '2026-01-01T00:00:00.000000001Z',
  deletionTime: '',
  data: { theirs: 'kept', old: '1' },
};
/** Every method of the port, each of which succeeds on a path with version 1. */
const calls: Readonly<Record<VaultCall, (vault: SecretVault) => Promise<unknown>>> = {
  mountInfo: (vault) => vault.mountInfo('secret', signal),
  readCurrent: (vault) => vault.readCurrent(secret, signal),
  readVersion: (vault) => vault.readVersion(secret, 1, signal),
  writeKeys: (vault) => vault.writeKeys({ secret, values: new Map([['new', 'v']]), base }, signal),
  removeKeys: (vault) => vault.removeKeys({ secret, keys: ['old'], base }, signal),
  deleteVersion: (vault) => vault.deleteVersion(secret, 1, signal),
  history: (vault) => vault.history(secret, signal),
  rights: (vault) => vault.rights([secret], signal),
  annotate: (vault) => vault.annotate(secret, new Map([['by', 'us']]), signal),
};
const names = Object.keys(calls) as VaultCall[];

function vaultWithSecret(): InMemorySecretVault {
  const vault = new InMemorySecretVault();
  vault.put(secret, base.data);
  return vault;
}

/** A note that is not made fails nothing. */
async function expectRefused(name: VaultCall, call: Promise<unknown>): Promise<void> {
  if (name === 'annotate') expect(await call).toBe(false);
  else await expect(call).rejects.toBeInstanceOf(ConnectionChanged);
}

describe.each(names)('%s', (name) => {
  test('passes to the vault and back', async () => {
    const [direct, bound] = [vaultWithSecret(), vaultWithSecret()];
    expect(await calls[name](boundVault(bound))).toEqual(await calls[name](direct));
    expect(bound.calls).toEqual([name]);
  });

  test.each(['origin', 'namespace'] as const)('is not made once the %s is another', async (what) => {
    const vault = vaultWithSecret();
    const bound = boundVault(vault);
    vault[what] = 'https://other.example';
    await expectRefused(name, calls[name](bound));
    expect(vault.calls).toEqual([]);
  });

  test('is not believed when the connection changes meanwhile', async () => {
    const vault = vaultWithSecret();
    const bound = boundVault(vault);
    vault.onStep = ({ when }) => {
      if (when === 'after') vault.namespace = 'other';
    };
    await expectRefused(name, calls[name](bound));
  });

  test('passes failures on', async () => {
    const vault = vaultWithSecret();
    vault.onStep = () => Promise.reject(failure('sealed'));
    const call = calls[name](boundVault(vault));
    if (name === 'annotate') expect(await call).toBe(false);
    else await expect(call).rejects.toMatchObject({ kind: 'sealed' });
  });
});
