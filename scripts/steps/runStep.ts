import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface StepOutcome {
  readonly name: string;
  readonly ok: boolean;
  /** Wall-clock seconds. */
  readonly seconds: number;
}

/** Runs a tool of node_modules/.bin or PATH in the project's root, with its output shown. Never throws. */
export async function runStep(
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<StepOutcome> {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  const ok = await new Promise<boolean>((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`-- ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s)\n`);
  return { name, ok, seconds };
}
