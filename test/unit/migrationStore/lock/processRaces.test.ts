import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createProcesses } from '../../../../server/src/migrationStore/lock/processes.ts';
import { isLocked, lockRun } from '../../../../server/src/migrationStore/lock/runLock.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { RUN } from '../sampleRecords.ts';

const isFull = process.env['VAULT_REFS_TEST_FULL'] === '1';
const ROUNDS = isFull ? 3_000 : 100;
const node = fileURLToPath(new URL('../../../../node_modules/node/bin/node', import.meta.url));
const script = fileURLToPath(new URL('contender.ts', import.meta.url));

function contender(...parameters: readonly string[]): ChildProcess {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function output(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
  await once(child, 'close');
  return text;
}

describe('processes that want the same run', () => {
  test(
    'never have it both, also where they find locks of dead ones',
    async () => {
      const folder = temporaryFolder();
      const children = [1, 2, 3].map(() => contender(folder, RUN, String(ROUNDS)));
      const told = (await Promise.all(children.map(output))).map((text) => JSON.parse(text) as unknown);
      for (const one of told) expect(one).toMatchObject({ both: 0 });
      const sum = (what: string): number =>
        told.reduce<number>((total, one) => total + (one as Record<string, number>)[what]!, 0);
      expect(sum('owned') + sum('busy')).toBe(3 * ROUNDS);
      // Else nobody ever got it, or they never met.
      expect(sum('owned')).toBeGreaterThan(ROUNDS / 2);
      expect(sum('busy')).toBeGreaterThan(0);
    },
    isFull ? 600_000 : 60_000,
  );

  test('take it over from one that was killed, and not before', async () => {
    const world = { folder: temporaryFolder(), disk: nodeDisk, processes: createProcesses(), now: Date.now };
    const owner = contender(world.folder, RUN, 'hold');
    await once(owner.stdout!, 'data');
    expect(await isLocked(world, RUN)).toBe(true);
    expect(await lockRun(world, RUN)).toBeUndefined();
    owner.kill('SIGKILL');
    await once(owner, 'close');
    expect(await isLocked(world, RUN)).toBe(false);
    // Who only looks takes nothing away.
    expect(await nodeDisk.names(world.folder)).not.toEqual([]);
    const lock = await lockRun(world, RUN);
    expect(await lock?.isHeld()).toBe(true);
    expect(await nodeDisk.names(world.folder)).toHaveLength(1);
    await lock?.release();
    expect(await nodeDisk.names(world.folder)).toEqual([]);
  });
});
