import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IDLE_MS, ownerText } from '../../../../server/src/migrationStore/lock/lockOwner.ts';
import type { Processes } from '../../../../server/src/migrationStore/lock/processes.ts';
import type { LockWorld } from '../../../../server/src/migrationStore/lock/runLock.ts';
import { isLocked, lockRun } from '../../../../server/src/migrationStore/lock/runLock.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import type { Fate } from '../../../support/faultyDisk.ts';
import { faultyDisk } from '../../../support/faultyDisk.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { RUN } from '../sampleRecords.ts';

/** Processes of one machine, which live until they are taken out of `alive`. */
function machine(): { readonly alive: Set<number>; readonly seenBy: (pid: number) => Processes } {
  const alive = new Set<number>();
  const seenBy = (pid: number): Processes => {
    alive.add(pid);
    return { self: { pid, host: 'here' }, isAlive: (other) => alive.has(other), startOf: () => undefined };
  };
  return { alive, seenBy };
}

function world(changes: Partial<LockWorld> = {}): LockWorld {
  return {
    folder: temporaryFolder(),
    disk: nodeDisk,
    processes: machine().seenBy(1),
    now: Date.now,
    ...changes,
  };
}

describe('a lock', () => {
  test('is one, until it is released', async () => {
    const here = world();
    const first = await lockRun(here, RUN);
    expect(await lockRun(here, RUN)).toBeUndefined();
    expect(await first?.isHeld()).toBe(true);
    await first?.release();
    expect(await first?.isHeld()).toBe(false);
    const second = await lockRun(here, RUN);
    await first?.release();
    expect(await second?.isHeld()).toBe(true);
  });

  test('of another run is no matter', async () => {
    const here = world();
    await lockRun(here, RUN);
    expect(await lockRun(here, 'fedcba9876543210')).toBeDefined();
  });

  test('of a dead process is taken over, and the dead one would know it', async () => {
    const { alive, seenBy } = machine();
    const here = world({ processes: seenBy(1) });
    const dead = await lockRun(here, RUN);
    alive.delete(1);
    const taken = await lockRun({ ...here, processes: seenBy(2) }, RUN);
    expect(await taken?.isHeld()).toBe(true);
    expect(await dead?.isHeld()).toBe(false);
    await dead?.release();
    expect(await taken?.isHeld()).toBe(true);
  });

  test.each([
    ['a link', (path: string) => symlinkSync('/dev/null', path)],
    ['a folder', (path: string) => mkdirSync(path)],
    ['an empty file', (path: string) => writeFileSync(path, '')],
    ['a very large file', (path: string) => writeFileSync(path, Buffer.alloc(10_000, 32))],
  ])('that is %s counts as held', async (_, make) => {
    const here = world();
    make(join(here.folder, `${RUN}.planted.lock`));
    expect(await isLocked(here, RUN)).toBe(true);
    expect(await lockRun(here, RUN)).toBeUndefined();
  });

  test('that cannot be read is taken away when nobody has used it for long', async () => {
    const here = world();
    const path = join(here.folder, `${RUN}.torn.lock`);
    writeFileSync(path, '{"pid":');
    utimesSync(path, new Date(), new Date(Date.now() - IDLE_MS - 10_000));
    expect(await lockRun(here, RUN)).toBeDefined();
    expect(readdirSync(here.folder)).toHaveLength(1);
  });

  test('of a container that works is used again and again', async () => {
    let now = Date.now();
    const one: Processes = { ...machine().seenBy(1), self: { pid: 1, host: 'a', boot: 'b', space: '1' } };
    const other: Processes = { ...machine().seenBy(1), self: { pid: 1, host: 'c', boot: 'b', space: '2' } };
    const here = world({ processes: one, now: () => now });
    const lock = await lockRun(here, RUN);
    const [name = ''] = readdirSync(here.folder);
    utimesSync(join(here.folder, name), new Date(0), new Date(0));
    await lock?.isHeld();
    expect(await lockRun({ ...here, processes: other }, RUN)).toBeUndefined();
    now += IDLE_MS + 10_000;
    expect(await lockRun({ ...here, processes: other }, RUN)).toBeDefined();
    expect(await lock?.isHeld()).toBe(false);
  });

  test('leaves nothing behind when it cannot be made', async () => {
    for (let failing = 0; ; failing += 1) {
      const folder = temporaryFolder();
      let calls = 0;
      const disk = faultyDisk(nodeDisk, ({ index, name }) => {
        calls = index + 1;
        return index === failing && name !== 'handle.close' && name !== 'remove'
          ? { acts: 'fully', then: 'fails', code: 'ENOSPC' }
          : undefined;
      });
      const lock = await lockRun(world({ folder, disk }), RUN).catch(() => undefined);
      if (!lock) expect(readdirSync(folder)).toEqual([]);
      if (calls <= failing) break;
    }
  });

  test('that a dying process was about to make does not stand in the way', async () => {
    for (let dying = 0; ; dying += 1) {
      const { alive, seenBy } = machine();
      const folder = temporaryFolder();
      let calls = 0;
      let died: (how: string) => void = () => undefined;
      const death = new Promise<string>((resolve) => (died = resolve));
      const decide = ({ index }: { readonly index: number }): Fate | undefined => {
        calls = index + 1;
        return index === dying ? { acts: 'half', then: 'dies' } : undefined;
      };
      const disk = faultyDisk(nodeDisk, decide, () => died('dead'));
      const lock = await Promise.race([lockRun(world({ folder, disk, processes: seenBy(1) }), RUN), death]);
      alive.delete(1);
      expect(await lockRun(world({ folder, processes: seenBy(2) }), RUN)).toBeDefined();
      if (lock !== 'dead' && calls <= dying) break;
    }
  });

  test('is never two, however the steps of the processes fall', async () => {
    const rounds = process.env['VAULT_REFS_TEST_FULL'] === '1' ? 2_000 : 15;
    for (let round = 0; round < rounds; round += 1) {
      const { alive, seenBy } = machine();
      const folder = temporaryFolder();
      const disk = faultyDisk(nodeDisk, async () => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 2));
        return undefined;
      });
      writeFileSync(join(folder, `${RUN}.dead.lock`), ownerText({ pid: 99, host: 'here' }));
      const all = await Promise.all(
        [1, 2, 3].map((pid) => lockRun(world({ folder, disk, processes: seenBy(pid) }), RUN)),
      );
      expect(all.filter(Boolean).length).toBeLessThanOrEqual(1);
      for (const lock of all) expect(await (lock?.isHeld() ?? true)).toBe(true);
      expect(alive.has(99)).toBe(false);
    }
  });
});
