import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../../server/src/cli/commandLine.ts';
import type { CliContext } from '../../../server/src/cli/context.ts';
import { checkingAccess } from '../../support/fakeAccess.ts';

/** What a run of the command line gave. */
export interface Run {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with the given files that is removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Runs `vault-refs` in this process, by default in an empty environment. */
export async function run(
  args: readonly string[],
  cwd: string,
  context: Partial<CliContext> = {},
): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const code = await runCommandLine(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    cwd,
    homeDirectory: join(cwd, 'home'),
    secrets: { prompt: () => Promise.resolve(undefined), line: () => Promise.resolve(undefined) },
    environment: { PATH: process.env['PATH'] },
    standardInput: () => pipe(''),
    openVault: () => checkingAccess(),
    startServer: () => Promise.resolve(),
    ...context,
  });
  return { code, stdout, stderr };
}

/** What is piped in, in one piece. */
export async function* pipe(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(content));
}
