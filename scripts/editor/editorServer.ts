import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const guardian = fileURLToPath(new URL('guardian.mjs', import.meta.url));
const readyDeadlineMs = 60_000;
const stopDeadlineMs = 8000;

export interface EditorServerStart {
  readonly serverMain: string;
  /** Removed when the server ends; holds the server's own data and is its HOME. */
  readonly runFolder: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  /** Secret of the page's address. Without one every program and page of this machine may connect. */
  readonly connectionToken?: string;
}

/** A running VS Code server on loopback. */
export interface EditorServer {
  readonly port: number;
  /** Holds the editor's logs, in folders of its own. */
  readonly runFolder: string;
  /** Ends the process group, waits for it and removes the folder of the run. */
  stop(): Promise<void>;
}

/** The arguments that every start shares; the server data would else go to the person's HOME. */
function commonArgs(start: EditorServerStart): string[] {
  const args = ['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments'];
  args.push(`--server-data-dir=${join(start.runFolder, 'server')}`);
  args.push(`--user-data-dir=${start.userDataDir}`, `--extensions-dir=${start.extensionsDir}`);
  return [...args, ...(start.args ?? [])];
}

function run(start: EditorServerStart, args: readonly string[]): ChildProcess {
  const program = [process.execPath, start.serverMain, ...args];
  const child = spawn(process.execPath, [guardian, start.runFolder, ...program], {
    env: { ...start.env, HOME: start.runFolder },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // The guardian may be gone when its input is closed; its end is seen elsewhere.
  child.stdin.on('error', () => undefined);
  return child;
}

/**
 * Starts VS Code's server on a free loopback port. It ends with {@link EditorServer.stop} or with this process.
 * @throws Error with the end of its output when it does not become ready in 60 s.
 */
export async function startEditorServer(start: EditorServerStart): Promise<EditorServer> {
  const { connectionToken: token } = start;
  const access = token === undefined ? '--without-connection-token' : `--connection-token=${token}`;
  const child = run(start, ['--host=127.0.0.1', '--port=0', access, ...commonArgs(start)]);
  try {
    return { port: await readyPort(child), runFolder: start.runFolder, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function readyPort(child: ChildProcess): Promise<number> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`The editor's server ${why}: ${output.slice(-800)}`));
    const timer = setTimeout(() => fail(`was not ready in ${readyDeadlineMs} ms`), readyDeadlineMs);
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/u.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
      if (port !== undefined) clearTimeout(timer);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended while starting');
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
  await ended;
  clearTimeout(timer);
}

/**
 * Installs a packaged extension into `extensionsDir`; `runFolder` is gone afterwards.
 * @throws Error with the editor's output when it refuses.
 */
export async function installExtension(start: EditorServerStart, vsix: string): Promise<void> {
  const child = run(start, [...commonArgs(start), `--install-extension=${vsix}`, '--force']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0 || !output.includes('was successfully installed')) {
    throw new Error(`The editor did not install the extension: ${output.slice(-800)}`);
  }
}
