import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleCommandLine } from '../../support/bundledCommandLine.ts';
import { type EmbeddedVault, startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import { folderWith } from '../../unit/cli/capturedContext.ts';
import { filesBelow } from './cliWorld.ts';
import { madeUp, secretTree } from './secretTree.ts';

const FILES = 12;

describe('vault-refs migrate as a process of its own', () => {
  let programs = '';
  let program = '';
  let vault: EmbeddedVault;
  beforeAll(async () => {
    programs = mkdtempSync(join(tmpdir(), 'vault-refs-process-'));
    program = await bundleCommandLine(programs);
    vault = await startEmbedded();
  });
  afterAll(async () => {
    await vault.stop();
    rmSync(programs, { recursive: true, force: true });
  });

  interface Started {
    readonly folder: string;
    readonly child: ChildProcessByStdio<null, Readable, Readable>;
    readonly output: () => string;
    /** With all of its output. */
    readonly ended: Promise<number | null>;
    readonly exited: Promise<void>;
  }

  function start(folder: string, ...args: readonly string[]): Started {
    const env = {
      HOME: join(folder, 'home'),
      VAULT_ADDR: vault.address,
      VAULT_TOKEN: vault.rootToken,
      VAULT_RATE_LIMIT: '1000:10000',
    };
    // A session of its own has no terminal, as in a pipeline.
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => {
      child.once('close', (code) => resolve(code));
    });
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    return { folder, child, output: () => output, ended, exited };
  }

  async function world(): Promise<{ readonly folder: string; readonly to: string }> {
    const mount = await new TestAdmin(vault).createMount();
    const folder = folderWith(secretTree(FILES, 1));
    mkdirSync(join(folder, 'home'));
    return { folder, to: `${mount}/\${relativePath}#\${key}` };
  }

  /** Until the journal tells of a step. */
  async function untilTold({ folder, child }: Started, step: string): Promise<void> {
    const isTold = (): boolean =>
      filesBelow(join(folder, 'home')).some(
        (path) => path.endsWith('.jsonl') && readFileSync(path, 'utf8').includes(`{"type":"${step}"`),
      );
    while (child.exitCode === null && !isTold()) await delay(2);
  }

  test('without a terminal and --yes, nothing is written', async () => {
    const { folder, to } = await world();
    const { ended, output } = start(folder, 'migrate', '--to', to, 'w');
    expect(await ended).toBe(3);
    expect(output()).toContain('nobody can be asked');
    expect(filesBelow(join(folder, 'home'))).toEqual([]);
  });

  test('an interruption cancels the run, which can be continued', async () => {
    const { folder, to } = await world();
    const calm = vault.addFault({ delayMs: 30 });
    const run = start(folder, 'migrate', '--yes', '--to', to, 'w');
    await untilTold(run, 'writing');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(1);
    calm();
    expect(run.output()).toContain('You cancelled it; it can be continued or undone.');
    expect(run.output()).not.toContain(`${FILES} of ${FILES} secrets moved`);
    const again = start(folder, 'migrate', '--continue', '--yes');
    expect(await again.ended).toBe(0);
    expect(again.output()).toContain(`${FILES} of ${FILES} secrets moved.`);
  }, 60_000);

  test('a second interruption ends it at once', async () => {
    const { folder, to } = await world();
    const run = start(folder, 'migrate', '--yes', '--to', to, 'w');
    // The look after an edit is owed to the person, so the first interruption waits for it.
    const calm = vault.addFault({ method: 'GET', path: /\/metadata\//, delayMs: 10_000 });
    await untilTold(run, 'edited');
    const from = performance.now();
    run.child.kill('SIGINT');
    await expect.poll(run.output).toContain('interrupt again');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(performance.now() - from).toBeLessThan(6_000);
    calm();
    expect(await start(folder, 'migrate', '--continue', '--yes').ended).toBe(0);
  }, 60_000);

  test('two at once move each secret once, and lose none', async () => {
    const { folder, to } = await world();
    const args = ['migrate', '--yes', '--to', to, 'w'] as const;
    const both = [start(folder, ...args), start(folder, ...args)];
    for (const { ended } of both) expect([0, 1, 3]).toContain(await ended);
    // Whoever came late found references, or a file that had just changed.
    expect([0, 1]).toContain(await start(folder, ...args).ended);
    const [mount = ''] = to.split('/');
    const admin = new TestAdmin(vault);
    for (const [file, name] of Object.keys(secretTree(FILES, 1)).entries()) {
      const path = name.replace(/^w\//, '').replace(/\.\w+$/, '');
      expect(readFileSync(join(folder, name), 'utf8')).toContain(`${mount}/${path}#password`);
      expect(await admin.getSecret(mount, path)).toEqual({ password: madeUp(file, 0) });
      expect(await admin.getSecret(mount, path, 2)).toBeUndefined();
    }
  }, 60_000);

  test('who stops reading what it says does not stop it', async () => {
    const { folder, to } = await world();
    const run = start(folder, 'migrate', '--yes', '--to', to, 'w');
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    await run.exited;
    const listed = start(folder, 'runs');
    expect(await listed.ended).toBe(0);
    expect(listed.output()).toContain(`finished  ${FILES} of ${FILES} moved`);
  }, 60_000);
});
