import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OwnedRun, RunStore } from '../../../server/src/migration/journal/runStore.ts';
import { JournalError } from '../../../server/src/migration/journal/runStore.ts';
import { nodeDisk } from '../../../server/src/migrationStore/nodeDisk.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { faultyDisk } from '../../support/faultyDisk.ts';
import { entry, headerOf, samples } from './sampleRecords.ts';
import { StoreWorld } from './storeWorld.ts';

async function begun(store: RunStore): Promise<OwnedRun> {
  const run = await store.create();
  await run.append(headerOf(run.run));
  return run;
}

async function owned(store: RunStore, run: string): Promise<OwnedRun> {
  const opened = await store.open(run);
  if (opened.kind !== 'owned') throw new Error(`The run is ${opened.kind}.`);
  return opened.run;
}

describe('a run', () => {
  test('is gone on with by another process where the first one has stopped', async () => {
    const world = new StoreWorld();
    const first = await begun(world.start().store);
    await first.append(samples.writing);
    await first.release();
    const second = await owned(world.start().store, first.run);
    expect(second.records).toEqual([headerOf(first.run), samples.writing]);
    expect(second.fingerprints.of('a', 'b')).toBe(first.fingerprints.of('a', 'b'));
    await second.append(samples.written);
    await second.release();
    const { store } = world.start();
    expect((await owned(store, first.run)).records.at(-1)).toEqual(samples.written);
  });

  test('has a name that nobody foresees, and fingerprints of its own', async () => {
    const { store } = new StoreWorld().start();
    const runs = await Promise.all([store.create(), store.create(), store.create()]);
    expect(new Set(runs.map(({ run }) => run)).size).toBe(3);
    expect(new Set(runs.map(({ fingerprints }) => fingerprints.of('a', 'b'))).size).toBe(3);
  });

  test('is for this user alone', async (context) => {
    if (process.platform === 'win32') return context.skip('this system has no modes');
    const world = new StoreWorld();
    const { run } = await begun(world.start().store);
    expect(statSync(world.runs).mode & 0o777).toBe(0o700);
    const names = readdirSync(world.runs);
    expect(names).toHaveLength(2);
    for (const name of names) expect(statSync(join(world.runs, name)).mode & 0o777).toBe(0o600);
    expect(names.every((name) => name.startsWith(run))).toBe(true);
  });

  test('is owned by one', async () => {
    const world = new StoreWorld();
    const one = world.start();
    const { run } = await begun(one.store);
    const other = world.start();
    expect(await other.store.open(run)).toEqual({ kind: 'busy' });
    expect(await one.store.open(run)).toEqual({ kind: 'busy' });
    expect(await other.store.dismiss(run)).toBe(false);
    expect(await other.store.list()).toMatchObject([{ run, isOwned: true }]);
    one.kill();
    expect(await other.store.list()).toMatchObject([{ run, isOwned: false, header: { run } }]);
    expect(await other.store.open(run)).toMatchObject({ kind: 'owned' });
  });

  test('that was taken over takes nothing more from the one who had it', async () => {
    const world = new StoreWorld();
    const one = world.start();
    const first = await begun(one.store);
    one.kill();
    const second = await owned(world.start().store, first.run);
    await expect(first.append(samples.finished)).rejects.toThrow(JournalError);
    await second.append(samples.undoing);
    await first.release();
    await second.append(samples.undone);
    expect((await world.start().store.list())[0]?.records.map(({ type }) => type)).toEqual([
      'run',
      'undoing',
      'undone',
    ]);
  });

  test('takes nothing more when its folder is gone, or it was released', async () => {
    const world = new StoreWorld();
    const { store } = world.start();
    const released = await begun(store);
    await released.release();
    await expect(released.append(samples.finished)).rejects.toThrow(JournalError);
    const run = await begun(store);
    renameSync(world.runs, `${world.runs}-elsewhere`);
    await expect(run.append(samples.finished)).rejects.toThrow(JournalError);
    await run.release();
    expect(await store.list()).toEqual([]);
    expect(await store.open(run.run)).toEqual({ kind: 'missing' });
    expect(await store.dismiss(run.run)).toBe(false);
  });

  test('keeps the order of records that were given at once', async () => {
    const world = new StoreWorld();
    const run = await world.start().store.create();
    const records = [
      headerOf(run.run),
      ...Array.from({ length: 50 }, (_, version) => ({ ...samples.written, version })),
    ];
    await Promise.all(records.map((record) => run.append(record)));
    expect((await world.start().store.list())[0]?.records).toEqual(records);
  });

  test('has its key on disk before its journal, and each record before it is told', async () => {
    const world = new StoreWorld();
    const calls: string[] = [];
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      calls.push(`${name} ${/(?:key|jsonl|lock|tmp)$/.exec(path)?.[0] ?? 'folder'}`);
      return undefined;
    });
    const run = await world.start(disk).store.create();
    const syncs = calls.filter((call) => call.startsWith('handle.sync') || /open (?:key|jsonl)/.test(call));
    const made = [
      'open key',
      'handle.sync key',
      'handle.sync folder',
      'open jsonl',
      'handle.sync jsonl',
      'handle.sync folder',
    ];
    expect(syncs.slice(-made.length)).toEqual(made);
    calls.length = 0;
    await run.append(headerOf(run.run));
    expect(calls).toEqual(['touch lock', 'handle.write jsonl', 'handle.sync jsonl']);
  });

  test('without a header is not there', async () => {
    const world = new StoreWorld();
    const one = world.start();
    const { run } = await one.store.create();
    const { store } = world.start();
    expect(await store.list()).toEqual([]);
    one.kill();
    expect(await store.open(run)).toEqual({ kind: 'missing' });
    expect(await store.list()).toEqual([]);
    await (await store.create()).release();
    expect(readdirSync(world.keys)).toHaveLength(1);
    expect(readdirSync(world.runs)).toHaveLength(1);
  });
});

describe('a journal', () => {
  const journal = (world: StoreWorld, run: string): string => join(world.runs, `${run}.jsonl`);

  async function stopped(world: StoreWorld): Promise<string> {
    const run = await begun(world.start().store);
    await run.append(samples.finished);
    await run.release();
    return run.run;
  }

  test('with a torn end is mended when it is gone on with', async () => {
    const world = new StoreWorld();
    const run = await stopped(world);
    const whole = readFileSync(journal(world, run));
    appendFileSync(journal(world, run), '{"type":"undo');
    const { store } = world.start();
    expect((await store.list())[0]?.records).toHaveLength(2);
    const again = await owned(store, run);
    expect(again.records).toHaveLength(2);
    expect(readFileSync(journal(world, run))).toEqual(whole);
    await again.append(samples.undoing);
    expect(readFileSync(journal(world, run), 'utf8')).toBe(`${whole.toString()}{"type":"undoing"}\n`);
  });

  test('that was changed is damaged, and stays as it is', async () => {
    const world = new StoreWorld();
    const run = await stopped(world);
    appendFileSync(journal(world, run), '{"type":"moved"}\n');
    const bytes = readFileSync(journal(world, run));
    const { store } = world.start();
    expect(await store.open(run)).toEqual({ kind: 'damaged' });
    expect(await store.list()).toEqual([]);
    expect(readFileSync(journal(world, run))).toEqual(bytes);
    expect(readdirSync(world.runs)).toHaveLength(1);
    expect(await store.dismiss(run)).toBe(true);
    expect([...readdirSync(world.runs), ...readdirSync(world.keys)]).toEqual([]);
  });

  test('without its key is damaged, and still told of', async () => {
    const world = new StoreWorld();
    const run = await stopped(world);
    rmSync(join(world.keys, `${run}.key`));
    const { store } = world.start();
    expect(await store.open(run)).toEqual({ kind: 'damaged' });
    expect(await store.list()).toMatchObject([{ run, isOwned: false }]);
  });

  test.each([
    ['a link', (path: string, other: string) => symlinkSync(other, path)],
    ['a folder', (path: string) => mkdirSync(path)],
    ['larger than any', (path: string) => truncateSync((writeFileSync(path, ''), path), 40 * 1024 * 1024)],
  ])('that is %s is damaged', async (_, make) => {
    const world = new StoreWorld();
    const run = await stopped(world);
    const other = join(world.folder, 'other.jsonl');
    renameSync(journal(world, run), other);
    const bytes = readFileSync(other);
    make(journal(world, run), other);
    const { store } = world.start();
    expect(await store.open(run)).toEqual({ kind: 'damaged' });
    expect(await store.list()).toEqual([]);
    expect(readFileSync(other)).toEqual(bytes);
  });

  test('of a name that leads elsewhere is not there', async () => {
    const world = new StoreWorld();
    const run = await stopped(world);
    renameSync(world.runs, join(world.folder, 'runs'));
    mkdirSync(world.runs);
    const { store } = world.start();
    for (const name of [
      `../../runs/${run}`,
      '',
      '.',
      '..',
      `${run}\0`,
      `${run}/`,
      run.toUpperCase(),
      '__proto__',
    ]) {
      expect(await store.open(name)).toEqual({ kind: 'missing' });
      expect(await store.dismiss(name)).toBe(false);
    }
    expect(readdirSync(join(world.folder, 'runs'))).toEqual([`${run}.jsonl`]);
  });

  test('has no value in it, whoever tries, and neither have errors', async () => {
    const world = new StoreWorld();
    const canary = createCanary();
    const run = await world.start().store.create();
    const fingerprint = run.fingerprints.of(entry.id, canary.secret);
    const header = headerOf(run.run, { entries: [{ ...entry, fingerprint }] });
    const smuggled = [
      { ...header, value: canary.secret },
      { ...header, entries: [{ ...header.entries[0], value: canary.secret }] },
      { ...header, entries: [{ ...header.entries[0], spelling: { steps: [{ layout: canary.secret }] } }] },
      { ...header, toJSON: () => canary.secret },
    ];
    for (const record of smuggled) {
      const error: unknown = await run.append(record as never).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(JournalError);
      expectNoLeak(canary, error);
    }
    await run.append(header);
    await expect(
      run.append({ ...samples.writing, data: { password: canary.secret } } as never),
    ).rejects.toThrow();
    const names = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(names).toHaveLength(3);
    expectNoLeak(canary, ...names.map(({ name, parentPath }) => readFileSync(join(parentPath, name))), run);
    expect(readFileSync(journal(world, run.run), 'utf8')).toContain(fingerprint);
  });

  test('that would be too large to be read again is not begun', async () => {
    const { store } = new StoreWorld().start();
    const run = await store.create();
    const entries = Array.from({ length: 500 }, (_, index) => ({
      ...entry,
      id: String(index),
      written: 'x'.repeat(90_000),
    }));
    await expect(run.append(headerOf(run.run, { entries }))).rejects.toThrow(JournalError);
    await run.append(headerOf(run.run));
  });
});

describe('the list of runs', () => {
  test('is in the order of their beginnings', async () => {
    const world = new StoreWorld();
    const { store } = world.start();
    const times = ['2026-01-02T00:00:00Z', '2026-01-01T23:00:00.5Z', '2026-01-01T23:00:00+02:00', 'soon'];
    for (const startedAt of times) {
      const run = await store.create();
      await run.append(headerOf(run.run, { startedAt }));
    }
    const listed = (await store.list())
      .map(({ header }) => header.startedAt)
      .filter((time) => time !== 'soon');
    expect(listed).toEqual([times[2], times[1], times[0]]);
  });

  test('leaves out what is no run', async () => {
    const world = new StoreWorld();
    const { store } = world.start();
    expect(await store.list()).toEqual([]);
    const { run } = await begun(store);
    for (const name of ['README', 'x.jsonl', `${run}x.jsonl`, '.jsonl', run, '0000000000000000']) {
      writeFileSync(join(world.runs, name), 'hello');
    }
    mkdirSync(join(world.runs, '1111111111111111.jsonl'));
    expect(await store.list()).toMatchObject([{ run }]);
  });

  test('is as long as it may be, whoever has filled the folder', async () => {
    const world = new StoreWorld();
    const { store } = world.start();
    await (await store.create()).release();
    for (let index = 0; index < 600; index += 1) {
      const run = index.toString(16).padStart(16, '0');
      writeFileSync(join(world.runs, `${run}.jsonl`), `${JSON.stringify(headerOf(run))}\n`);
    }
    expect(await store.list()).toHaveLength(500);
  });
});

describe('a run that is dismissed', () => {
  test('is gone with its key, and its owner can write no more', async () => {
    const world = new StoreWorld();
    const { store } = world.start();
    const run = await begun(store);
    expect(await store.dismiss(run.run)).toBe(true);
    await expect(run.append(samples.finished)).rejects.toThrow(JournalError);
    await run.release();
    expect([...readdirSync(world.runs), ...readdirSync(world.keys)]).toEqual([]);
    expect(await store.open(run.run)).toEqual({ kind: 'missing' });
  });

  test('loses its key first', async () => {
    const world = new StoreWorld();
    const removed: string[] = [];
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      if (name === 'remove') removed.push(path.slice(path.lastIndexOf('.')));
      return undefined;
    });
    const { store } = world.start(disk);
    const run = await begun(store);
    expect(await store.dismiss(run.run)).toBe(true);
    expect(removed).toEqual(['.key', '.jsonl', '.lock']);
  });

  test('stays when its key cannot be removed', async () => {
    const world = new StoreWorld();
    const disk = faultyDisk(nodeDisk, ({ name, path }) =>
      name === 'remove' && path.endsWith('.key') ? { acts: 'not', then: 'fails', code: 'EACCES' } : undefined,
    );
    const { store } = world.start(disk);
    const begunRun = await begun(store);
    const { run } = begunRun;
    await begunRun.release();
    expect(await store.dismiss(run)).toBe(false);
    expect(await store.list()).toMatchObject([{ run }]);
    expect(await store.open(run)).toMatchObject({ kind: 'owned' });
  });
});
