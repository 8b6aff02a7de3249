import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, without trailing slash. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/u, '');

/** Editors, the browser and the folders of running editors; the folder that `@vscode/test-electron` uses too. */
export const editorCache = join(projectRoot, '.vscode-test');

/** Makes and returns a folder for one run, `run-...`; whoever asks for it removes it. */
export async function newRunFolder(): Promise<string> {
  await mkdir(editorCache, { recursive: true });
  return mkdtemp(join(editorCache, 'run-'));
}
