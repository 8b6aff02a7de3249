import { describe, expect, test } from 'vitest';
import type { Undone } from '../../../server/src/migration/service/runs.ts';
import type { RemovalAnswer } from '../../../server/src/migration/undo/undoRun.ts';
import { MigrationWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const target = { mount: 'secret', path: 'shared', key: 'token' };
const value = 'made-up-token-4711';
const first = 'file:///w/first.yaml';
const second = 'file:///elsewhere/second.yaml';

/** Two runs of two files with the same value: the first writes it to Vault, and the second finds it there. */
async function twoRuns(): Promise<MigrationWorld> {
  const secrets = [first, second].map((uri) => ({ uri, keyInFile: 'token', value, target }));
  const world = new MigrationWorld(secrets, {
    [first]: `token: ${value}\n`,
    [second]: `name: x\ntoken: ${value}\n`,
  });
  for (const move of world.moves()) await world.runs().begin(facts, [move], {}, never);
  return world;
}

async function undo(
  world: MigrationWorld,
  run: string,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<{ readonly undone: Undone & { readonly kind: 'ran' }; readonly asked: number }> {
  let asked = 0;
  const confirmRemoval = async (targets: readonly unknown[]): Promise<RemovalAnswer> => {
    asked += targets.length;
    await meanwhile();
    return { isAgreed: true, finalDeletionConfirmed: true };
  };
  const undone = await world.runs().undo(run, { confirmRemoval }, never);
  if (undone.kind !== 'ran') throw new Error(undone.because);
  return { undone, asked };
}

describe('taking back a run whose key another run uses', () => {
  test('keeps the key, and says why', async () => {
    const world = await twoRuns();
    const { undone, asked } = await undo(world, 'run-0');
    expect(world.lost()).toEqual([]);
    expect(undone.outcome.entries).toMatchObject([{ status: 'restored' }]);
    expect(undone.outcome.keys).toMatchObject([{ status: 'kept' }]);
    expect(undone.outcome.keys[0]?.reason).toContain('another run');
    expect(asked).toBe(0);
  });

  test('keeps it also where the file of the other run cannot be looked at', async () => {
    const world = await twoRuns();
    world.files.problems.set(second, 'outside');
    await undo(world, 'run-0');
    world.files.problems.clear();
    expect(world.lost()).toEqual([]);
  });

  test('removes it once the other run is taken back', async () => {
    const world = await twoRuns();
    await undo(world, 'run-1');
    const { undone } = await undo(world, 'run-0');
    expect(undone.outcome.keys).toMatchObject([{ status: 'removed' }]);
    expect(world.vault.peek(target)).toBeUndefined();
    expect(world.files.all()).toEqual(world.originals);
  });

  test('removes it where the file of the other run has no reference to it any more', async () => {
    const world = await twoRuns();
    world.files.put(second, 'name: x\n');
    const { undone } = await undo(world, 'run-0');
    expect(undone.outcome.keys).toMatchObject([{ status: 'removed' }]);
  });

  test('keeps it when the other run came while the person was asked', async () => {
    const secrets = [first, second].map((uri) => ({ uri, keyInFile: 'token', value, target }));
    const world = new MigrationWorld(secrets, {
      [first]: `token: ${value}\n`,
      [second]: `token: ${value}\n`,
    });
    const [one, other] = world.moves();
    if (!one || !other) throw new Error('There are two.');
    await world.runs().begin(facts, [one], {}, never);
    await undo(world, 'run-0', () => world.runs().begin(facts, [other], {}, never));
    expect(world.lost()).toEqual([]);
  });

  test('does not mind a run that went to another namespace', async () => {
    const secrets = [first, second].map((uri) => ({ uri, keyInFile: 'token', value, target }));
    const world = new MigrationWorld(secrets, {
      [first]: `token: ${value}\n`,
      [second]: `token: ${value}\n`,
    });
    const [one, other] = world.moves();
    if (!one || !other) throw new Error('There are two.');
    await world.runs().begin(facts, [one], {}, never);
    world.vault.namespace = 'team';
    await world.runs().begin(facts, [other], {}, never);
    world.vault.namespace = '';
    const { undone } = await undo(world, 'run-0');
    expect(undone.outcome.keys).toMatchObject([{ status: 'removed' }]);
  });
});
