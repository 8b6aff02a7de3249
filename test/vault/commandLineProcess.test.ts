import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbedded, TestAdmin } from '../support/vaultServers.ts';
import { folderWith } from '../unit/cli/capturedContext.ts';

const main = join(import.meta.dirname, '..', '..', 'server', 'src', 'cli', 'main.ts');

/** The command line as a process of its own: its exit code. */
function exitCodeOf(args: readonly string[], cwd: string, env: Record<string, string>): Promise<unknown> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd, env }, (error) => resolve(error ? error.code : 0));
  });
}

test('the process lives while requests wait for their turn', async () => {
  const vault = await startEmbedded();
  try {
    await new TestAdmin(vault).putSecret('secret', 'app/db', { k: 'made-up' });
    // More than may leave at once.
    const paths = Array.from({ length: 30 }, (_, index) => `p${index}: secret/app/p${index}#k`);
    const folder = folderWith({ 'a.yaml': `a: secret/app/db#k\n${paths.join('\n')}\n` });
    const env = {
      VAULT_ADDR: vault.address,
      VAULT_TOKEN: vault.rootToken,
      VAULT_RATE_LIMIT: '20:5',
      HOME: folder,
    };
    expect(await exitCodeOf(['check', '.'], folder, env)).toBe(1);
  } finally {
    await vault.stop();
  }
}, 60_000);
