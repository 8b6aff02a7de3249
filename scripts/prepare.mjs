/**
 * Makes dist/ when npm packs the package, or installs it from its repository. An npm that does so globally has not
 * installed what the bundle is made with: it is installed here, as package-lock.json pins it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(new URL('../node_modules/esbuild', import.meta.url))) {
  const isWindows = process.platform === 'win32';
  const options = ['--global=false', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  const { status } = spawnSync(isWindows ? 'npm.cmd' : 'npm', ['ci', ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: isWindows,
  });
  if (status !== 0) process.exit(1);
}
await import('../esbuild.mjs');
