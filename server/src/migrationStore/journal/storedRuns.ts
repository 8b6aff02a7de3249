import { join } from 'node:path';
import type { StoredRun } from '../../migration/journal/runStore.ts';
import type { LockWorld } from '../lock/runLock.ts';
import { isLocked } from '../lock/runLock.ts';
import type { FileFacts } from '../runDisk.ts';
import { isRunId } from '../runId.ts';
import { using } from '../wholeFiles.ts';
import { readFrom } from './journalFile.ts';
import { MAX_JOURNAL, MAX_LISTED, MAX_RUNS } from './limits.ts';

/** The runs of a folder that can be read, oldest first; of very many, those last written. @throws system errors. */
export async function storedRuns(world: LockWorld): Promise<readonly StoredRun[]> {
  const runs: StoredRun[] = [];
  let left = MAX_LISTED;
  for (const { run, size } of await journals(world)) {
    left -= size;
    const stored = left < 0 ? undefined : await storedRun(world, run).catch(() => undefined);
    if (stored) runs.push(stored);
  }
  return runs.sort(({ header: one }, { header: other }) => compare(one.startedAt, other.startedAt));
}

interface Journal {
  readonly run: string;
  readonly size: number;
  readonly modified: bigint;
}

/** The journals that were written last, the very last one first. */
async function journals(world: LockWorld): Promise<readonly Journal[]> {
  const all: Journal[] = [];
  for (const [run, files] of await runFiles(world)) {
    const facts = files.includes('jsonl') ? await factsOf(world, run) : undefined;
    if (facts?.kind === 'file' && facts.size <= MAX_JOURNAL)
      all.push({ run, size: facts.size, modified: facts.modified });
  }
  return all.sort((one, other) => Number(other.modified - one.modified)).slice(0, MAX_RUNS);
}

/** By run, what its files are called behind its name (`jsonl`, `TOKEN.lock`). @throws system errors. */
export async function runFiles({ disk, folder }: LockWorld): Promise<ReadonlyMap<string, readonly string[]>> {
  const runs = new Map<string, string[]>();
  for (const name of await disk.names(folder)) {
    const [run = '', ...rest] = name.split('.');
    if (!isRunId(run)) continue;
    runs.set(run, [...(runs.get(run) ?? []), rest.join('.')]);
  }
  return runs;
}

/** What a run's journal is; undefined when it is not there. */
export async function factsOf({ disk, folder }: LockWorld, run: string): Promise<FileFacts | undefined> {
  return disk.facts(join(folder, `${run}.jsonl`)).catch(() => undefined);
}

async function storedRun(world: LockWorld, run: string): Promise<StoredRun | undefined> {
  const content = await using(world.disk.open(join(world.folder, `${run}.jsonl`), 'read'), (handle) =>
    readFrom(handle, run),
  );
  if (content.kind === 'damaged') return undefined;
  const [header] = content.records;
  if (header?.type !== 'run') return undefined;
  return { run, header, records: content.records, isOwned: await isLocked(world, run) };
}

/** Times that are not written alike are compared as times. */
function compare(one: string, other: string): number {
  const difference = Date.parse(one) - Date.parse(other);
  return Number.isNaN(difference) || difference === 0
    ? Number(one > other) - Number(one < other)
    : difference;
}
