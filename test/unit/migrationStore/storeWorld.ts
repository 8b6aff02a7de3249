import { join } from 'node:path';
import type { RunStore } from '../../../server/src/migration/journal/runStore.ts';
import { createFileKeys } from '../../../server/src/migrationStore/keys/fileKeys.ts';
import type { Processes } from '../../../server/src/migrationStore/lock/processes.ts';
import { nodeDisk } from '../../../server/src/migrationStore/nodeDisk.ts';
import type { RunDisk } from '../../../server/src/migrationStore/runDisk.ts';
import { createRunStore } from '../../../server/src/migrationStore/runStore.ts';
import { faultyDisk } from '../../support/faultyDisk.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** A machine with a folder for runs, whose processes live until they are killed. */
export class StoreWorld {
  readonly folder = temporaryFolder();
  readonly runs = join(this.folder, 'state', 'runs');
  readonly keys = join(this.folder, 'state', 'keys');
  readonly #alive = new Set<number>();
  #last = 0;

  /** The store as a new process sees it. */
  start(own?: RunDisk): { readonly store: RunStore; readonly kill: () => void } {
    // It closes what is left open at the end of the test.
    const disk = own ?? faultyDisk(nodeDisk, () => undefined);
    const pid = ++this.#last;
    this.#alive.add(pid);
    const processes: Processes = {
      self: { pid, host: 'here' },
      isAlive: (other) => this.#alive.has(other),
      startOf: () => undefined,
    };
    const store = createRunStore({
      folder: this.runs,
      keys: createFileKeys(this.keys, disk),
      disk,
      processes,
    });
    return { store, kill: () => void this.#alive.delete(pid) };
  }
}
