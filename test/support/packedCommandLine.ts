import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The command line as npm packs it, unpacked. */
export interface PackedCommandLine {
  /** The folder of the package. */
  readonly folder: string;
  /** A folder for the PATH, in which it is `vault-refs`. */
  readonly bin: string;
}

/** Packs what the bundler has made, which is done when it has not been yet, and unpacks it into a folder. */
export function unpackCommandLine(into: string): PackedCommandLine {
  if (!existsSync(join(root, 'dist', 'cli.js')))
    execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root });
  const options = ['--ignore-scripts', '--silent', '--offline', '--cache', join(into, 'cache')];
  const name = execFileSync('npm', ['pack', ...options, '--pack-destination', into], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).trim();
  execFileSync('tar', ['-xzf', name], { cwd: into });
  const folder = join(into, 'package');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  const bin = join(into, 'bin');
  mkdirSync(bin);
  const program = join(folder, manifest.bin['vault-refs'] ?? '');
  writeFileSync(join(bin, 'vault-refs'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(join(bin, 'vault-refs'), 0o755);
  return { folder, bin };
}
