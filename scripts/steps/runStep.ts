import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { atOnce, type Output } from './output.ts';

const root = join(import.meta.dirname, '..', '..');

export interface StepOutcome {
  readonly name: string;
  readonly ok: boolean;
  /** Wall-clock seconds. */
  readonly seconds: number;
}

export interface StepOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** At once, where it is not given. */
  readonly output?: Output;
}

/** Runs a tool of node_modules/.bin or PATH in the project's root, with its output shown. Never throws. */
export async function runStep(
  name: string,
  command: string,
  args: readonly string[],
  { env = {}, output = atOnce }: StepOptions = {},
): Promise<StepOutcome> {
  output(`\n== ${name}\n`);
  const started = performance.now();
  const ok = await new Promise<boolean>((resolve) => {
    const isShown = output === atOnce;
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', output);
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  const seconds = (performance.now() - started) / 1000;
  output(`-- ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s)\n`);
  return { name, ok, seconds };
}
