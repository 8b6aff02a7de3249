import { describe, expect, test } from 'vitest';
import type { UndoOptions } from '../../../server/src/migration/undo/undoRun.ts';
import { isFullRun } from '../../support/fullRun.ts';
import { type MigrationWorld, smallWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const agree: UndoOptions = {
  confirmRemoval: () => Promise.resolve({ isAgreed: true, finalDeletionConfirmed: true }),
};

/**
 * Lets a process work until it comes to a step, where it dies: nothing that it does afterwards is seen by anybody. At every
 * step before, no secret is lost.
 * @returns whether it died; false when it came to its end before
 */
async function killedAt(world: MigrationWorld, step: number, work: () => Promise<unknown>): Promise<boolean> {
  const first = world.steps;
  let die = (): void => undefined;
  const death = new Promise<'dead'>((resolve) => {
    die = () => resolve('dead');
  });
  world.onStep = ({ index }) => {
    expect(world.lost()).toEqual([]);
    if (index - first !== step) return undefined;
    die();
    return new Promise<never>(() => undefined);
  };
  const end = await Promise.race([work().then(() => 'done' as const), death]);
  world.onStep = () => {
    expect(world.lost()).toEqual([]);
  };
  if (end === 'dead') world.store.crash();
  return end === 'dead';
}

const begin = (world: MigrationWorld): Promise<unknown> =>
  world.runs().begin(facts, world.moves(), {}, never);

/** Everything is where it should be after a run, and others' keys are there. */
function expectMoved(world: MigrationWorld): void {
  expect(world.lost()).toEqual([]);
  expect(world.secrets.filter((secret) => !world.isReferenced(secret))).toEqual([]);
  expect(world.vault.peek({ mount: 'secret', path: 'two' })).toMatchObject({ theirs: 'kept' });
}

/** The files are as they were to the byte, and others' keys are there. */
function expectUndone(world: MigrationWorld): void {
  expect(world.files.all()).toEqual(world.originals);
  expect(world.vault.peek({ mount: 'secret', path: 'two' })).toMatchObject({
    theirs: 'kept',
    same: world.secrets[5]?.value,
  });
}

/** A run that died may have left nothing to go on with: then it had not begun. */
async function isThere(world: MigrationWorld): Promise<boolean> {
  return (await world.store.list()).length > 0;
}

describe('killed at a step', () => {
  test('a run loses nothing, and is finished when it goes on', async () => {
    let kills = 0;
    for (let step = 0; ; step += 1) {
      const world = smallWorld();
      if (!(await killedAt(world, step, () => begin(world)))) break;
      kills += 1;
      expect(world.lost()).toEqual([]);
      if (await isThere(world)) {
        const ended = await world.runs().continue('run-0', {}, never);
        expect(ended.kind).toBe('ran');
        expectMoved(world);
      } else expect(world.files.all()).toEqual(world.originals);
    }
    expect(kills).toBeGreaterThan(60);
  });

  test('a run loses nothing, and is taken back', async () => {
    for (let step = 0; ; step += 1) {
      const world = smallWorld();
      if (!(await killedAt(world, step, () => begin(world)))) break;
      if (!(await isThere(world))) continue;
      const undone = await world.runs().undo('run-0', agree, never);
      if (undone.kind !== 'ran') throw new Error(undone.because);
      expectUndone(world);
      // Whatever is left in Vault of ours is told.
      const kept = undone.outcome.keys.filter(({ status }) => status === 'kept').map(({ target }) => target);
      for (const { target } of world.secrets.slice(0, 5)) {
        const isLeft = Object.hasOwn(world.vault.peek(target) ?? {}, target.key);
        expect(isLeft && !kept.some(({ path, key }) => path === target.path && key === target.key)).toBe(
          false,
        );
      }
    }
  });

  test('an undo loses nothing, and goes on', async () => {
    let kills = 0;
    for (let step = 0; ; step += 1) {
      const world = smallWorld();
      await begin(world);
      if (!(await killedAt(world, step, () => world.runs().undo('run-0', agree, never)))) break;
      kills += 1;
      const undone = await world.runs().undo('run-0', agree, never);
      expect(undone.kind).toBe('ran');
      expectUndone(world);
      expect(world.vault.peek({ mount: 'secret', path: 'one' })).toBeUndefined();
    }
    expect(kills).toBeGreaterThan(40);
  });

  test('a run that is killed again when it goes on loses nothing, wherever both times', async () => {
    const stride = isFullRun ? 1 : 7;
    for (let first = 1; ; first += stride) {
      let isAlive = false;
      for (let second = 1; ; second += stride) {
        const world = smallWorld();
        isAlive = !(await killedAt(world, first, () => begin(world)));
        if (isAlive || !(await isThere(world))) break;
        const isDead = await killedAt(world, second, () => world.runs().continue('run-0', {}, never));
        if (!isDead) break;
        await world.runs().continue('run-0', {}, never);
        expectMoved(world);
      }
      if (isAlive) break;
    }
  });

  test('a run and its undo that are both killed leave the files as they were in the end', async () => {
    const stride = isFullRun ? 1 : 7;
    for (let first = 1; ; first += stride) {
      let isAlive = false;
      for (let second = 1; ; second += stride) {
        const world = smallWorld();
        isAlive = !(await killedAt(world, first, () => begin(world)));
        if (isAlive || !(await isThere(world))) break;
        const isDead = await killedAt(world, second, () => world.runs().undo('run-0', agree, never));
        if (!isDead) break;
        await world.runs().undo('run-0', agree, never);
        expectUndone(world);
      }
      if (isAlive) break;
    }
  });
});
