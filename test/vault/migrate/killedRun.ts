import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CliWorld } from './cliWorld.ts';

/** When a process dies: the journal has so many bytes, and then so many milliseconds have passed. */
export interface Death {
  readonly journalBytes: number;
  readonly afterMs: number;
}

/**
 * Runs the command line as a process of its own and kills it (SIGKILL).
 * @returns whether it was killed; false when it came to its end before
 */
export async function runAndKill(
  program: string,
  w: CliWorld,
  args: readonly string[],
  death: Death | undefined,
): Promise<boolean> {
  const home = join(w.folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    HOME: home,
    VAULT_ADDR: w.address,
    VAULT_TOKEN: w.token,
    VAULT_RATE_LIMIT: '1000:10000',
  };
  const child = spawn(process.execPath, [program, ...args], { cwd: w.folder, env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  if (death) {
    while (child.exitCode === null && journalBytes(w) < death.journalBytes) await delay(1);
    await delay(death.afterMs);
    child.kill('SIGKILL');
  }
  await ended;
  return child.signalCode === 'SIGKILL';
}

/** Size of the journals of a world's runs together. */
export function journalBytes(w: CliWorld): number {
  const folder = join(w.folder, 'home/.local/state/vault-refs/runs');
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  } catch {
    return 0;
  }
}
