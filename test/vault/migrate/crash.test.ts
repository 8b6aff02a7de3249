import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isFullRun } from '../../support/fullRun.ts';
import { randomNumbers } from '../../support/reader/random.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { expectOnlyAllowed } from './allowedRequests.ts';
import { attributionRule, CliWorld } from './cliWorld.ts';
import { type Death, journalBytes, runAndKill } from './killedRun.ts';
import { madeUp, secretTree } from './secretTree.ts';

const FILES = 4;
const EACH = 3;
const SEED = 8;
/** Processes that are killed, in part at the migration and in part at taking it back. */
const KILLS = isFullRun ? 300 : 12;

await describeEachVault('the process is killed', (suite) => {
  let folder = '';
  let program = '';
  beforeAll(async () => {
    const { bundleCommandLine } = await import('../../support/bundledCommandLine.ts');
    folder = mkdtempSync(join(tmpdir(), 'vault-refs-killed-'));
    program = await bundleCommandLine(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const tree = secretTree(FILES, EACH);

  /** One path has a key of others, another one holds a value already that is to be moved. */
  async function open(): Promise<CliWorld> {
    const w = await CliWorld.open(suite(), tree, attributionRule);
    await w.admin.putSecret(w.mount, 'app/team0/service0', { theirs: 'made-up' });
    await w.admin.putSecret(w.mount, 'app/team1/service1', { part0_password: madeUp(1, 0) });
    if (w.server.kind !== 'external') await w.server.clearRequests();
    return w;
  }

  const pathOf = (name: string): string => name.replace(/^w\//, 'app/').replace(/\.\w+$/, '');

  /** Every secret is in its file, or Vault holds it and the file names it; no file is half written. */
  async function expectNothingLost(w: CliWorld): Promise<void> {
    for (const [file, [name, original]] of Object.entries(tree).entries()) {
      const text = w.text(name);
      const held = (await w.secret(pathOf(name))) ?? {};
      let moved = original;
      for (let index = 0; index < EACH; index += 1) {
        const [key, value] = [`part${index}_password`, madeUp(file, index)];
        moved = moved.replace(value, `${w.mount}/${pathOf(name)}#${key}`);
        if (!text.includes(value)) expect(held[key]).toBe(value);
      }
      expect([original, moved]).toContain(text);
    }
    expect(await w.secret('app/team0/service0')).toMatchObject({ theirs: 'made-up' });
    expect(await w.secret('app/team1/service1')).toMatchObject({ part0_password: madeUp(1, 0) });
  }

  function expectOriginal(w: CliWorld): void {
    for (const [name, original] of Object.entries(tree)) expect(w.text(name)).toBe(original);
    const names = readdirSync(join(w.folder, 'w'), { recursive: true }).filter((name) =>
      /\.\w+$/.test(String(name)),
    );
    expect(names).toHaveLength(FILES);
  }

  async function expectAllowed(w: CliWorld): Promise<void> {
    if (w.server.kind === 'external') return;
    expectOnlyAllowed(await w.server.requests(), w.mount);
  }

  const order = (w: CliWorld): readonly string[] => ['migrate', '--yes', ...w.to, 'w'];

  /** How large the journal of a run is in the end, and of one that was taken back. */
  async function sizes(): Promise<{ readonly moved: number; readonly undone: number }> {
    const w = await open();
    expect(await runAndKill(program, w, order(w), undefined)).toBe(false);
    const moved = journalBytes(w);
    expect(await runAndKill(program, w, ['undo', '--yes'], undefined)).toBe(false);
    expectOriginal(w);
    return { moved, undone: journalBytes(w) };
  }

  async function goOn(w: CliWorld): Promise<void> {
    const continued = await w.run('migrate', '--continue', '--yes');
    // Killed before the journal had its header, there is nothing to go on with: nothing was written.
    if (continued.code === 3) expect(await w.migrate()).toMatchObject({ code: 0 });
    else expect(continued).toMatchObject({ code: 0 });
    for (const [file, name] of Object.keys(tree).entries()) {
      const values = Array.from({ length: EACH }, (_, index) => [
        `part${index}_password`,
        madeUp(file, index),
      ]);
      expect(await w.secret(pathOf(name))).toMatchObject(Object.fromEntries(values));
      for (const [, value = ''] of values) expect(w.text(name)).not.toContain(value);
    }
  }

  test(
    `at ${KILLS} random moments: nothing is lost, and it is continued or taken back`,
    async () => {
      const random = randomNumbers(SEED);
      const { moved, undone } = await sizes();
      let killed = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const w = await open();
        const isUndo = kill % 3 === 2;
        const death = (from: number, to: number): Death => ({
          journalBytes: from + Math.floor(random() * (to - from)),
          afterMs: Math.floor(random() * 8),
        });
        if (isUndo) {
          expect(await w.migrate()).toMatchObject({ code: 0 });
          if (await runAndKill(program, w, ['undo', '--yes'], death(moved, undone))) killed += 1;
        } else if (await runAndKill(program, w, order(w), death(1, moved))) killed += 1;
        await expectNothingLost(w);
        if (kill % 3 === 0) {
          await goOn(w);
          await expectNothingLost(w);
        }
        const back = await w.run('undo', '--yes');
        // A write whose answer died with the process stays, as nobody knows whose it is; then the code says so.
        if (back.code === 1) expect(back.stdout).toContain('Nobody knows whether this run has written it');
        await expectNothingLost(w);
        expectOriginal(w);
        await expectAllowed(w);
      }
      console.log(`killed ${killed} of ${KILLS} processes before their end`);
      expect(killed).toBeGreaterThan(KILLS / 2);
    },
    isFullRun ? 3_600_000 : 240_000,
  );
});
