import { describe, expect, test } from 'vitest';
import type { Begun } from '../../../server/src/migration/service/runs.ts';
import { failure } from '../../support/inMemorySecretVault.ts';
import { MigrationWorld, smallWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const one = { mount: 'secret', path: 'one' };

/** A run that has edited the first file and could not write that down any more. */
async function cutShort(): Promise<MigrationWorld> {
  const world = smallWorld();
  let edits = 0;
  world.onStep = ({ name }) => {
    if (name === 'files replace after') edits += 1;
    if (edits > 0 && name.startsWith('store append')) throw new Error('Made up: the disk is full.');
  };
  await world.runs().begin(facts, world.moves(), {}, never);
  world.onStep = () => undefined;
  world.store.crash();
  return world;
}

async function goOn(world: MigrationWorld): Promise<Begun & { readonly kind: 'ran' }> {
  const ended = await world.runs().continue('run-0', {}, never);
  if (ended.kind !== 'ran') throw new Error(ended.because);
  return ended;
}

describe('a run that goes on', () => {
  test('does not say of a reference that it is moved when Vault does not hold the value any more', async () => {
    const world = await cutShort();
    world.vault.softDelete(one);
    const { outcome } = await goOn(world);
    expect(outcome.entries[0]).toMatchObject({ status: 'unclear' });
    expect(outcome.entries[0]?.reason).toContain('Vault does not hold the value any more');
    expect(outcome.entries[2]).toMatchObject({ status: 'moved' });
    const [stored] = await world.store.list();
    expect(stored?.records.some(({ type }) => type === 'finished')).toBe(false);
  });

  test('says when somebody has given a key another value since', async () => {
    const world = await cutShort();
    world.vault.put(one, { ...world.vault.peek(one), alpha: 'made-up-rotated' });
    const { outcome } = await goOn(world);
    expect(outcome.entries[0]).toMatchObject({ status: 'unclear' });
    expect(outcome.entries[1]).toMatchObject({ status: 'moved' });
  });

  test('does not say that a secret is moved when Vault cannot be asked', async () => {
    const world = await cutShort();
    world.onStep = ({ name, path }) => {
      if (name === 'vault readCurrent before' && path === 'one') throw failure('sealed');
    };
    const { outcome } = await goOn(world);
    expect(outcome.entries[0]).toMatchObject({ status: 'unclear' });
    expect(outcome.entries[0]?.reason).toContain('sealed');
  });
});

describe('a run whose file was changed meanwhile', () => {
  const uri = 'file:///w/one.yaml';

  test.each([
    ['an alias of the value', 'alpha: &it made-up-alpha-4711\nother: *it\n'],
    ['a tag', 'alpha: !!binary made-up-alpha-4711\n'],
  ])('leaves a value that no reference can take the place of by now: %s', async (_, text) => {
    const target = { ...one, key: 'alpha' };
    const secret = { uri, keyInFile: 'alpha', value: 'made-up-alpha-4711', target };
    const world = new MigrationWorld([secret], { [uri]: 'alpha: made-up-alpha-4711\n' });
    const moves = world.moves();
    world.files.put(uri, text);
    const begun = await world.runs().begin(facts, moves, {}, never);
    if (begun.kind !== 'ran') throw new Error(begun.because);
    expect(begun.outcome.entries).toMatchObject([{ status: 'not-moved' }]);
    expect(begun.outcome.entries[0]?.reason).not.toContain('no longer where');
    expect(world.files.peek(uri)).toBe(text);
  });
});
