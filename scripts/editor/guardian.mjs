/**
 * Runs `server RUN_FOLDER PROGRAM ARGS...` in a process group of its own for as long as the process that started
 * this one lives: standard input is a pipe that the system closes however that process ends, SIGKILL included. Then
 * the group is ended and the folder of the run removed. Plain JavaScript, so that it starts under any Node.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder, program, ...args] = process.argv.slice(2);
const server = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

function signalGroup(signal) {
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The group is gone, which is what was wanted; or this is Windows, which has no groups.
    server.kill(signal);
  }
}

function end() {
  signalGroup('SIGTERM');
  setTimeout(() => signalGroup('SIGKILL'), 1500).unref();
}

function cleanUp(code) {
  signalGroup('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code);
}

server.on('error', () => cleanUp(127));
server.on('exit', (code) => cleanUp(code ?? 1));
process.stdin.on('close', end).resume();
// A write to a reader that is gone is how this process learns of a crash at times; it must not end before cleaning.
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
