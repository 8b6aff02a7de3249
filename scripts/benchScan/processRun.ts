import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a run of a program took. */
export interface ProcessRun {
  /** From start to end, in milliseconds. */
  readonly wall: number;
  /** Largest memory resident at once, in bytes; undefined where the system does not tell. */
  readonly memory: number | undefined;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How often memory is looked at, in milliseconds. The largest that the system knows of is asked for, so few are enough. */
const INTERVAL = 20;

/** Runs a program to its end. @throws when it cannot be started. */
export function runProcess(command: string, args: readonly string[]): Promise<ProcessRun> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    let memory: number | undefined;
    const look = setInterval(() => (memory = peakOf(child.pid) ?? memory), INTERVAL);
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', (error) => {
      clearInterval(look);
      reject(error);
    });
    child.once('close', (code) => {
      clearInterval(look);
      resolve({ wall: performance.now() - start, memory, code, stdout, stderr });
    });
  });
}

/** The high-water mark of a process, as Linux keeps it. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
