import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Undone } from '../../../server/src/migration/service/runs.ts';
import type { RemovalAnswer } from '../../../server/src/migration/undo/undoRun.ts';
import { isFullRun } from '../../support/fullRun.ts';
import { failure } from '../../support/inMemorySecretVault.ts';
import { type MigrationWorld, smallWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const one = { mount: 'secret', path: 'one' };
const two = { mount: 'secret', path: 'two' };
const first = 'file:///w/one.yaml';

async function moved(): Promise<MigrationWorld> {
  const world = smallWorld();
  await world.runs().begin(facts, world.moves(), {}, never);
  return world;
}

async function undo(
  world: MigrationWorld,
  answer: Partial<RemovalAnswer> = {},
): Promise<Undone & { readonly kind: 'ran' }> {
  const confirmRemoval = (): Promise<RemovalAnswer> =>
    Promise.resolve({ isAgreed: true, finalDeletionConfirmed: false, ...answer });
  const undone = await world.runs().undo('run-0', { confirmRemoval }, never);
  if (undone.kind !== 'ran') throw new Error(undone.because);
  return undone;
}

function keys({ outcome }: Undone & { readonly kind: 'ran' }): Record<string, string> {
  return Object.fromEntries(
    outcome.keys.map(({ target, status, reason }) => [
      `${target.path}#${target.key}`,
      reason === undefined ? status : `${status}: ${reason}`,
    ]),
  );
}

describe('taking a run back', () => {
  test('keeps what others have added to a path that the run made', async () => {
    const world = await moved();
    world.vault.put(one, { ...world.vault.peek(one), theirs: 'made-up-theirs' });
    expect(keys(await undo(world))).toMatchObject({ 'one#alpha': 'removed', 'one#beta': 'removed' });
    expect(world.vault.peek(one)).toEqual({ theirs: 'made-up-theirs' });
    expect(world.files.all()).toEqual(world.originals);
  });

  test('keeps a key that others have changed, and restores the file from the version that the run wrote', async () => {
    const world = await moved();
    world.vault.put(one, { ...world.vault.peek(one), alpha: 'made-up-rotated' });
    expect(keys(await undo(world))).toMatchObject({
      'one#alpha': 'kept: Somebody else has changed it since',
      'one#beta': 'removed',
    });
    expect(world.vault.peek(one)).toEqual({ alpha: 'made-up-rotated' });
    expect(world.files.all()).toEqual(world.originals);
  });

  test('does not delete a version that was made again with the same number', async () => {
    const world = await moved();
    const data = world.vault.peek(one) ?? {};
    world.vault.remove(one);
    world.vault.put(one, { ...data, theirs: 'made-up-theirs' });
    await undo(world);
    expect(world.vault.peek(one)).toEqual({ theirs: 'made-up-theirs' });
  });

  test('says so when a version was made again right before it was deleted', async () => {
    const world = await moved();
    world.onStep = ({ name, path }) => {
      if (name !== 'vault deleteVersion before' || path !== 'one') return;
      world.vault.remove(one);
      world.vault.put(one, { theirs: 'made-up-theirs' });
    };
    const told = keys(await undo(world));
    expect(told['one#alpha']).toMatch(/^kept: Somebody else deleted the path .* undelete it$/);
    expect(told['shared#gamma']).toBe('removed');
  });

  test('leaves a file where the value is nowhere in Vault any more, and the key of another', async () => {
    const world = await moved();
    world.vault.remove(one);
    world.vault.put(one, { alpha: 'made-up-other' });
    const undone = await undo(world);
    expect(undone.outcome.entries.slice(0, 3).map(({ status }) => status)).toEqual([
      'not-restored',
      'not-restored',
      'restored',
    ]);
    expect(world.vault.peek(one)).toEqual({ alpha: 'made-up-other' });
  });

  test('keeps a key whose reference somebody has put elsewhere', async () => {
    const world = await moved();
    world.files.change(first, (text) => text.replace('alpha:', 'renamed:'));
    const undone = await undo(world);
    expect(undone.outcome.entries[0]).toMatchObject({ status: 'not-restored' });
    expect(keys(undone)['one#alpha']).toMatch(/^kept: /);
    expect(world.vault.peek(one)).toMatchObject({ alpha: 'made-up-alpha-4711' });
    expect(world.files.peek(first)).toContain('renamed: "secret/one#alpha"');
  });

  test('keeps what was changed in a file since', async () => {
    const world = await moved();
    world.files.change(first, (text) => text.replace('name: shop', 'name: other\nnew: 1'));
    await undo(world);
    const original = world.originals.get(first) ?? '';
    expect(world.files.peek(first)).toBe(original.replace('name: shop', 'name: other\nnew: 1'));
  });

  test('takes nothing out of Vault where the person wants it kept', async () => {
    const world = await moved();
    const before = world.vault.peek(one);
    expect(Object.values(keys(await undo(world, { isAgreed: false })))).toEqual(
      Array(4).fill('kept: You wanted it kept'),
    );
    expect(world.vault.peek(one)).toEqual(before);
    expect(world.files.all()).toEqual(world.originals);
  });

  test('never takes a key out of Vault before its file has been seen to hold the plaintext', async () => {
    const world = await moved();
    world.files.refusals.set(first, 'read-only');
    const undone = await undo(world);
    expect(keys(undone)).toMatchObject({ 'two#delta': 'removed' });
    expect(keys(undone)['shared#gamma']).toMatch(/^kept/);
    expect(world.lost()).toEqual([]);
    world.files.refusals.clear();
    await undo(world);
    expect(world.files.all()).toEqual(world.originals);
    expect(world.vault.peek(one)).toBeUndefined();
  });

  test('lists a key of which nobody knows who wrote it, and keeps it', async () => {
    const world = smallWorld();
    world.onStep = ({ name, path }) => {
      if (name === 'vault writeKeys after' && path === 'one') throw failure('timeout');
    };
    await world.runs().begin(facts, world.moves(), {}, never);
    world.onStep = () => undefined;
    await world.runs().continue('run-0', {}, never);
    const undone = await undo(world);
    expect(keys(undone)['one#alpha']).toMatch(/^kept: Nobody knows/);
    expect(world.files.all()).toEqual(world.originals);
    expect(world.vault.peek(one)).toBeDefined();
  });

  test('says what is true, whatever call fails, and can be begun again', async () => {
    for (let step = 0; ; step += 1) {
      const world = await moved();
      const start = world.steps;
      const seen = { hasFailed: false };
      world.onStep = ({ index }) => {
        expect(world.lost()).toEqual([]);
        if (index - start !== step) return;
        seen.hasFailed = true;
        throw failure('unreachable');
      };
      await world
        .runs()
        .undo(
          'run-0',
          { confirmRemoval: () => Promise.resolve({ isAgreed: true, finalDeletionConfirmed: true }) },
          never,
        );
      if (!seen.hasFailed) break;
      world.onStep = () => undefined;
      world.store.crash();
      await undo(world);
      expect(world.files.all()).toEqual(world.originals);
      expect(world.vault.peek(one)).toBeUndefined();
      expect(world.vault.peek(two)).toEqual({ same: 'made-up-same-4711', theirs: 'kept' });
    }
  });

  test('with another client between all steps, it takes no key of theirs and loses no secret of ours', async () => {
    const acts = fc.array(
      fc.record({
        step: fc.integer({ min: 0, max: 90 }),
        act: fc.constantFrom('add', 'rotate', 'remake'),
        path: fc.constantFrom(one, two),
      }),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const world = await moved();
        const start = world.steps;
        const theirs = new Map<string, Set<string>>();
        let count = 0;
        world.onStep = ({ index }) => {
          for (const { step, act, path } of all) {
            if (step !== index - start) continue;
            const value = `made-up-theirs-${count++}`;
            const now = world.vault.peek(path) ?? {};
            if (act === 'remake') world.vault.remove(path);
            const key = act === 'rotate' ? 'alpha' : 'theirs_2';
            const data = act === 'remake' ? { [key]: value } : { ...now, [key]: value };
            world.vault.put(path, data);
            theirs.set(
              path.path,
              new Set(
                Object.values(data)
                  .filter((one) => String(one).startsWith('made-up-theirs'))
                  .map(String),
              ),
            );
          }
        };
        const told = keys(await undo(world));
        world.onStep = () => undefined;
        for (const [path, values] of theirs) {
          // No server deletes a version on a condition.
          const isTold = Object.entries(told).some(
            ([name, status]) => name.startsWith(`${path}#`) && status.endsWith('undelete it'),
          );
          if (isTold) continue;
          const now = Object.values(world.vault.peek({ mount: 'secret', path }) ?? {});
          expect(now).toEqual(expect.arrayContaining([...values]));
        }
        for (const secret of world.secrets) {
          const isKept = world.isInFile(secret) || world.isInVault(secret);
          const wasTaken = theirs.has(secret.target.path);
          expect(isKept || wasTaken).toBe(true);
        }
      }),
      isFullRun ? { numRuns: 3_000 } : { numRuns: 150, seed: 8 },
    );
  });
});
