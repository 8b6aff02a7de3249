import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const guardian = fileURLToPath(new URL('openBaoGuardian.mjs', import.meta.url));
const startDeadlineMs = 30_000;
const stopDeadlineMs = 6000;

export interface GuardedStart {
  /** Home and working folder of the server, removed when it ends. */
  readonly folder: string;
  readonly binary: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly rootToken: string;
}

/** A server process under a guardian that outlives a crash of this process for as long as it takes to clean up. */
export interface GuardedServer {
  /** All output so far; kept in memory because it holds the unseal key. */
  output(): string;
  /** Polls until `probe` answers something. @throws Error when the server ends or 30 s pass. */
  untilReady<T>(probe: () => Promise<T | undefined>): Promise<T>;
  /** Text of a file that the server writes into its folder while it starts. @throws as {@link untilReady}. */
  fileWhenWritten(name: string): Promise<string>;
  /** Kills it without a farewell; its folder stays. */
  crash(): void;
  /** Starts it again after {@link crash}. */
  restart(): void;
  stop(): Promise<void>;
}

export function startGuarded(start: GuardedStart): GuardedServer {
  const child = spawn(process.execPath, [guardian, start.folder, start.binary, ...start.args], {
    cwd: start.folder,
    env: serverEnvironment(start),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // The guardian may be gone when its input is closed; its end is seen elsewhere.
  child.stdin.on('error', () => undefined);
  const output = collectOutput(child);
  const untilReady = <T>(probe: () => Promise<T | undefined>): Promise<T> => poll(child, output, probe);
  return {
    output,
    untilReady,
    fileWhenWritten: (name) => untilReady(() => completePem(join(start.folder, name))),
    crash: () => void child.stdin.write('crash\n'),
    restart: () => void child.stdin.write('start\n'),
    stop: () => stop(child, start.folder),
  };
}

/** Nothing of the person's own Vault settings reaches the server, and the token is in no argument list. */
function serverEnvironment(start: GuardedStart): Record<string, string> {
  const address = `127.0.0.1:${start.port}`;
  return {
    HOME: start.folder,
    PATH: process.env['PATH'] ?? '',
    ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }),
    BAO_DEV_ROOT_TOKEN_ID: start.rootToken,
    VAULT_DEV_ROOT_TOKEN_ID: start.rootToken,
    BAO_DEV_LISTEN_ADDRESS: address,
    VAULT_DEV_LISTEN_ADDRESS: address,
  };
}

function collectOutput(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  }
  return () => Buffer.concat(chunks).toString('utf8');
}

async function poll<T>(
  child: ChildProcess,
  output: () => string,
  probe: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + startDeadlineMs;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    await delay(25);
  }
  const why = child.exitCode === null ? `was not ready in ${startDeadlineMs} ms` : 'ended while starting';
  throw new Error(`OpenBao ${why}: ${lastLines(output())}`);
}

/** The end of the output without what may hold a key or token. */
function lastLines(text: string): string {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/unseal key|root token/iu.test(line));
  return lines.slice(-4).join(' | ');
}

async function completePem(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().endsWith('-----END CERTIFICATE-----') ? text : undefined;
}

/** Closes the guardian's input, which makes it stop the server; kills it when it takes too long. */
async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.stdin?.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
    await ended;
    clearTimeout(timer);
  }
  await rm(folder, { recursive: true, force: true });
}
