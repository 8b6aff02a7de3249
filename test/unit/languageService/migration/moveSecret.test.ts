import { describe, expect, test } from 'vitest';
import { canary, expectNoCanary, isInVault, moved, original, target, world } from './moveWorld.ts';

const other = 'made-up-foreign-value';

describe('moveSecret', () => {
  test('writes, reads back, edits once and says to rotate', async () => {
    const w = world();
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'moved', inVault: true });
    expect(result.message).toContain('secret/shop/app#db_password');
    expect(result.message).toContain('rotate');
    expect(w.document.text).toBe(moved);
    expect(w.document.edits).toBe(1);
    expect(w.vault.peek(target)).toEqual({ db_password: canary });
    expectNoCanary(result);
  });

  test('needs four calls besides the mount for a new path, five for an existing one', async () => {
    const fresh = world();
    await fresh.move();
    expect(fresh.vault.calls).toEqual([
      'mountInfo',
      'readCurrent',
      'writeKeys',
      'readVersion',
      'readCurrent',
    ]);
    const existing = world();
    existing.vault.put(target, { user: 'shop' });
    await existing.move();
    expect(existing.vault.calls.slice(1)).toEqual([
      'readCurrent',
      'writeKeys',
      'readVersion',
      'readVersion',
      'readCurrent',
    ]);
  });

  test('keeps the other keys of an existing path', async () => {
    const w = world();
    w.vault.put(target, { user: 'shop', port: 5432, nested: { a: [1] } });
    expect(await w.move()).toMatchObject({ outcome: 'moved' });
    expect(w.vault.peek(target)).toEqual({
      user: 'shop',
      port: 5432,
      nested: { a: [1] },
      db_password: canary,
    });
  });

  test('reuses the same value without a write', async () => {
    const w = world();
    w.vault.put(target, { db_password: canary });
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'reused', inVault: true });
    expect(w.document.text).toBe(moved);
    expect(w.vault.calls).not.toContain('writeKeys');
    expectNoCanary(result);
  });

  test.each([
    ['another string', other],
    ['null', null],
    ['a number', 7],
    ['an empty string', ''],
  ])('never overwrites %s and offers a free key', async (_, value) => {
    const w = world();
    w.vault.put(target, { db_password: value, db_password_2: 'taken' });
    const result = await w.move();
    expect(result).toMatchObject({
      outcome: 'refused',
      inVault: false,
      alternative: { ...target, key: 'db_password_3' },
    });
    expect(w.document.text).toBe(original);
    expect(w.vault.calls).not.toContain('writeKeys');
    expect(result.message).not.toContain(other);
  });

  test('the alternative can be moved to', async () => {
    const w = world();
    w.vault.put(target, { db_password: other });
    const { alternative } = await w.move();
    expect(await w.move({ target: alternative! })).toMatchObject({ outcome: 'moved' });
    expect(w.vault.peek(target)).toEqual({ db_password: other, db_password_2: canary });
  });

  test('moves to a soft-deleted path', async () => {
    const w = world();
    w.vault.put(target, { db_password: other });
    w.vault.softDelete(target);
    expect(await w.move()).toMatchObject({ outcome: 'moved' });
    expect(w.vault.versionsOf(target)).toEqual([{ db_password: other }, { db_password: canary }]);
  });

  test('a key that is a name of every object is not taken for an existing one', async () => {
    const w = world();
    w.vault.put(target, { user: 'shop' });
    const odd = { ...target, key: 'constructor' };
    expect(await w.move({ target: odd })).toMatchObject({ outcome: 'moved' });
    expect(isInVault(w, odd)).toBe(true);
  });

  test.each([2 ** 53, -(2 ** 60), [{ deep: 2 ** 64 }]])(
    'refuses a path with the number %j, which a write would alter',
    async (big) => {
      const w = world();
      w.vault.put(target, { big });
      expect(await w.move()).toMatchObject({ outcome: 'refused' });
      expect(w.vault.calls).not.toContain('writeKeys');
    },
  );
});

test('where the version before ours is gone at once, the move stops; the next try finds the value', async () => {
  const w = world();
  w.vault.mount('secret', { maxVersions: 1 });
  w.vault.put(target, { user: 'shop' });
  expect(await w.move()).toMatchObject({ outcome: 'failed', inVault: true });
  expect(w.document.text).toBe(original);
  expect(await w.move()).toMatchObject({ outcome: 'reused' });
  expect(w.vault.peek(target)).toEqual({ user: 'shop', db_password: canary });
});

describe('secrets that delete themselves', () => {
  test('a mount that says so is refused before any write', async () => {
    const w = world();
    w.vault.mount('secret', { deleteVersionAfter: '30s' });
    expect(await w.move()).toMatchObject({ outcome: 'refused', inVault: false });
    expect(w.vault.calls).toEqual(['mountInfo']);
  });

  test('a write that says so stops the move before the edit', async () => {
    const w = world();
    w.vault.mount('secret', { deleteVersionAfter: '30s', isConfigHidden: true });
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expect(result.message).toContain('will delete this version by itself');
    expect(w.vault.calls.at(-1)).toBe('writeKeys');
    expect(w.document.text).toBe(original);
  });

  test('the same value that will delete itself is not reused', async () => {
    const w = world();
    w.vault.mount('secret', { deleteVersionAfter: '30s', isConfigHidden: true });
    w.vault.put(target, { db_password: canary });
    expect(await w.move()).toMatchObject({ outcome: 'failed', inVault: true });
    expect(w.document.text).toBe(original);
  });
});

describe('KV v1', () => {
  const v1 = (): ReturnType<typeof world> => {
    const w = world();
    w.vault.mount('secret', { kvVersion: 1 });
    return w;
  };

  test('an absent path needs the confirmation of the race', async () => {
    const w = v1();
    const refusal = await w.move();
    expect(refusal).toMatchObject({ outcome: 'refused' });
    expect(refusal.message).toContain('no check-and-set');
    expect(await w.move({ kvV1RaceConfirmed: true })).toMatchObject({ outcome: 'moved' });
    expect(isInVault(w)).toBe(true);
  });

  test('an existing path is never written', async () => {
    const w = v1();
    w.vault.put(target, { user: 'shop' });
    expect(await w.move({ kvV1RaceConfirmed: true })).toMatchObject({ outcome: 'refused' });
    expect(w.vault.peek(target)).toEqual({ user: 'shop' });
  });

  test('another value is refused without an alternative, which could not be written', async () => {
    const w = v1();
    w.vault.put(target, { db_password: other });
    expect(await w.move({ kvV1RaceConfirmed: true })).not.toHaveProperty('alternative');
  });

  test('the same value is reused', async () => {
    const w = v1();
    w.vault.put(target, { db_password: canary });
    expect(await w.move()).toMatchObject({ outcome: 'reused' });
    expect(w.document.text).toBe(moved);
  });
});

describe('what is refused before Vault is asked', () => {
  test('another version of the document', async () => {
    const w = world();
    expect(await w.move({ version: 2 })).toMatchObject({ outcome: 'refused' });
    w.document.isOpen = false;
    expect(await w.move()).toMatchObject({ outcome: 'refused' });
    expect(w.vault.calls).toEqual([]);
  });

  test.each([
    { path: '../sys/policy' },
    { path: 'a//b' },
    { path: '' },
    { path: 'a\u200bb' },
    { key: '' },
    { key: 'a\u0000b' },
    { mount: '' },
    { mount: 'secret/' },
    { mount: '..' },
  ])('the target %j', async (part) => {
    const w = world();
    const result = await w.move({ target: { ...target, ...part } });
    expect(result.outcome).toBe('refused');
    expect(w.vault.calls).toEqual([]);
    expect(w.document.text).toBe(original);
  });
});

test('names in a message cannot become a link', async () => {
  const w = world();
  const path = 'x/[ok](command:workbench)';
  const result = await w.move({ target: { ...target, path } });
  expect(result.outcome).toBe('moved');
  expect(result.message).not.toContain('](');
  expect(w.document.text).toContain(path);
});
