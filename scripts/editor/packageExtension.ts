import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './places.ts';

/**
 * Packages the extension as a user gets it, bundles included, and returns the path of the VSIX.
 * @throws Error with the tool's output when that fails.
 */
export async function packageExtension(onProgress: (message: string) => void): Promise<string> {
  const file = join(projectRoot, '.cache', 'vault-refs.vsix');
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const options = [
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '-o',
    file,
  ];
  onProgress('Packaging the extension ...');
  await promisify(execFile)(process.execPath, [vsce, 'package', ...options], { cwd: projectRoot });
  return file;
}
