import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  JournalError,
  type OwnedRun,
  type RunStore,
} from '../../../server/src/migration/journal/runStore.ts';
import type { RunFiles } from '../../../server/src/migration/runFiles.ts';
import { createDiskFiles } from '../../../server/src/migrationStore/files/diskFiles.ts';
import { InMemoryRunFiles } from '../../support/inMemoryRunFiles.ts';
import { InMemoryRunStore } from '../../support/inMemoryRunStore.ts';
import { changeOf, BEFORE, AFTER, FileWorld } from './files/fileWorld.ts';
import { headerOf, samples } from './sampleRecords.ts';
import { StoreWorld } from './storeWorld.ts';

/** What the ports promise, of those that the tests of migration use and of those that people do. */
const stores: readonly [string, () => RunStore][] = [
  ['in memory', () => new InMemoryRunStore()],
  ['on disk', () => new StoreWorld().start().store],
];

async function begun(store: RunStore): Promise<OwnedRun> {
  const run = await store.create();
  await run.append(headerOf(run.run));
  return run;
}

describe.each(stores)('runs %s', (_, start) => {
  test('are kept and gone on with', async () => {
    const store = start();
    const run = await begun(store);
    expect(run.records).toEqual([]);
    await run.append(samples.writing);
    expect(await store.list()).toEqual([
      {
        run: run.run,
        header: headerOf(run.run),
        records: [headerOf(run.run), samples.writing],
        isOwned: true,
      },
    ]);
    expect(await store.open(run.run)).toEqual({ kind: 'busy' });
    await run.release();
    expect(await store.list()).toMatchObject([{ isOwned: false }]);
    const opened = await store.open(run.run);
    if (opened.kind !== 'owned') throw new Error(opened.kind);
    expect(opened.run.records).toEqual([headerOf(run.run), samples.writing]);
    expect(opened.run.fingerprints.of('a', 'b')).toBe(run.fingerprints.of('a', 'b'));
    await expect(run.append(samples.finished)).rejects.toThrow(JournalError);
  });

  test('are missing before their header and when there is none of the name', async () => {
    const store = start();
    const run = await store.create();
    await run.release();
    expect(await store.list()).toEqual([]);
    expect(await store.open(run.run)).toEqual({ kind: 'missing' });
    expect(await store.open('0123456789abcdef')).toEqual({ kind: 'missing' });
  });

  test('are gone when they are dismissed, also by their owner', async () => {
    const store = start();
    const owned = await begun(store);
    const released = await begun(store);
    await released.release();
    for (const { run } of [owned, released]) {
      expect(await store.dismiss(run)).toBe(true);
      expect(await store.open(run)).toEqual({ kind: 'missing' });
    }
    expect(await store.list()).toEqual([]);
    await expect(owned.append(samples.finished)).rejects.toThrow(JournalError);
  });

  test('differ in their fingerprints', async () => {
    const store = start();
    const [one, other] = [await begun(store), await begun(store)];
    expect(one.run).not.toBe(other.run);
    expect(one.fingerprints.of('a', 'b')).not.toBe(other.fingerprints.of('a', 'b'));
  });

  test('take no record that could not be read again', async () => {
    const run = await start().create();
    await expect(run.append(samples.finished)).rejects.toThrow();
    await expect(run.append({ ...headerOf(run.run), value: 'a' } as never)).rejects.toThrow();
  });
});

const files: readonly [string, () => { readonly files: RunFiles; readonly uri: string }][] = [
  [
    'in memory',
    () => ({
      files: new InMemoryRunFiles({ 'file:///w/app.yaml': BEFORE }),
      uri: 'file:///w/app.yaml',
    }),
  ],
  [
    'on disk',
    () => {
      const { folder, uri } = new FileWorld();
      return { files: createDiskFiles({ folders: () => [folder] }), uri };
    },
  ],
];

describe.each(files)('files %s', (_, start) => {
  const { signal } = new AbortController();

  test('are looked at and replaced', async () => {
    const { files: all, uri } = start();
    expect(await all.look(uri, signal)).toEqual({ kind: 'text', text: BEFORE });
    expect(await all.replace(uri, changeOf(BEFORE))).toEqual({ kind: 'replaced' });
    expect(await all.look(uri, signal)).toEqual({ kind: 'text', text: AFTER });
  });

  test('are not replaced when they are not as they were, or the change is not what it says', async () => {
    const { files: all, uri } = start();
    expect(await all.replace(uri, changeOf(AFTER, 'kept', 'lost'))).toEqual({
      kind: 'refused',
      problem: 'changed',
    });
    const odd = { ...changeOf(BEFORE), after: 'other' };
    expect(await all.replace(uri, odd)).toEqual({ kind: 'refused', problem: 'not-applied' });
    expect(await all.look(uri, signal)).toEqual({ kind: 'text', text: BEFORE });
  });

  test('that are not there', async () => {
    const { files: all, uri } = start();
    const other = pathToFileURL(join(new URL(uri).pathname, '..', 'other.yaml')).href;
    expect(await all.look(other, signal)).toEqual({ kind: 'unusable', problem: 'missing' });
    expect(await all.replace(other, changeOf(BEFORE))).toEqual({ kind: 'refused', problem: 'missing' });
  });

  test('are not looked at for somebody who has gone', async () => {
    const { files: all, uri } = start();
    const reason = new Error('Enough.');
    await expect(all.look(uri, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
