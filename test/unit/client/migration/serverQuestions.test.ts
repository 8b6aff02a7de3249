import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmRemoval } from '../../../../client/src/migration/confirmRemoval.ts';
import { RunKeys } from '../../../../client/src/migration/runKeys.ts';
import { vault } from '../fakes/clientWorld.ts';
import { hostile, runId } from '../fakes/migrationPlans.ts';
import { ScriptedDialogs } from '../fakes/scriptedDialogs.ts';
import { MemorySecrets } from '../fakes/storage.ts';

describe('keys of runs', () => {
  const key = 'c0ffee00'.repeat(8);

  it('are kept in the secret storage, and are gone when the run is', async () => {
    const storage = new MemorySecrets();
    const keys = new RunKeys(storage);
    expect(await keys.load({ run: runId })).toBeNull();
    expect(await keys.store({ run: runId, key })).toBe(true);
    expect([...storage.stored]).toEqual([[`vaultRefs.runKey:${runId}`, key]]);
    expect(await keys.load({ run: runId })).toBe(key);
    expect(await keys.delete({ run: runId })).toBe(true);
    expect(await keys.load({ run: runId })).toBeNull();
  });

  it('are not said to be kept or gone when they are not', async () => {
    const storage = new MemorySecrets();
    const keys = new RunKeys(storage);
    storage.isBroken = true;
    expect(await keys.store({ run: runId, key })).toBe(false);
    expect(await keys.load({ run: runId })).toBeNull();
    expect(await keys.delete({ run: runId })).toBe(false);
    storage.isBroken = false;
    storage.store = () => Promise.resolve();
    expect(await keys.store({ run: runId, key })).toBe(false);
  });

  it('takes nothing but keys of runs, and reaches nothing else in the storage', async () => {
    const storage = new MemorySecrets();
    storage.stored.set('vaultRefs.token:["https://vault.example.com",""]', 'made-up');
    storage.stored.set(`vaultRefs.runKey:${runId}`, 'not hexadecimal');
    const before = [...storage.stored];
    const keys = new RunKeys(storage);
    expect(await keys.load({ run: runId })).toBeNull();
    expect(await keys.store({ run: runId, key: 'made up' })).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (run) => {
        fc.pre(typeof run !== 'string' || !/^[0-9a-f]{16}$/.test(run));
        const params = { run: run as string };
        expect(await keys.store({ ...params, key })).toBe(false);
        expect(await keys.load(params)).toBeNull();
        expect(await keys.delete(params)).toBe(false);
      }),
    );
    expect(await keys.load(null as unknown as { run: string })).toBeNull();
    expect([...storage.stored]).toEqual(before);
  });
});

describe('the question before secrets are removed from Vault', () => {
  const params = {
    origin: vault,
    namespace: 'team',
    targets: ['secret/a#k'],
    kvV1: [],
    otherUses: [],
    notLookedAt: [],
  };

  it('names server, namespace, secrets and who else refers to them', async () => {
    const dialogs = new ScriptedDialogs({ confirm: true });
    const otherUses = ['other.yaml:7'];
    const notLookedAt = ['broken.yaml'];
    expect(await confirmRemoval(dialogs, { ...params, otherUses, notLookedAt })).toEqual({
      isAgreed: true,
      finalDeletionConfirmed: false,
    });
    const [question] = dialogs.questions;
    expect(question?.message).toBe('Remove 1 secret from Vault?');
    for (const text of [vault, 'team', 'secret/a#k', 'other.yaml:7', 'broken.yaml'])
      expect(question?.detail).toContain(text);
  });

  it('asks again before what is final', async () => {
    const kvV1 = { ...params, targets: ['secret/a#k', 'kv/b#k'], kvV1: ['kv/b#k'] };
    for (const [confirm, finalDeletionConfirmed] of [
      [true, true],
      [false, false],
    ] as const) {
      const dialogs = new ScriptedDialogs({ confirm: true }, { confirm });
      expect(await confirmRemoval(dialogs, kvV1)).toEqual({ isAgreed: true, finalDeletionConfirmed });
      expect(dialogs.questions[1]?.detail).toContain('kv/b#k');
      expect(dialogs.questions[1]?.detail).not.toContain('secret/a#k');
    }
    expect(await confirmRemoval(new ScriptedDialogs({}), kvV1)).toEqual({
      isAgreed: false,
      finalDeletionConfirmed: false,
    });
  });

  it('stays readable with thousands of names, and lets none of them be more than a name', async () => {
    const dialogs = new ScriptedDialogs({});
    const names = Array<string>(3000).fill(hostile);
    await confirmRemoval(dialogs, {
      ...params,
      origin: hostile,
      namespace: hostile,
      targets: names,
      otherUses: names,
      notLookedAt: names,
    });
    const detail = dialogs.questions[0]?.detail ?? '';
    expect(detail.split('\n').length).toBeLessThan(50);
    expect(detail).toContain('and 2988 more');
    expect(detail).not.toMatch(/\]\(command|\u202e/);
  });
});
