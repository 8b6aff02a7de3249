import { describe, expect, test } from 'vitest';
import { smallWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;

describe('a run', () => {
  test('moves everything, keeps what others have there, and says what it did', async () => {
    const world = smallWorld();
    const begun = await world.runs().begin(facts, world.moves(), {}, never);
    if (begun.kind !== 'ran') throw new Error(begun.because);
    expect(begun.outcome.entries.map(({ status }) => status)).toEqual([
      'moved',
      'moved',
      'moved',
      'moved',
      'moved',
      'reused',
    ]);
    expect(begun.outcome.warnings).toEqual([]);
    expect(world.lost()).toEqual([]);
    expect(world.secrets.every((secret) => world.isReferenced(secret))).toBe(true);
    expect(world.vault.peek({ mount: 'secret', path: 'two' })).toMatchObject({ theirs: 'kept' });
  });

  test('is taken back to the byte, in files and in Vault', async () => {
    const world = smallWorld();
    await world.runs().begin(facts, world.moves(), {}, never);
    const asked: string[] = [];
    const undone = await world.runs().undo(
      'run-0',
      {
        confirmRemoval: (targets) => {
          asked.push(...targets.map(({ path, key }) => `${path}#${key}`));
          return Promise.resolve({ isAgreed: true, finalDeletionConfirmed: false });
        },
      },
      never,
    );
    if (undone.kind !== 'ran') throw new Error(undone.because);
    expect(undone.outcome.entries.map(({ status }) => status)).toEqual(Array(6).fill('restored'));
    expect(undone.outcome.keys.map(({ status }) => status)).toEqual(Array(4).fill('removed'));
    expect(asked.toSorted()).toEqual(['one#alpha', 'one#beta', 'shared#gamma', 'two#delta']);
    expect(world.files.all()).toEqual(world.originals);
    expect(world.vault.peek({ mount: 'secret', path: 'one' })).toBeUndefined();
    expect(world.vault.peek({ mount: 'secret', path: 'shared' })).toBeUndefined();
    expect(world.vault.peek({ mount: 'secret', path: 'two' })).toEqual({
      same: world.secrets[5]?.value,
      theirs: 'kept',
    });
  });
});
