import { describe, expect, test } from 'vitest';
import type { PresentSecret } from '../../../server/src/languageService/migration/secretVault.ts';
import { failure, InMemorySecretVault } from '../../support/inMemorySecretVault.ts';

// That it does as servers do is shown against them, in test/vault/store/values/twin.test.ts. Here: what tests do with it.

const secret = { mount: 'secret', path: 'app/db' };
const signal = new AbortController().signal;

async function presentIn(vault: InMemorySecretVault): Promise<PresentSecret> {
  const current = await vault.readCurrent(secret, signal);
  if (current.kind === 'absent') throw new Error('not there');
  return current;
}

test('every call has a step before and one after, about its path', async () => {
  const vault = new InMemorySecretVault();
  vault.put(secret, { a: '1', b: '2' });
  const steps: string[] = [];
  vault.onStep = ({ call, when, index, secret: about }) => {
    steps.push(`${index} ${when} ${call} ${about?.path ?? '-'}`);
  };
  const base = await presentIn(vault);
  const { version } = await vault.removeKeys({ secret, keys: ['a'], base }, signal);
  await vault.writeKeys({ secret, values: new Map([['c', '3']]), base: await presentIn(vault) }, signal);
  await vault.deleteVersion(secret, version, signal);
  await vault.history(secret, signal);
  await vault.rights([secret, secret], signal);
  await vault.annotate(secret, new Map([['by', 'us']]), signal);
  await vault.mountInfo('secret', signal);
  const calls = ['readCurrent', 'removeKeys', 'readCurrent', 'writeKeys', 'deleteVersion', 'history'];
  const about = [...calls.map((call) => `${call} app/db`), 'rights -', 'annotate app/db', 'mountInfo -'];
  expect(steps).toEqual(
    about.flatMap((what, at) => [`${2 * at} before ${what}`, `${2 * at + 1} after ${what}`]),
  );
});

describe('without PATCH', () => {
  test('a change is written over whatever has the number, as check-and-set knows no more', async () => {
    const vault = new InMemorySecretVault();
    vault.canPatch = false;
    vault.put(secret, { a: '1', b: '2' });
    const base = await presentIn(vault);
    vault.remove(secret);
    vault.put(secret, { others: 'lost from the current version' });
    await vault.writeKeys({ secret, values: new Map([['c', '3']]), base }, signal);
    expect(vault.peek(secret)).toEqual({ a: '1', b: '2', c: '3' });
    expect(vault.versionsOf(secret)[0]).toEqual({ others: 'lost from the current version' });
    await expect(vault.removeKeys({ secret, keys: ['a'], base }, signal)).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  test('keys are taken out, and a deleted version comes back', async () => {
    const vault = new InMemorySecretVault();
    vault.canPatch = false;
    vault.put(secret, { a: '1', b: '2' });
    const base = await presentIn(vault);
    vault.softDelete(secret);
    await vault.removeKeys({ secret, keys: ['a'], base }, signal);
    expect(vault.peek(secret)).toEqual({ b: '2' });
  });
});

test('a token that may not do something hears so in the words of each call', async () => {
  const vault = new InMemorySecretVault();
  vault.put(secret, { a: '1' });
  const base = await presentIn(vault);
  vault.isDenied = (_, about) => about === undefined || about.path === secret.path;
  expect(await vault.history(secret, signal)).toEqual({ kind: 'hidden' });
  expect(await vault.rights([secret], signal)).toEqual([undefined]);
  expect(await vault.annotate(secret, new Map([['by', 'us']]), signal)).toBe(false);
  for (const call of [
    vault.mountInfo('secret', signal),
    vault.readCurrent(secret, signal),
    vault.writeKeys({ secret, values: new Map([['b', '2']]), base }, signal),
    vault.removeKeys({ secret, keys: ['a'], base }, signal),
    vault.deleteVersion(secret, 1, signal),
  ]) {
    await expect(call).rejects.toMatchObject({ kind: 'denied' });
  }
  expect(vault.peek(secret)).toEqual({ a: '1' });
});

test('a lost answer is a failure after the act; a note that fails is one that was not made', async () => {
  const vault = new InMemorySecretVault();
  vault.onStep = ({ when }) => (when === 'after' ? Promise.reject(failure('unreachable')) : undefined);
  const base = { kind: 'absent', kvVersion: 2, cas: 0 } as const;
  const write = vault.writeKeys({ secret, values: new Map([['a', '1']]), base }, signal);
  await expect(write).rejects.toMatchObject({ kind: 'unreachable' });
  expect(vault.peek(secret)).toEqual({ a: '1' });
  expect(await vault.annotate(secret, new Map([['by', 'us']]), signal)).toBe(false);
});

test('settings of mount and path', async () => {
  const vault = new InMemorySecretVault();
  vault.mount('short', { maxVersions: 1, deleteVersionAfter: '30s' });
  const mortal = { mount: 'short', path: 'x' };
  vault.setPathSettings(mortal, { maxVersions: 2 });
  expect(await vault.mountInfo('short', signal)).toMatchObject({ maxVersions: 1, deleteVersionAfter: '30s' });
  expect(await vault.history(mortal, signal)).toMatchObject({ kind: 'known', currentVersion: 0 });
  for (const value of ['1', '2', '3']) vault.put(mortal, { value });
  // The larger of the two numbers counts.
  expect(vault.versionsOf(mortal)).toEqual([{ value: '2' }, { value: '3' }]);
  const current = await vault.readCurrent(mortal, signal);
  expect(current.kind === 'present' && current.deletionTime).not.toBe('');
  vault.mount('hidden', { isConfigHidden: true });
  const hidden = { maxVersions: undefined, deleteVersionAfter: undefined };
  expect(await vault.mountInfo('hidden', signal)).toMatchObject(hidden);
});
