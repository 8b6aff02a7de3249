/**
 * Runs `server TEMP_FOLDER PROGRAM ARGS...` for as long as the process that started it lives: its standard input is
 * a pipe that the system closes however that process ends, SIGKILL included. Then the server is stopped and the
 * temporary folder removed. A line `crash` kills the server without a farewell and keeps its folder, `start` starts it
 * there again. Plain JavaScript, so that it starts in 40 ms under any Node.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [folder, program, ...args] = process.argv.slice(2);

/** Undefined between a crash on request and the start after it. */
let server;
let isEnding = false;

function start() {
  const own = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  server = own;
  own.on('error', () => cleanUp(127));
  own.on('exit', (code) => {
    if (server === own) cleanUp(code ?? 1);
  });
}

function crash() {
  const own = server;
  server = undefined;
  own?.kill('SIGKILL');
}

/** What the server keeps is the test's, so that there is nothing that a longer farewell could save. */
const farewellMs = 200;

function end() {
  if (isEnding) return;
  isEnding = true;
  if (server === undefined) cleanUp(0);
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), farewellMs);
}

function cleanUp(code) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}

start();
const commands = { crash, start };
createInterface({ input: process.stdin }).on('line', (line) => commands[line]?.());
process.stdin.on('close', end);
// A write to a reader that is gone is how this process learns of a crash at times; it must not end before cleaning.
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
