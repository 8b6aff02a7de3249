import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells one process from all others, now and later. Undefined where the system does not say. */
export interface ProcessFacts {
  readonly pid: number;
  readonly host: string;
  /** Of the running kernel, which a restart of the machine changes and a container shares. */
  readonly boot?: string;
  /** The set of processes that this one can see: another container has another. */
  readonly space?: string;
  /** When the process began, in the kernel's own units: a number of a process is used again. */
  readonly start?: string;
}

/** PORT: the processes of this machine. */
export interface Processes {
  readonly self: ProcessFacts;
  isAlive(pid: number): boolean;
  startOf(pid: number): string | undefined;
}

/** The processes that this one can see. All but host and number is known on Linux alone. */
export function createProcesses(): Processes {
  const facts = {
    boot: readOrUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()),
    space: readOrUndefined(() => readlinkSync('/proc/self/ns/pid')),
    start: startOf(process.pid),
  };
  return { self: { pid: process.pid, host: hostname(), ...known(facts) }, isAlive, startOf };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Field 22 of `/proc/PID/stat`; the second, a name in parentheses, may hold anything (proc_pid_stat(5)). */
function startOf(pid: number): string | undefined {
  return readOrUndefined(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  });
}

function readOrUndefined(read: () => string | undefined): string | undefined {
  try {
    const text = read();
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

function known(facts: Readonly<Record<'boot' | 'space' | 'start', string | undefined>>): {
  readonly boot?: string;
  readonly space?: string;
  readonly start?: string;
} {
  const { boot, space, start } = facts;
  return { ...(boot && { boot }), ...(space && { space }), ...(start && { start }) };
}
