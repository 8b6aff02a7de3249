import { describe, expect, test } from 'vitest';
import type { EntryOutcome } from '../../../server/src/migration/run/outcome.ts';
import type { Begun } from '../../../server/src/migration/service/runs.ts';
import { failure } from '../../support/inMemorySecretVault.ts';
import { type MigrationWorld, smallWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const one = { mount: 'secret', path: 'one' };
const two = { mount: 'secret', path: 'two' };

async function run(world: MigrationWorld, signal = never): Promise<Begun & { readonly kind: 'ran' }> {
  const begun = await world.runs().begin(facts, world.moves(), {}, signal);
  if (begun.kind !== 'ran') throw new Error(begun.because);
  return begun;
}

function statuses({ outcome }: Begun & { readonly kind: 'ran' }): readonly string[] {
  return outcome.entries.map(({ status }) => status);
}

function reasonsOf({ outcome }: Begun & { readonly kind: 'ran' }): readonly string[] {
  return [...new Set(outcome.entries.flatMap(({ reason }) => reason ?? []))];
}

/** What is said of each secret is true, and none is lost. */
function expectTold(world: MigrationWorld, entries: readonly EntryOutcome[]): void {
  expect(world.lost()).toEqual([]);
  for (const { id, status } of entries) {
    const secret = world.secrets[Number(id.slice(1))];
    if (!secret) throw new Error(id);
    if (status === 'moved' || status === 'reused') expect(world.isReferenced(secret), id).toBe(true);
    if (status === 'not-moved') expect(world.isInFile(secret), id).toBe(true);
  }
}

describe('a run in which something goes wrong', () => {
  test('says what is true, whatever call fails, and finishes when it goes on', async () => {
    for (let step = 0; ; step += 1) {
      const world = smallWorld();
      const seen = { hasFailed: false };
      world.onStep = ({ index, name }) => {
        if (index !== step || name.startsWith('store create')) return;
        seen.hasFailed = true;
        throw failure('unreachable');
      };
      const begun = await world.runs().begin(facts, world.moves(), {}, never);
      if (step > 3 && !seen.hasFailed) break;
      if (begun.kind === 'ran') expectTold(world, begun.outcome.entries);
      expect(world.lost()).toEqual([]);
      if (!seen.hasFailed || (await world.store.list()).length === 0) continue;
      world.onStep = () => undefined;
      const again = await world.runs().continue('run-0', {}, never);
      if (again.kind !== 'ran') throw new Error(again.because);
      expect(again.outcome.entries.every(({ status }) => status === 'moved' || status === 'reused')).toBe(
        true,
      );
      expectTold(world, again.outcome.entries);
    }
  });

  test('stops where it is cancelled, and finishes when it goes on', async () => {
    for (let step = 0; ; step += 1) {
      const world = smallWorld();
      const cancelling = new AbortController();
      const seen = { isCancelled: false };
      world.onStep = ({ index }) => {
        if (index !== step) return;
        seen.isCancelled = true;
        cancelling.abort();
      };
      const begun = await world.runs().begin(facts, world.moves(), {}, cancelling.signal);
      if (!seen.isCancelled) break;
      if (begun.kind === 'ran') expectTold(world, begun.outcome.entries);
      expect(world.lost()).toEqual([]);
      if ((await world.store.list()).length === 0) continue;
      const again = await world.runs().continue('run-0', {}, never);
      if (again.kind !== 'ran') throw new Error(again.because);
      expectTold(world, again.outcome.entries);
      expect(world.secrets.every((secret) => world.isReferenced(secret))).toBe(true);
    }
  });

  test.each(['sealed', 'rate-limited', 'not-signed-in', 'denied', 'timeout', 'server-error'] as const)(
    'leaves the plaintext of what comes after Vault became %s',
    async (kind) => {
      const world = smallWorld();
      let isDown = false;
      world.onStep = ({ name }) => {
        if (name === 'files replace after') isDown = true;
        if (isDown && name.startsWith('vault')) throw failure(kind);
      };
      const begun = await run(world);
      expectTold(world, begun.outcome.entries);
      expect(statuses(begun).slice(3)).toEqual(['not-moved', 'not-moved', 'not-moved']);
      expect(JSON.stringify(begun)).not.toContain('made-up');
    },
  );

  test('never overwrites another value', async () => {
    const world = smallWorld();
    world.vault.put(one, { alpha: 'made-up-theirs' });
    const begun = await run(world);
    expect(statuses(begun)).toEqual(['not-moved', 'moved', 'moved', 'moved', 'moved', 'reused']);
    expect(reasonsOf(begun)).toEqual(['The key already holds another value, which is never overwritten']);
    expect(world.vault.peek(one)).toMatchObject({ alpha: 'made-up-theirs' });
    expectTold(world, begun.outcome.entries);
  });

  test('writes over a soft-deleted path without undoing the deletion of others', async () => {
    const world = smallWorld();
    world.vault.put(one, { theirs: 'made-up-theirs' });
    world.vault.softDelete(one);
    const begun = await run(world);
    expectTold(world, begun.outcome.entries);
    expect(Object.keys(world.vault.peek(one) ?? {}).toSorted()).toEqual(['alpha', 'beta']);
  });

  test('writes to a path that has nothing but metadata', async () => {
    const world = smallWorld();
    world.vault.setCustomMetadata(one, { owner: 'somebody' });
    expectTold(world, (await run(world)).outcome.entries);
    expect(world.secrets.every((secret) => world.isReferenced(secret))).toBe(true);
  });

  test('leaves a mount alone that deletes its secrets by itself', async () => {
    const world = smallWorld();
    world.vault.mount('secret', { deleteVersionAfter: '30s' });
    const begun = await run(world);
    expect(new Set(statuses(begun))).toEqual(new Set(['not-moved']));
    expect(world.vault.peek(one)).toBeUndefined();
  });

  test('learns from its first write that a mount deletes its secrets by itself, and changes no file', async () => {
    const world = smallWorld();
    world.vault.mount('secret', { deleteVersionAfter: '30s', isConfigHidden: true });
    const begun = await run(world);
    expect(new Set(statuses(begun))).toEqual(new Set(['not-moved']));
    expect(world.files.all()).toEqual(world.originals);
    expect(world.vault.versionsOf({ mount: 'secret', path: 'shared' })).toEqual([]);
  });

  test('changes no file for a path that deletes its versions by itself', async () => {
    const world = smallWorld();
    world.vault.setPathSettings(two, { deleteVersionAfter: '30s' });
    const begun = await run(world);
    expect(statuses(begun).slice(3)).toEqual(['not-moved', 'moved', 'reused']);
    expect(world.vault.versionsOf(two)).toHaveLength(1);
  });

  test('does not purge the oldest version of a path', async () => {
    const world = smallWorld();
    world.vault.setPathSettings(two, { maxVersions: 1 });
    const begun = await run(world);
    expect(statuses(begun)).toEqual(['moved', 'moved', 'moved', 'not-moved', 'moved', 'reused']);
    expect(reasonsOf(begun)).toEqual(['The path is full, so a write would purge its oldest version']);
  });

  test('does not write beside a number that the server would alter', async () => {
    const world = smallWorld();
    world.vault.put(two, { big: 2 ** 60 });
    const begun = await run(world);
    expect(statuses(begun)[3]).toBe('not-moved');
    expect(world.vault.versionsOf(two)).toHaveLength(2);
  });

  test('a file that was changed keeps what was changed', async () => {
    const world = smallWorld();
    const moves = world.moves();
    world.files.change('file:///w/one.yaml', (text) => `# new\n${text.replace('name: shop', 'name: other')}`);
    const begun = await world.runs().begin(facts, moves, {}, never);
    if (begun.kind !== 'ran') throw new Error(begun.because);
    expectTold(world, begun.outcome.entries);
    expect(statuses(begun)).toEqual(['moved', 'moved', 'moved', 'moved', 'moved', 'reused']);
    expect(world.files.peek('file:///w/one.yaml')).toMatch(/^# new\n# one\n/);
    expect(world.files.peek('file:///w/one.yaml')).toContain('name: other');
  });

  test('a secret that somebody changed or took away is not moved', async () => {
    const world = smallWorld();
    const moves = world.moves();
    world.files.change('file:///w/one.yaml', (text) =>
      text.replace('made-up-alpha-4711', 'made-up-new').replace(/^beta.*\n/m, ''),
    );
    const begun = await world.runs().begin(facts, moves, {}, never);
    if (begun.kind !== 'ran') throw new Error(begun.because);
    expect(statuses(begun).slice(0, 3)).toEqual(['not-moved', 'not-moved', 'moved']);
    expect(world.files.peek('file:///w/one.yaml')).toContain('made-up-new');
    expect(world.vault.peek(one)).toBeUndefined();
  });

  test.each(['missing', 'read-only', 'outside', 'linked', 'not-text', 'unsaved', 'unreadable'] as const)(
    'a file that is %s is left alone, and others go on',
    async (problem) => {
      const world = smallWorld();
      const moves = world.moves();
      world.files.problems.set('file:///w/one.yaml', problem);
      const begun = await world.runs().begin(facts, moves, {}, never);
      if (begun.kind !== 'ran') throw new Error(begun.because);
      expect(statuses(begun)).toEqual(['not-moved', 'not-moved', 'not-moved', 'moved', 'moved', 'reused']);
      expect(world.vault.peek(one)).toBeUndefined();
    },
  );

  test.each(['no-room', 'read-only', 'changed', 'not-applied'] as const)(
    'a file that cannot be written (%s) keeps its plaintext',
    async (problem) => {
      const world = smallWorld();
      world.files.refusals.set('file:///w/one.yaml', problem);
      const begun = await run(world);
      expect(statuses(begun)).toEqual(['not-moved', 'not-moved', 'not-moved', 'moved', 'moved', 'reused']);
      expectTold(world, begun.outcome.entries);
      world.files.refusals.clear();
      const again = await world.runs().continue('run-0', {}, never);
      if (again.kind !== 'ran') throw new Error(again.because);
      expect(statuses(again)).toEqual(['reused', 'reused', 'reused', 'moved', 'moved', 'moved']);
    },
  );

  test('an editor that formats what it saves is no reason to doubt, as long as every reference is in its place', async () => {
    const world = smallWorld();
    world.files.onSave = (_, text) => text.replaceAll('"', "'").replace('# why', '#   why');
    const begun = await run(world);
    expect(statuses(begun).slice(0, 3)).toEqual(['moved', 'moved', 'moved']);
  });

  test('an editor that spoils what it saves is told', async () => {
    const world = smallWorld();
    world.files.onSave = (_, text) => text.replace('secret/one#alpha', 'other');
    const begun = await run(world);
    expect(statuses(begun)[0]).toBe('unclear');
    // The value is in Vault all the same.
    expect(world.vault.peek(one)).toMatchObject({ alpha: 'made-up-alpha-4711' });
  });

  test.each([
    ['deletes the secret', (world: MigrationWorld) => world.vault.softDelete(one)],
    ['removes the path', (world: MigrationWorld) => world.vault.remove(one)],
    ['replaces all keys', (world: MigrationWorld) => world.vault.put(one, { theirs: 'made-up-theirs' })],
  ])('the plaintext goes back into its file where somebody %s right at the edit', async (_, act) => {
    const world = smallWorld();
    let isDone = false;
    world.onStep = ({ name }) => {
      if (name !== 'files replace before' || isDone) return;
      isDone = true;
      act(world);
    };
    const begun = await run(world);
    expect(statuses(begun)).toEqual(['not-moved', 'not-moved', 'moved', 'moved', 'moved', 'reused']);
    expectTold(world, begun.outcome.entries);
  });

  test('tells of another path that was made in the place of the one that was written', async () => {
    const world = smallWorld();
    world.onStep = ({ name, path }) => {
      if (name !== 'vault writeKeys before' || path !== 'two') return;
      world.vault.remove(two);
      world.vault.put(two, { theirs: 'made-up-new' });
    };
    const begun = await run(world);
    expect(begun.outcome.warnings).toHaveLength(1);
    expect(world.vault.peek(two)).toMatchObject({ theirs: 'made-up-new' });
    expectTold(world, begun.outcome.entries);
  });

  test('goes to the server and namespace alone that it was begun for', async () => {
    const world = smallWorld();
    world.onStep = ({ name }) => {
      if (name === 'files replace after') world.vault.namespace = 'elsewhere';
    };
    const begun = await run(world);
    expectTold(world, begun.outcome.entries);
    expect(statuses(begun).slice(3)).toEqual(['not-moved', 'not-moved', 'not-moved']);
    const again = await world.runs().continue('run-0', {}, never);
    expect(again).toMatchObject({ kind: 'refused' });
  });

  test('is done when it is cancelled while it tells who moved what', async () => {
    const world = smallWorld();
    const cancelling = new AbortController();
    world.onStep = ({ name }) => {
      if (name === 'vault annotate before') cancelling.abort();
    };
    const options = { attribution: new Map([['moved_by', 'somebody']]) };
    const begun = await world.runs().begin(facts, world.moves(), options, cancelling.signal);
    if (begun.kind !== 'ran') throw new Error(begun.because);
    expect(cancelling.signal.aborted).toBe(true);
    expect(begun.outcome).toMatchObject({ annotated: 0 });
    expect(begun.outcome.stopped).toBeUndefined();
    expect(world.store.textOf('run-0')).toContain('"finished"');
  });

  test.each(['store create after', 'store append run after'])(
    'writes nothing where somebody signs in elsewhere at once (%s)',
    async (moment) => {
      const world = smallWorld();
      world.onStep = ({ name }) => {
        if (name === moment || name === moment.replace('create', 'create '))
          world.vault.origin = 'https://other.example';
      };
      await world.runs().begin(facts, world.moves(), {}, never);
      expect(world.vault.calls).not.toContain('writeKeys');
      expect(world.files.all()).toEqual(world.originals);
    },
  );

  test('has no value in its journal or its outcome', async () => {
    const world = smallWorld();
    const begun = await run(world);
    expect(world.store.textOf('run-0')).not.toMatch(/made-up|4711/);
    expect(JSON.stringify(begun)).not.toMatch(/made-up|4711/);
  });

  test('is not begun twice at the same time', async () => {
    const world = smallWorld();
    let other: Promise<unknown> = Promise.resolve(undefined);
    world.onStep = ({ name }) => {
      if (name === 'files replace before') other = world.runs().continue('run-0', {}, never);
    };
    await run(world);
    expect(await other).toMatchObject({ kind: 'refused' });
  });
});

describe('KV v1', () => {
  const kvV1 = (isConfirmed: boolean): Promise<{ world: MigrationWorld; begun: Begun & { kind: 'ran' } }> => {
    const world = smallWorld();
    world.vault.remove(two);
    world.vault.mount('secret', { kvVersion: 1 });
    return world
      .runs()
      .begin({ ...facts, kvV1RaceConfirmed: isConfirmed }, world.moves(), {}, never)
      .then((begun) => {
        if (begun.kind !== 'ran') throw new Error(begun.because);
        return { world, begun };
      });
  };

  test('is written where the person knows of the race, in one write for each path', async () => {
    const { world, begun } = await kvV1(true);
    expect(new Set(statuses(begun))).toEqual(new Set(['moved']));
    expectTold(world, begun.outcome.entries);
    const confirmed = { isAgreed: true, finalDeletionConfirmed: true };
    const undone = await world
      .runs()
      .undo('run-0', { confirmRemoval: () => Promise.resolve(confirmed) }, never);
    if (undone.kind !== 'ran') throw new Error(undone.because);
    expect(new Set(undone.outcome.keys.map(({ status }) => status))).toEqual(new Set(['removed']));
    expect(world.files.all()).toEqual(world.originals);
    expect(world.vault.peek(one)).toBeUndefined();
  });

  test('is not written where nobody has confirmed that', async () => {
    const { world, begun } = await kvV1(false);
    expect(new Set(statuses(begun))).toEqual(new Set(['not-moved']));
    expect(world.vault.peek(one)).toBeUndefined();
  });
});
