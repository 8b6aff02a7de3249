import { expect, test } from 'vitest';
import { RememberingVault } from '../../../server/src/workspaceMigration/planning/rememberingVault.ts';
import { failure, InMemorySecretVault } from '../../support/inMemorySecretVault.ts';

const never = new AbortController().signal;
const one = { mount: 'secret', path: 'one' };
const two = { mount: 'secret', path: 'two' };

test('what was seen once is not asked for again, each path for itself', async () => {
  const vault = new InMemorySecretVault();
  vault.put(one, { k: 'x' });
  const { looks } = new RememberingVault(vault);
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await looks.readCurrent(one, never)).toMatchObject({ kind: 'present' });
    expect(await looks.readCurrent(two, never)).toMatchObject({ kind: 'absent' });
    await looks.mountInfo('secret', never);
    await looks.history(one, never);
    expect(await looks.rights([one], never)).toHaveLength(1);
    expect(await looks.rights([two, one], never)).toHaveLength(2);
  }
  expect(vault.calls.toSorted()).toEqual([
    'history',
    'mountInfo',
    'readCurrent',
    'readCurrent',
    'rights',
    'rights',
  ]);
});

test('a failure is no answer, so it is asked for again', async () => {
  const vault = new InMemorySecretVault();
  const { looks } = new RememberingVault(vault);
  vault.onStep = () => {
    throw failure('sealed');
  };
  await expect(looks.readCurrent(one, never)).rejects.toThrow();
  await expect(looks.rights([one], never)).rejects.toThrow();
  vault.onStep = () => undefined;
  expect(await looks.readCurrent(one, never)).toMatchObject({ kind: 'absent' });
  expect(await looks.rights([one], never)).toMatchObject([{ read: true }]);
});

test('rights that the token may not ask for are known as that', async () => {
  const vault = new InMemorySecretVault();
  vault.rightsOf = ({ path }) => (path === 'one' ? undefined : allRead);
  const { looks } = new RememberingVault(vault);
  expect(await looks.rights([two, one], never)).toEqual([allRead, undefined]);
  expect(await looks.rights([one, two], never)).toEqual([undefined, allRead]);
  expect(vault.calls).toEqual(['rights']);
});

const allRead = {
  read: true,
  create: false,
  update: false,
  patch: false,
  remove: false,
  readMetadata: true,
  patchMetadata: false,
};
