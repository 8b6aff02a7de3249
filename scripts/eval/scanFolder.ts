import { scan } from '../../server/src/cli/commands/scan.ts';
import type { Found } from './label.ts';

/** Runs `vault-refs scan --format jsonl` on a folder, in this process. Whatever it skips goes to standard error. */
export async function scanFolder(root: string): Promise<readonly Found[]> {
  let lines = '';
  const unused = (): never => {
    throw new Error('a scan needs neither Vault nor a server');
  };
  await scan(['--format', 'jsonl', '.'], {
    stdout: { write: (text) => (lines += text) },
    stderr: { write: (text) => (text.startsWith('skipped ') ? process.stderr.write(text) : true) },
    cwd: root,
    homeDirectory: root,
    secrets: { prompt: unused, line: unused },
    environment: {},
    standardInput: unused,
    openVault: unused,
    startServer: unused,
  });
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Found);
}
