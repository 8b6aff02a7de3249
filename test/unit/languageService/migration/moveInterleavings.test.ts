import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveSecret } from '../../../../server/src/languageService/migration/moveSecret.ts';
import type { InMemorySecretVault } from '../../../support/inMemorySecretVault.ts';
import { canary, expectNoCanary, FakeDocument, moved, original, target, world } from './moveWorld.ts';
import { fullTimeout, runs } from './runs.ts';

const schedules = runs(2_500, 10_000);

type Data = Readonly<Record<string, unknown>>;

let serial = 0;
/** What another client may do between two of our steps. Its values are unique, so that each can be traced. */
const foreignActs: Readonly<Record<string, (vault: InMemorySecretVault) => void>> = {
  nothing: () => undefined,
  'write our key': (vault) => {
    vault.put(target, { ...vault.peek(target), db_password: `foreign ${serial++}` });
  },
  'write other keys only': (vault) => {
    vault.put(target, { user: `foreign ${serial++}` });
  },
  'add a key': (vault) => {
    vault.put(target, { ...vault.peek(target), added: `foreign ${serial++}` });
  },
  'write our value': (vault) => {
    vault.put(target, { db_password: canary });
  },
  delete: (vault) => {
    vault.softDelete(target);
  },
  remove: (vault) => {
    vault.remove(target);
  },
  'remove and make again': (vault) => {
    vault.remove(target);
    vault.put(target, { user: `foreign ${serial++}` });
  },
  'remove and make again with our key': (vault) => {
    vault.remove(target);
    vault.put(target, { db_password: `foreign ${serial++}` });
  },
};
const act = fc.oneof(
  { weight: 3, arbitrary: fc.constant('nothing') },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(foreignActs)) },
);

interface Witness {
  /** Current data just before and just after our write; undefined when there was no write. */
  write?: { before: Data | undefined; after: Data | undefined; history: readonly Data[] };
  /** Whether Vault held our value at the last time that we looked. */
  lastLook: boolean;
}

/** Runs foreign acts at every step and notes what a test needs to judge: before our own acts, after the others'. */
function play(vault: InMemorySecretVault, acts: readonly string[]): Witness {
  const witness: Witness = { lastLook: false };
  let before: Data | undefined;
  vault.onStep = ({ call, when, index }) => {
    if (call === 'writeKeys' && when === 'after') {
      witness.write = { before, after: vault.peek(target), history: vault.versionsOf(target) };
    }
    if (call === 'readCurrent' && when === 'after') {
      witness.lastLook = vault.peek(target)?.['db_password'] === canary;
    }
    foreignActs[acts[index] ?? 'nothing']!(vault);
    if (call === 'writeKeys' && when === 'before') before = vault.peek(target);
  };
  return witness;
}

describe('another client between every two steps', () => {
  test(
    `${schedules.numRuns} schedules: nothing of theirs is lost by us, nothing of ours is lost`,
    async () => {
      const seen = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...Object.keys(foreignActs)), { maxLength: 3 }),
          fc.array(act, { minLength: 12, maxLength: 12 }),
          async (past, acts) => {
            const w = world();
            for (const name of past) foreignActs[name]!(w.vault);
            const witness = play(w.vault, acts);
            const result = await w.move();
            seen.set(result.outcome, (seen.get(result.outcome) ?? 0) + 1);

            const isDone = result.outcome === 'moved' || result.outcome === 'reused';
            expect(w.document.text).toBe(isDone ? moved : original);
            if (isDone) expect(witness.lastLook).toBe(true);
            if (result.inVault) expect(witness.lastLook).toBe(true);
            if (result.outcome === 'refused' || result.outcome === 'reused') {
              expect(w.vault.calls).not.toContain('writeKeys');
            }
            expectTheirsKept(witness, result.outcome);
            expectNoCanary(result);
          },
        ),
        schedules,
      );
      // The schedules are worth something only if they reach every end.
      expect([...seen.keys()].sort()).toEqual(['failed', 'moved', 'refused', 'reused']);
      for (const count of seen.values()) expect(count).toBeGreaterThan(schedules.numRuns / 100);
    },
    fullTimeout,
  );
});

/**
 * Our write keeps every key that it finds. The one exception is out of reach of check-and-set: the path was removed and
 * made again, up to the same version number, between our look and our write. Then their data must still be in the
 * version before ours, and the move must not call itself done.
 */
function expectTheirsKept({ write }: Witness, outcome: string): void {
  if (!write?.after) return;
  const { before = {}, after, history } = write;
  const isKept = Object.entries(before).every(([key, value]) => after[key] === value);
  if (isKept) return;
  expect(outcome).toBe('failed');
  expect(history).toContainEqual(before);
}

describe('the value is there, but not by our write', () => {
  const afterWrite = (act: (vault: InMemorySecretVault) => void): ReturnType<typeof world> => {
    const w = world();
    w.vault.onStep = ({ call, when }) => {
      if (call === 'writeKeys' && when === 'after') act(w.vault);
    };
    return w;
  };

  test('the path was made again, at the same version', async () => {
    const w = afterWrite((vault) => {
      vault.remove(target);
      vault.put(target, { db_password: canary });
    });
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expect(w.document.text).toBe(original);
  });

  test('the path was made again, at a later version', async () => {
    const w = afterWrite((vault) => {
      vault.remove(target);
      vault.put(target, { user: 'foreign' });
      vault.put(target, { db_password: canary });
    });
    const result = await w.move();
    expect(result.message).toContain('does not read back');
    expect(result.inVault).toBe(true);
    expect(w.document.text).toBe(original);
  });

  test('the path was made again between the two looks', async () => {
    const w = world();
    w.vault.onStep = ({ call, when }) => {
      if (call !== 'readVersion' || when === 'before') return;
      w.vault.remove(target);
      w.vault.put(target, { db_password: canary });
    };
    const result = await w.move();
    expect(result.message).toContain('made it again');
    expect(w.document.text).toBe(original);
  });

  test('a later version that keeps our value is fine', async () => {
    const w = afterWrite((vault) => {
      vault.put(target, { ...vault.peek(target), added: 1 });
    });
    expect(await w.move()).toMatchObject({ outcome: 'moved' });
  });

  test('a later version without our value stops the move and says where it is', async () => {
    const w = afterWrite((vault) => {
      vault.put(target, { user: 'foreign' });
    });
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: false });
    expect(result.message).toContain('only in an earlier version');
    expect(w.document.text).toBe(original);
  });
});

describe('two migrators at once', () => {
  const [first, second] = ['made-up-first-value', 'made-up-second-value'];

  test.each([
    ['the same value', first, first],
    ['different values', first, second],
  ])('%s at the same target', async (_, one, two) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { vault } = world();
        vault.onStep = async () => {
          await scheduler.schedule(Promise.resolve());
        };
        const documents = [one, two].map((value) => new FakeDocument(`a: ${value}\n`));
        const moves = documents.map((document) => moveOnly(vault, document));
        const results = await scheduler.waitFor(Promise.all(moves));
        const held = vault.peek(target)?.['db_password'];
        for (const [index, { outcome }] of results.entries()) {
          const value = [one, two][index];
          const isDone = outcome === 'moved' || outcome === 'reused';
          expect(documents[index]?.text).toBe(isDone ? 'a: secret/shop/app#db_password\n' : `a: ${value}\n`);
          if (isDone) expect(held).toBe(value);
        }
        expect(results.some(({ outcome }) => outcome === 'moved')).toBe(true);
        expect(vault.versionsOf(target)).toHaveLength(1);
      }),
      runs(250, 1_000),
    );
  });
});

/** Moves the whole value of a one-line document. */
function moveOnly(vault: InMemorySecretVault, document: FakeDocument): ReturnType<typeof moveSecret> {
  const place = { start: 3, end: document.text.length - 1 };
  const finding = { ...place, scalarStart: place.start, scalarEnd: place.end };
  const request = { version: 1, languageId: 'yaml', finding, target, kvV1RaceConfirmed: false };
  return moveSecret({ vault, document }, request, new AbortController().signal);
}
