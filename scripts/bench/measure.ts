import type { BenchFile } from './benchFiles.ts';
import { digitEdits, entryEdits, malformedEdits, type TextEdit } from './edits.ts';
import type { BenchServer } from './servers.ts';
import { ServerProcess } from './serverProcess.ts';

/** Milliseconds of many edits. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface Measured {
  readonly isPulled: boolean;
  /** The middle of three processes that open the file as their first. */
  readonly open: number;
  readonly edit: Times;
  /** An entry more, and one less. */
  readonly entry: Times;
  readonly malformed: Times;
  /** Megabytes after the file was opened and after all edits; undefined where the system does not tell. */
  readonly memory: { readonly opened: number; readonly end: number } | undefined;
}

const SEED = 4;

const OPENINGS = 3;

/** Measures a server on a file, in fresh processes. Throws when the server ends or does not answer. */
export async function measure({ script, edits }: BenchServer, file: BenchFile): Promise<Measured> {
  const openings: number[] = [];
  for (let time = 1; time < OPENINGS; time += 1) openings.push(await openOnce(script, file));
  const server = await ServerProcess.start(script);
  try {
    openings.push(await server.open(file));
    const open = timesOf(openings).p50;
    const opened = server.memory;
    const edit = await timeAll(server, digitEdits(file.text, edits, SEED));
    const entry = await timeAll(server, entryEdits(file.text, file.entry, edits, SEED));
    const malformed = await timeAll(server, malformedEdits(file.text, edits, SEED));
    const end = server.memory;
    const memory = opened === undefined || end === undefined ? undefined : { opened, end };
    return { isPulled: server.isPulled, open, edit, entry, malformed, memory };
  } finally {
    server.stop();
  }
}

async function openOnce(script: string, file: BenchFile): Promise<number> {
  const server = await ServerProcess.start(script);
  try {
    return await server.open(file);
  } finally {
    server.stop();
  }
}

async function timeAll(server: ServerProcess, edits: Iterable<TextEdit>): Promise<Times> {
  const times: number[] = [];
  for (const edit of edits) times.push(await server.edit(edit));
  return timesOf(times);
}

/** The middle, the 95th percentile and the largest of some times. */
export function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((one, two) => one - two);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
