/** A process that wants the same run as others, again and again. Arguments: folder, run, how often; or `hold`, to keep it. */
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcesses } from '../../../../server/src/migrationStore/lock/processes.ts';
import { ownerText } from '../../../../server/src/migrationStore/lock/lockOwner.ts';
import { lockRun } from '../../../../server/src/migrationStore/lock/runLock.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';

const [folder = '', run = '', rounds = ''] = process.argv.slice(2);
const processes = createProcesses();
const world = { folder, disk: nodeDisk, processes, now: Date.now };
const witness = join(folder, 'witness');
const told = { owned: 0, busy: 0, both: 0 };

/** The lock of a process that is dead: the number is beyond the largest that Linux gives (proc_sys_kernel(5)). */
function leaveDeadLock(): void {
  const name = `${run}.${process.pid}x${told.owned}.lock`;
  writeFileSync(join(folder, name), ownerText({ ...processes.self, pid: 0x7fff_fffe }));
}

function enter(): void {
  try {
    closeSync(openSync(witness, 'wx'));
  } catch {
    told.both += 1;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

if (rounds === 'hold') {
  await lockRun(world, run);
  process.stdout.write('held\n');
  await pause(600_000);
}

for (let round = 0; round < Number(rounds); round += 1) {
  const lock = await lockRun(world, run);
  if (!lock) {
    told.busy += 1;
  } else {
    enter();
    told.owned += 1;
    await pause(Math.random() * 3);
    if (!(await lock.isHeld())) told.both += 1;
    unlinkSync(witness);
    if (Math.random() < 0.5) leaveDeadLock();
    await lock.release();
  }
  await pause(Math.random() * 2);
}
process.stdout.write(JSON.stringify(told));
