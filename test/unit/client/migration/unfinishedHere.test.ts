import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnfinishedHere } from '../../../../client/src/migration/unfinishedHere.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { MemoryMemento } from '../fakes/storage.ts';

it('is what the server told last, in a later window as well', async () => {
  const state = new MemoryMemento();
  const none = join(temporaryFolder(), 'none');
  const unfinished = new UnfinishedHere(state, none);
  expect(await unfinished.mayBe()).toBe(false);
  await unfinished.told(true);
  expect(await new UnfinishedHere(state, none).mayBe()).toBe(true);
  await unfinished.told(false);
  expect(await unfinished.mayBe()).toBe(false);
});

it('may be where a lock is left, though nothing was told', async () => {
  const folder = join(temporaryFolder(), 'runs');
  const unfinished = new UnfinishedHere(new MemoryMemento(), folder);
  await mkdir(folder);
  await writeFile(join(folder, '0123456789abcdef.jsonl'), '');
  expect(await unfinished.mayBe()).toBe(false);
  await writeFile(join(folder, '0123456789abcdef.99.lock'), '');
  expect(await unfinished.mayBe()).toBe(true);
});

it('tells the editor only of a change', async () => {
  const state = new MemoryMemento();
  let updates = 0;
  const counting = {
    get: state.get.bind(state),
    update: (key: string, value: unknown) => {
      updates += 1;
      return state.update(key, value);
    },
  };
  const unfinished = new UnfinishedHere(counting, temporaryFolder());
  for (const isUnfinished of [false, true, true, false]) await unfinished.told(isUnfinished);
  expect(updates).toBe(2);
});
