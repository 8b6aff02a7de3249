import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import type { EditorPage } from './browser.ts';
import { ensureCodeServer } from './codeServer.ts';
import { installExtension, startEditorServer } from './editorServer.ts';
import type { EditorServer, EditorServerStart } from './editorServer.ts';
import { pageAddress } from './pageAddress.ts';
import { personlessEnvironment } from './personlessEnvironment.ts';
import { newRunFolder } from './places.ts';
import { quietSettings } from './quietSettings.ts';
import { Workbench } from './workbench.ts';

export interface SessionOptions {
  /** The packaged extension, as a user gets it. */
  readonly vsix: string;
  /** Folder or `.code-workspace` file to open. */
  readonly workspace: string;
  /** User settings besides the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of the remote machine, which a repository's dev container can write. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Environment of the editor, complete: nothing of this process's own is added. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** As {@link EditorServerStart.connectionToken}. */
  readonly connectionToken?: string;
  /** Whether a workspace has to be trusted first. Else all are, by an argument: the setting alone may come too late. */
  readonly asksForTrust?: boolean;
  readonly onProgress?: (message: string) => void;
}

/** A real editor with the packaged extension, in an ordinary window: toasts and dialogs appear. */
export interface WorkbenchSession extends EditorPage {
  readonly workbench: Workbench;
  readonly server: EditorServer;
  readonly address: URL;
  /** Closes browser and editor; nothing of the run is left. */
  close(): Promise<void>;
}

/** Starts the editor's server with the extension installed; {@link EditorServer.stop} removes all it made. */
export async function startPackagedEditor(options: SessionOptions): Promise<EditorServer> {
  const runFolder = await newRunFolder();
  const userDataDir = join(runFolder, 'user');
  const start: Omit<EditorServerStart, 'runFolder'> = {
    serverMain: await ensureCodeServer(options.onProgress ?? (() => undefined)),
    userDataDir,
    extensionsDir: join(runFolder, 'extensions'),
    env: options.env ?? personlessEnvironment(),
    ...(options.asksForTrust !== true && { args: ['--disable-workspace-trust'] }),
    ...(options.connectionToken !== undefined && { connectionToken: options.connectionToken }),
  };
  await writeSettings(join(userDataDir, 'User'), { ...quietSettings, ...options.settings });
  await writeSettings(join(userDataDir, 'Machine'), options.machineSettings ?? {});
  await installExtension({ ...start, runFolder: join(runFolder, 'install') }, options.vsix);
  return startEditorServer({ ...start, runFolder });
}

async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** Starts editor and browser and waits until the workspace is shown. */
export async function openWorkbench(options: SessionOptions): Promise<WorkbenchSession> {
  const server = await startPackagedEditor(options);
  let opened: EditorPage | undefined;
  const close = async (): Promise<void> => {
    await opened?.browser.close();
    await server.stop();
  };
  try {
    opened = await openBrowser(options.onProgress ?? (() => undefined));
    const address = pageAddress(server.port, options.workspace);
    if (options.connectionToken !== undefined) address.searchParams.set('tkn', options.connectionToken);
    const workbench = new Workbench(opened.page);
    await workbench.open(address, options.onProgress);
    return { ...opened, workbench, server, address, close };
  } catch (error) {
    await close();
    throw error;
  }
}
