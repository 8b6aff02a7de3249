import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileKeys } from '../../../../server/src/migrationStore/keys/fileKeys.ts';
import { newRunKey } from '../../../../server/src/migrationStore/keys/runKeys.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import { faultyDisk } from '../../../support/faultyDisk.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { RUN } from '../sampleRecords.ts';

const isPosix = process.platform !== 'win32';

describe('keys in files', () => {
  test('come back as they were stored, until they are removed', async () => {
    const keys = createFileKeys(join(temporaryFolder(), 'state', 'keys'));
    expect(await keys.load(RUN)).toBeUndefined();
    const key = newRunKey();
    await keys.store(RUN, key);
    expect(new Uint8Array((await keys.load(RUN))!)).toEqual(key);
    await keys.remove(RUN);
    expect(await keys.load(RUN)).toBeUndefined();
    await keys.remove(RUN);
  });

  test('are for this user alone', async (context) => {
    if (!isPosix) return context.skip('this system has no modes');
    const folder = join(temporaryFolder(), 'keys');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await createFileKeys(folder).store(RUN, newRunKey());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, `${RUN}.key`)).mode & 0o777).toBe(0o600);
  });

  test('are never written over, and not through a link', async () => {
    const folder = join(temporaryFolder(), 'keys');
    const keys = createFileKeys(folder);
    const key = newRunKey();
    await keys.store(RUN, key);
    await expect(keys.store(RUN, newRunKey())).rejects.toThrow();
    expect(new Uint8Array((await keys.load(RUN))!)).toEqual(key);
    const elsewhere = join(folder, 'elsewhere');
    const other = 'fedcba9876543210';
    symlinkSync(elsewhere, join(folder, `${other}.key`));
    await expect(keys.store(other, newRunKey())).rejects.toThrow();
    expect(existsSync(elsewhere)).toBe(false);
  });

  test('are not read through a link, nor of another length', async () => {
    const folder = temporaryFolder();
    const keys = createFileKeys(folder);
    writeFileSync(join(folder, 'planted'), newRunKey());
    symlinkSync(join(folder, 'planted'), join(folder, `${RUN}.key`));
    await expect(keys.load(RUN)).rejects.toMatchObject({ code: 'ELOOP' });
    for (const [index, length] of [0, 31, 33, 1_000].entries()) {
      const run = `000000000000000${index}`;
      writeFileSync(join(folder, `${run}.key`), Buffer.alloc(length));
      expect(await keys.load(run)).toBeUndefined();
    }
    mkdirSync(join(folder, '1111111111111111.key'));
    expect(await keys.load('1111111111111111')).toBeUndefined();
  });

  test('have no names that lead elsewhere', async () => {
    const keys = createFileKeys(temporaryFolder());
    for (const run of ['../x', '', '.', 'a/b', `${RUN}\0`, RUN.toUpperCase()]) {
      await expect(keys.store(run, newRunKey())).rejects.toThrow('Not the name of a run.');
      await expect(keys.load(run)).rejects.toThrow('Not the name of a run.');
      await expect(keys.remove(run)).rejects.toThrow('Not the name of a run.');
    }
  });

  test('that cannot be stored leave no part of them', async () => {
    for (const name of ['handle.write', 'handle.sync']) {
      const folder = temporaryFolder();
      const disk = faultyDisk(nodeDisk, (call) =>
        call.name === name ? { acts: 'half', then: 'fails', code: 'ENOSPC' } : undefined,
      );
      await expect(createFileKeys(folder, disk).store(RUN, newRunKey())).rejects.toMatchObject({
        code: 'ENOSPC',
      });
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test('are not kept in a folder that is a link', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'keys'));
    await expect(createFileKeys(join(folder, 'keys')).store(RUN, newRunKey())).rejects.toThrow();
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });
});
