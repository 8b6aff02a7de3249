import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.ts';
import { codeServerLabel, ensureCodeServer } from './codeServer.ts';
import { findDesktop } from './desktop.ts';

/** An editor that takes the arguments of `@vscode/test-electron`. */
export interface Editor {
  readonly kind: 'desktop' | 'code-server';
  readonly executable: string;
  /** For people. */
  readonly label: string;
}

/**
 * The desktop VS Code where it can be downloaded and there is a screen, else the VS Code of the npm registry with a
 * headless browser. `VAULT_REFS_EDITOR=desktop` or `code-server` asks for that one alone.
 * @throws Error when the one that is asked for, or the last one left, cannot be had.
 */
export async function ensureEditor(onProgress: (message: string) => void): Promise<Editor> {
  const wanted = process.env['VAULT_REFS_EDITOR'] ?? '';
  if (wanted !== 'code-server') {
    const desktop = await findDesktop(wanted === 'desktop' ? 600_000 : 20_000);
    if ('executable' in desktop) return { kind: 'desktop', ...desktop };
    if (wanted === 'desktop') throw new Error(`No desktop VS Code: ${desktop.unavailable}.`);
    onProgress(`No desktop VS Code (${desktop.unavailable}): using ${codeServerLabel}.`);
  }
  await ensureCodeServer(onProgress);
  await ensureChromium(onProgress);
  const executable = fileURLToPath(new URL('launcher', import.meta.url));
  return { kind: 'code-server', executable, label: codeServerLabel };
}
