import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureFolder } from './freshFolder.ts';
import { editorCache } from './places.ts';

const version = '4.139.1';
const logWriter = fileURLToPath(new URL('spdlogStandIn.cjs', import.meta.url));

/** What code-server's version number says of the VS Code inside it. */
export const codeServerLabel = `VS Code 1.139.1 (code-server ${version})`;

/**
 * Installs code-server from the npm registry, once, and returns the path of VS Code's server program. No install
 * script runs: the native modules are for terminals and file watching of their own, and the editor works without; only
 * the one that writes logs gets a stand-in.
 * @throws Error when npm fails.
 */
export async function ensureCodeServer(onProgress: (message: string) => void): Promise<string> {
  const folder = join(editorCache, `code-server-${version}`);
  await ensureFolder(folder, async (partial) => {
    onProgress(`Installing ${codeServerLabel} (600 MB, once) ...`);
    await writeFile(join(partial, 'package.json'), '{"private":true}\n');
    await npm(partial, `code-server@${version}`);
    await npm(join(partial, 'node_modules', 'code-server', 'lib', 'vscode'), '--omit=dev');
  });
  const editor = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await copyFile(logWriter, join(editor, 'node_modules', '@vscode', 'spdlog', 'index.js'));
  return join(editor, 'out', 'server-main.js');
}

/** The folder is named outright, for npm tells a script's npm to work in the script's package. */
async function npm(folder: string, ...args: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...quiet, ...args], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
}
