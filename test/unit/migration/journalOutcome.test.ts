import { expect, test } from 'vitest';
import { runState, type RunState } from '../../../server/src/migration/journal/runState.ts';
import { journalOutcome, journalUndoOutcome } from '../../../server/src/migration/service/journalOutcome.ts';
import { smallWorld } from './migrationWorld.ts';

const never = new AbortController().signal;
const facts = { startedAt: '2026-01-01T00:00:00Z', folders: [], kvV1RaceConfirmed: false };

async function stored(world: ReturnType<typeof smallWorld>): Promise<RunState> {
  const [run] = await world.store.list();
  const state = runState(run?.records ?? []);
  if (!state) throw new Error('There is no run.');
  return state;
}

test('tells of a run what it told itself when it ended', async () => {
  const world = smallWorld();
  const begun = await world.runs().begin(facts, world.moves(), {}, never);
  if (begun.kind !== 'ran') throw new Error(begun.because);
  const outcome = journalOutcome(await stored(world));
  const isMoved = (status: string): boolean => status === 'moved' || status === 'reused';
  expect(outcome.entries.map(({ id, status }) => [id, isMoved(status)])).toEqual(
    begun.outcome.entries.map(({ id, status }) => [id, isMoved(status)]),
  );
  const undone = await world
    .runs()
    .undo(
      begun.header.run,
      { confirmRemoval: () => Promise.resolve({ isAgreed: true, finalDeletionConfirmed: false }) },
      never,
    );
  if (undone.kind !== 'ran') throw new Error(undone.because);
  const told = journalUndoOutcome(await stored(world));
  expect(told.entries).toEqual(undone.outcome.entries.map(({ id, status }) => ({ id, status })));
  const states = (keys: typeof told.keys): readonly string[] =>
    keys.map(({ target, status }) => `${target.path}#${target.key} ${status}`).sort();
  expect(states(told.keys)).toEqual(states(undone.outcome.keys));
});

test('tells of one that was stopped what is left', async () => {
  const world = smallWorld();
  const controller = new AbortController();
  world.onStep = ({ name, path }) => {
    if (name === 'vault writeKeys before' && path === 'two') controller.abort();
  };
  const begun = await world.runs().begin(facts, world.moves(), {}, controller.signal);
  if (begun.kind !== 'ran') throw new Error(begun.because);
  const statuses = journalOutcome(await stored(world)).entries.map(({ status }) => status);
  expect(statuses.slice(0, 3)).toEqual(['moved', 'moved', 'moved']);
  expect(new Set(statuses.slice(3))).toEqual(new Set(['not-reached']));
});
