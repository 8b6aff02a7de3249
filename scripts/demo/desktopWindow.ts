import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from 'playwright-core';
import type { Editor } from '../editor/install.ts';
import { personlessEnvironment } from '../editor/personlessEnvironment.ts';
import { newRunFolder } from '../editor/places.ts';
import { quietSettings } from '../editor/quietSettings.ts';
import { Workbench } from '../editor/workbench.ts';
import type { Demo } from './prepare.ts';
import { signIn } from './signIn.ts';

/** Opens the desktop VS Code with a profile of its own, signs in before the person's eyes and waits until it is closed. */
export async function runDesktop(demo: Demo, editor: Editor, report: (line: string) => void): Promise<void> {
  const folder = await newRunFolder();
  const profile = [
    `--user-data-dir=${join(folder, 'user')}`,
    `--extensions-dir=${join(folder, 'extensions')}`,
  ];
  try {
    await mkdir(join(folder, 'user', 'User'), { recursive: true });
    await writeFile(join(folder, 'user', 'User', 'settings.json'), JSON.stringify(quietSettings));
    await install(editor, demo.vsix, profile);
    const args = [demo.workspace, ...profile, '--skip-welcome', '--skip-release-notes', '--disable-updates'];
    const window = await _electron.launch({
      executablePath: editor.executable,
      args,
      env: withoutUndefined(personlessEnvironment()),
    });
    const closed = new Promise<void>((resolve) => window.once('close', () => resolve()));
    const workbench = new Workbench(await window.firstWindow());
    await workbench.untilShown(60_000);
    await signIn(workbench, demo);
    report(`\nEditor: ${editor.label}, signed in to the demo's Vault. Close its window to stop.`);
    await closed;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function install({ executable }: Editor, vsix: string, profile: readonly string[]): Promise<void> {
  const [program, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  if (program === undefined) throw new Error('The desktop VS Code has no command line.');
  const shell = process.platform === 'win32';
  await promisify(execFile)(program, [...args, ...profile, '--install-extension', vsix], { shell });
}

function withoutUndefined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
