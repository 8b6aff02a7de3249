import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { setTimeout as delay } from 'node:timers/promises';
import { editorCache } from './places.ts';

const version = '1.105.1';

/**
 * Downloads the desktop VS Code or finds it in the cache. Without a network the download rejects at once; behind a
 * firewall that drops packets, or on a slow line, `deadlineMs` ends the wait.
 */
export async function findDesktop(
  deadlineMs: number,
): Promise<{ readonly executable: string; readonly label: string } | { readonly unavailable: string }> {
  if (!hasScreen()) return { unavailable: 'there is no screen' };
  const options = { version, cachePath: editorCache, reporter: new SilentReporter(), timeout: deadlineMs };
  const download = downloadAndUnzipVSCode(options).then(
    (executable) => ({ executable, label: `VS Code ${version} (desktop)` }),
    (error: unknown) => ({ unavailable: `the download failed, ${reason(error)}` }),
  );
  const late = delay(deadlineMs, { unavailable: `no download in ${deadlineMs / 1000} s` }, { ref: false });
  return Promise.race([download, late]);
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code !== '' ? code : 'no reason given';
}
