import { describe, expect, test } from 'vitest';
import { createSecret } from '../../../../server/src/languageService/migration/createSecret.ts';
import type { MoveResult } from '../../../../server/src/languageService/migration/moveResult.ts';
import { failure, InMemorySecretVault } from '../../../support/inMemorySecretVault.ts';
import { canary, expectNoCanary, target } from './moveWorld.ts';

function create(
  vault: InMemorySecretVault,
  options: { value?: string; kvV1RaceConfirmed?: boolean; signal?: AbortSignal } = {},
): Promise<MoveResult> {
  const { value = canary, kvV1RaceConfirmed = false, signal = new AbortController().signal } = options;
  return createSecret(vault, { target, value, kvV1RaceConfirmed }, signal);
}

test('creates a path', async () => {
  const vault = new InMemorySecretVault();
  const result = await create(vault);
  expect(result).toEqual({
    outcome: 'created',
    message: 'Created secret/shop/app#db_password.',
    inVault: true,
  });
  expect(vault.peek(target)).toEqual({ db_password: canary });
});

test('adds a key to a path', async () => {
  const vault = new InMemorySecretVault();
  vault.put(target, { user: 'shop' });
  expect(await create(vault)).toMatchObject({ outcome: 'created' });
  expect(vault.peek(target)).toEqual({ user: 'shop', db_password: canary });
});

test('an existing key is refused in the same words, be its value the same or another', async () => {
  const results: MoveResult[] = [];
  for (const value of [canary, 'made-up-other', null]) {
    const vault = new InMemorySecretVault();
    vault.put(target, { db_password: value });
    results.push(await create(vault));
    expect(vault.calls).toEqual(['mountInfo', 'readCurrent']);
    expect(vault.peek(target)).toEqual({ db_password: value });
  }
  expect(results[0]).toMatchObject({ outcome: 'refused', inVault: false });
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test.each(['', 'a\0b', '\ud800', 'x'.repeat(600 * 1024)])(
  'a value that cannot be kept is refused',
  async (value) => {
    const vault = new InMemorySecretVault();
    expect(await create(vault, { value })).toMatchObject({ outcome: 'refused' });
    expect(vault.calls).toEqual([]);
  },
);

test('KV v1 needs its confirmation', async () => {
  const vault = new InMemorySecretVault();
  vault.mount('secret', { kvVersion: 1 });
  expect(await create(vault)).toMatchObject({ outcome: 'refused' });
  expect(await create(vault, { kvV1RaceConfirmed: true })).toMatchObject({ outcome: 'created' });
});

describe('at every step', () => {
  const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

  test.each(steps)('%i: a failure says what is in Vault', async (at) => {
    const vault = new InMemorySecretVault();
    vault.onStep = ({ index }) => (index === at ? Promise.reject(failure('sealed')) : undefined);
    const result = await create(vault);
    expect(result).toMatchObject({ outcome: 'failed', inVault: vault.peek(target) !== undefined });
    expect(result.message).toMatch(/^Vault is sealed; /);
    expect(result.message).not.toContain('file');
    expectNoCanary(result);
  });

  test.each(steps)('%i: an abort says what is in Vault', async (at) => {
    const vault = new InMemorySecretVault();
    const controller = new AbortController();
    vault.onStep = ({ index }) => {
      if (index === at) controller.abort();
    };
    const result = await create(vault, { signal: controller.signal });
    expect(result).toMatchObject({ outcome: 'failed', inVault: vault.peek(target) !== undefined });
    expect(result.message).toMatch(/^Cancelled; /);
  });

  test.each(steps)('%i: another value appears and is not overwritten', async (at) => {
    const vault = new InMemorySecretVault();
    vault.onStep = ({ index }) => {
      if (index === at) vault.put(target, { db_password: 'foreign' });
    };
    const result = await create(vault);
    expect(vault.peek(target)).toEqual({ db_password: 'foreign' });
    // After our last look nobody can know.
    if (at < 9) expect(result.outcome).not.toBe('created');
  });
});
