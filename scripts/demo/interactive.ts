import { ensureEditor } from '../editor/install.ts';
import { runDesktop } from './desktopWindow.ts';
import { runInBrowser } from './inBrowser.ts';
import type { Demo } from './prepare.ts';

/** Opens the demo for a person and waits until they stop it. @throws Error when there is no editor to open. */
export async function runInteractive(demo: Demo, report: (line: string) => void): Promise<void> {
  const editor = await ensureEditor(report);
  if (editor.kind === 'desktop') await runDesktop(demo, editor, report);
  else await runInBrowser(demo, report);
}
