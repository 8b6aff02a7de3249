import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { ensureCodeServer } from './codeServer.ts';
import { startEditorServer } from './editorServer.ts';
import { readLaunchArguments } from './launchArguments.ts';
import { suiteAddress } from './pageAddress.ts';
import { newRunFolder } from './places.ts';

/** A suite that has not ended by then has hung. */
const suiteDeadlineMs = process.env['VAULT_REFS_TEST_FULL'] === '1' ? 900_000 : 180_000;
/** The suite's own lines begin so; the rest of the console is the editor's. */
const suitePrefix = 'VAULT-REFS-E2E';

/** What a suite prints before it gives up because the editor shows none of a workspace's folders. */
const noFoldersLine = `${suitePrefix} no folders`;

/** The page as the suite's environment: the editor's automation functions are answered here. */
interface SuitePage {
  /** Loads the editor and resolves to the exit code that it gives when the suite has ended. */
  run(address: URL): Promise<{ readonly code: number; readonly hadFolders: boolean }>;
}

async function prepare(page: Page): Promise<SuitePage> {
  let end: (code: number) => void = () => undefined;
  let hadFolders = true;
  await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
  await page.exposeFunction('codeAutomationLog', (_kind: string, args: readonly unknown[]) => {
    const line = args.map(String).join(' ');
    if (line.includes(noFoldersLine)) hadFolders = false;
    else if (line.includes(suitePrefix) || process.env['VAULT_REFS_EDITOR_LOG'] === '1') console.log(line);
  });
  const run = async (address: URL): Promise<{ code: number; hadFolders: boolean }> => {
    hadFolders = true;
    const ended = new Promise<number>((resolve, reject) => {
      end = resolve;
      page.once('crash', () => reject(new Error('The page crashed.')));
    });
    await page.goto(address.href);
    return { code: await ended, hadFolders };
  };
  return { run };
}

/** In about one of eight starts this editor loses the folders of a workspace file, for good: then it is loaded again. */
async function runSuite(page: Page, address: URL): Promise<number> {
  const suite = await prepare(page);
  for (let attempt = 1; ; attempt += 1) {
    const { code, hadFolders } = await suite.run(address);
    if (hadFolders || attempt === 4) return code;
  }
}

function withDeadline<T>(task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const hung = (): void => reject(new Error(`The suite did not end in ${suiteDeadlineMs / 1000} s.`));
    timer = setTimeout(hung, suiteDeadlineMs);
  });
  return Promise.race([task, late]).finally(() => clearTimeout(timer));
}

async function main(): Promise<number> {
  const launch = readLaunchArguments(process.argv.slice(2));
  const report = (message: string): void => console.log(message);
  const server = await startEditorServer({
    serverMain: await ensureCodeServer(report),
    runFolder: await newRunFolder(),
    userDataDir: launch.userDataDir,
    extensionsDir: launch.extensionsDir,
    env: process.env,
    args: ['--enable-smoke-test-driver', '--disable-workspace-trust'],
  });
  try {
    const { browser, page } = await openBrowser(report);
    try {
      return await withDeadline(runSuite(page, suiteAddress(server.port, launch)));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
