import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { personlessEnvironment } from '../editor/personlessEnvironment.ts';
import { projectRoot } from '../editor/places.ts';
import type { Demo } from './prepare.ts';

/** Runs `vault-refs SUBCOMMAND .` in the copy of the workspace; returns all its output and whether it found nothing. */
export function runCommandLine(
  { vault, workspace }: Demo,
  subcommand: 'scan' | 'check',
): Promise<{ readonly clean: boolean; readonly output: string }> {
  const env = { ...personlessEnvironment(), VAULT_ADDR: vault.address, VAULT_TOKEN: vault.rootToken };
  const program = join(projectRoot, 'dist', 'cli.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [program, subcommand, '.'], { cwd: workspace, env }, (error, stdout, stderr) =>
      resolve({ clean: error === null, output: `${stdout}${stderr}`.trim() }),
    );
  });
}
