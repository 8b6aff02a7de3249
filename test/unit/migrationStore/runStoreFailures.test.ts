import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../../server/src/migration/journal/records.ts';
import { JournalError } from '../../../server/src/migration/journal/runStore.ts';
import { nodeDisk } from '../../../server/src/migrationStore/nodeDisk.ts';
import type { Fate } from '../../support/faultyDisk.ts';
import { faultyDisk } from '../../support/faultyDisk.ts';
import { headerOf, samples } from './sampleRecords.ts';
import { StoreWorld } from './storeWorld.ts';

const isFull = process.env['VAULT_REFS_TEST_FULL'] === '1';

const records = [
  samples.writing,
  samples.written,
  samples.editing,
  samples.edited,
  samples.finished,
] as const;

interface Told {
  run?: string;
  /** Records whose appends have settled well. */
  written: JournalRecord[];
  error?: unknown;
  dismissed?: boolean;
}

/** A short life of a run, at whose `at`th call something happens. */
async function live(world: StoreWorld, at: number, fate: Fate): Promise<{ told: Told; calls: number }> {
  let calls = 0;
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => (died = resolve));
  const decide = ({ index }: { readonly index: number }): Fate | undefined => {
    calls = index + 1;
    return index === at ? fate : undefined;
  };
  const disk = faultyDisk(nodeDisk, decide, died);
  const { store, kill } = world.start(disk);
  const told: Told = { written: [] };
  const work = async (): Promise<void> => {
    const run = await store.create();
    told.run = run.run;
    for (const record of [headerOf(run.run), ...records]) {
      await run.append(record);
      told.written.push(record);
    }
    await run.release();
    told.dismissed = await store.dismiss(run.run);
  };
  await Promise.race([work().catch((error: unknown) => (told.error = error)), death]);
  kill();
  return { told, calls };
}

/** At every call in full, else at every `step`th. */
async function everyCall(
  fate: Fate,
  step: number,
  check: (world: StoreWorld, told: Told) => Promise<void>,
): Promise<number> {
  for (let at = 0; ; at += isFull ? 1 : step) {
    const world = new StoreWorld();
    const { told, calls } = await live(world, at, fate);
    await check(world, told);
    if (calls <= at) return at;
  }
}

/** What a later process finds: all that was told to be written, and perhaps the one record that was on its way. */
async function expectKept(world: StoreWorld, told: Told): Promise<void> {
  const { store } = world.start();
  const [stored] = await store.list();
  const isBeingDismissed = told.written.length === records.length + 1;
  if (told.written.length > 0 && !isBeingDismissed) expect(stored?.run).toBe(told.run);
  if (!stored) return;
  const kept = stored.records.slice(0, told.written.length);
  expect(kept).toEqual(told.written);
  expect(stored.records.length - kept.length).toBeLessThanOrEqual(1);
  const opened = await store.open(stored.run);
  // Of a run that is being dismissed, the key may be gone already.
  if (!isBeingDismissed || opened.kind !== 'damaged') {
    if (opened.kind !== 'owned') throw new Error(`The run is ${opened.kind}.`);
    expect(opened.run.records).toEqual(stored.records);
    await opened.run.append(samples.undoing);
    await opened.run.release();
  }
  expect(await store.dismiss(stored.run)).toBe(true);
}

async function expectTidy(world: StoreWorld): Promise<void> {
  const { store } = world.start();
  const run = await store.create();
  await run.release();
  const left = [world.runs, world.keys].flatMap((folder) => readdirSync(folder));
  expect(left.filter((name) => !name.startsWith(run.run))).toEqual([]);
}

describe('a process that dies at any call', () => {
  test.each<Fate['acts']>(['not', 'half', 'fully'])(
    'leaves what it was told is written, and nothing in the way (%s done)',
    async (acts) => {
      const calls = await everyCall({ acts, then: 'dies' }, acts === 'half' ? 1 : 4, async (world, told) => {
        await expectKept(world, told);
        await expectTidy(world);
      });
      expect(calls).toBeGreaterThan(50);
    },
    120_000,
  );
});

describe('a disk that fails at any call', () => {
  test.each<[Fate['acts'], string]>([
    ['not', 'ENOSPC'],
    ['half', 'ENOSPC'],
    ['fully', 'EIO'],
  ])('is told as such and loses nothing that was written (%s done, %s)', async (acts, code) => {
    await everyCall({ acts, then: 'fails', code }, acts === 'half' ? 2 : 4, async (world, told) => {
      if (told.error !== undefined) {
        expect(told.error).toBeInstanceOf(JournalError);
        expect(told.error).not.toHaveProperty('cause');
        expect((told.error as Error).stack).not.toContain('/secret/place');
      }
      await expectKept(world, told);
      await expectTidy(world);
    });
  });

  test('half-way through a record ends the run, and not its journal', async () => {
    const world = new StoreWorld();
    let isFull = false;
    const disk = faultyDisk(nodeDisk, ({ name }) =>
      isFull && name === 'handle.write' ? { acts: 'half', then: 'fails', code: 'ENOSPC' } : undefined,
    );
    const { store } = world.start(disk);
    const run = await store.create();
    await run.append(headerOf(run.run));
    isFull = true;
    await expect(run.append(samples.writing)).rejects.toThrow(JournalError);
    isFull = false;
    await expect(run.append(samples.writing)).rejects.toThrow(JournalError);
    expect(readFileSync(join(world.runs, `${run.run}.jsonl`), 'utf8').endsWith('\n')).toBe(false);
    await run.release();
    const opened = await store.open(run.run);
    expect(opened).toMatchObject({ kind: 'owned', run: { records: [{ type: 'run' }] } });
  });
});
