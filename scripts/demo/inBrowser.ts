import { randomBytes } from 'node:crypto';
import { codeServerLabel } from '../editor/codeServer.ts';
import { openWorkbench } from '../editor/workbenchSession.ts';
import { handOverPage } from './browserState.ts';
import { openFrontDoor } from './frontDoor.ts';
import type { Demo } from './prepare.ts';
import { signIn } from './signIn.ts';
import { untilStopped } from './untilStopped.ts';

/**
 * Signs in with a headless browser, then prints an address for a person's own, which takes over what the first one
 * has stored. Runs until interrupted.
 */
export async function runInBrowser(demo: Demo, report: (line: string) => void): Promise<void> {
  const { vsix, workspace } = demo;
  const connectionToken = randomBytes(16).toString('hex');
  const session = await openWorkbench({ vsix, workspace, connectionToken, onProgress: report });
  try {
    await session.workbench.openFile('docker-compose.yaml');
    await session.workbench.editor.squiggles().first().waitFor();
    await signIn(session.workbench, demo);
    // The editor writes what it keeps in the browser with a delay, and at the latest when the page is left.
    await session.page.goto('about:blank');
    const state = await session.context.storageState({ indexedDB: true });
    await session.browser.close();
    const { port } = session.server;
    const next = `/${session.address.search}`;
    const welcome = `/?demo=${connectionToken}`;
    const page = handOverPage(state, next);
    const door = await openFrontDoor({ port, halfKey: session.halfKey, welcome, page });
    report(`\nEditor: ${codeServerLabel}, signed in to the demo's Vault. Open in a browser:\n`);
    report(`  http://127.0.0.1:${door.port}${welcome}\n`);
    report(`Files: ${workspace}\nStop with Ctrl+C.`);
    await untilStopped();
    door.close();
  } finally {
    await session.close();
  }
}
