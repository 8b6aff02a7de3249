import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpCall } from '../../support/httpCall.ts';
import { projectCache } from '../../support/openBaoBinary.ts';
import { ensureOpenBao, externalVault, startOpenBao, TestAdmin } from '../../support/vaultServers.ts';
import type { OpenBaoOptions } from '../../support/vaultServers.ts';

// Who names a server of theirs wants that one tested, and nothing downloaded.
const found = externalVault() === undefined ? await ensureOpenBao() : { unavailable: 'not wanted' };
const binary = 'binary' in found ? found.binary : '';

/** Whether anything answers at an address. */
function answers(address: string): Promise<boolean> {
  return httpCall({ method: 'GET', origin: address, path: '/v1/sys/health' }).then(
    () => true,
    () => false,
  );
}

describe.skipIf(binary === '')('The real server (needs its program)', () => {
  it('has a token and a folder of its own, and nothing of the person’s settings', async () => {
    const vault = await startOpenBao({ binary });
    expect(vault.rootToken).toMatch(/^root-[0-9a-f]{24}$/u);
    expect(vault.label).toMatch(/^(?:OpenBao|Vault) \d/u);
    expect(await vault.requests()).toEqual([]);
    await vault.stop();
    expect(await answers(vault.address)).toBe(false);
    await vault.stop();
  });

  it('speaks TLS with an authority of its own', async () => {
    const vault = await startOpenBao({ binary, tls: true });
    expect(vault.address).toMatch(/^https:/u);
    expect((await new TestAdmin(vault).call('GET', 'sys/internal/ui/mounts')).status).toBe(200);
    const untrusted = httpCall({ method: 'GET', origin: vault.address, path: '/v1/sys/health' });
    await expect(untrusted).rejects.toThrow(/certificate/u);
    await vault.stop();
  });

  describe('in a folder of the test', () => {
    let runDir = '';

    beforeAll(async () => {
      runDir = await mkdtemp(join(projectCache, 'openbao-process-'));
    });
    afterAll(() => rm(runDir, { recursive: true, force: true }));

    it('says why it did not start, and leaves nothing behind', async () => {
      const start = (options: OpenBaoOptions): Promise<unknown> =>
        startOpenBao({ binary, runDir, ...options });
      await expect(start({ config: 'not = [ hcl' })).rejects.toThrow(/ended while starting/u);
      await expect(start({ binary: process.execPath })).rejects.toThrow(/ended while starting/u);
      expect(await readdir(runDir)).toEqual([]);
    });

    it('ends when the test process is killed, and its folder goes', async () => {
      const support = pathToFileURL(join(import.meta.dirname, '../../support/openBao.ts')).href;
      const script = join(runDir, 'start.ts');
      const lines = [
        `import { startOpenBao } from ${JSON.stringify(support)};`,
        `const vault = await startOpenBao(${JSON.stringify({ binary, runDir })});`,
        'console.log(vault.address);',
        'setInterval(() => undefined, 1000);',
      ];
      await writeFile(script, lines.join('\n'));
      const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [first] = (await once(child.stdout, 'data')) as [Buffer];
      const address = first.toString().trim();
      expect(await answers(address)).toBe(true);
      expect(await readdir(runDir)).toHaveLength(2);
      child.kill('SIGKILL');
      await expect.poll(() => answers(address), { timeout: 8000 }).toBe(false);
      await expect.poll(() => readdir(runDir), { timeout: 8000 }).toEqual(['start.ts']);
    });
  });
});
