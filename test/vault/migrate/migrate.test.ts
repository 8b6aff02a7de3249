import { expect, test } from 'vitest';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { expectOnlyAllowed } from './allowedRequests.ts';
import { attributionRule, CliWorld } from './cliWorld.ts';
import { applied, entriesIn, type PlannedEntry } from './planned.ts';
import { madeUp, secretTree } from './secretTree.ts';

interface Custom {
  readonly data: { readonly custom_metadata: Readonly<Record<string, string>> | null };
}

await describeEachVault('vault-refs migrate and undo', (suite) => {
  /** Paths with keys of others, one of which holds a value that is to be moved already. */
  async function putOthers(w: CliWorld): Promise<void> {
    await w.admin.putSecret(w.mount, 'app/team0/service0', { theirs: 'made-up' });
    await w.admin.putSecret(w.mount, 'app/team1/service1', { part0_password: madeUp(1, 0), n: 7 });
  }

  async function stateOf(w: CliWorld, paths: readonly string[]): Promise<unknown> {
    const state: Record<string, unknown> = {};
    for (const path of paths) state[path] = await w.secret(path);
    return state;
  }

  /** Migrates and takes back, comparing files and Vault with what the plan said. */
  async function thereAndBack(
    w: CliWorld,
    files: Readonly<Record<string, string>>,
    secrets: number,
  ): Promise<void> {
    const names = Object.keys(files);
    const original = new Map(names.map((name) => [name, w.bytes(name)]));
    const plan = entriesIn(await w.run('migrate', '--dry-run', '--format', 'json', ...w.to, 'w'));
    expect(plan).toHaveLength(secrets);
    const paths = [...new Set(plan.map(({ path }) => path))];
    const vaultBefore = await stateOf(w, paths);
    if (w.server.kind !== 'external') await w.server.clearRequests();

    const migrated = await w.migrate('--format', 'json');
    expect(migrated.code).toBe(0);
    const report = entriesIn(migrated);
    const withoutStatus = (entry: PlannedEntry): unknown => ({ ...entry, status: '', reason: '' });
    expect(report.map(withoutStatus)).toEqual(plan.map(withoutStatus));
    const values = new Map<PlannedEntry, string>();
    for (const name of names) {
      const mine = plan.filter(({ file }) => `w/${file}` === name);
      const expected = applied(files[name] ?? '', mine);
      expect(w.text(name)).toBe(expected.text);
      for (const [entry, value] of expected.values) values.set(entry, value);
    }
    const vaultAfter: Record<string, Record<string, unknown>> = structuredClone(vaultBefore) as never;
    for (const [{ path, key }, value] of values) vaultAfter[path] = { ...vaultAfter[path], [key]: value };
    expect(await stateOf(w, paths)).toEqual(vaultAfter);

    const undone = await w.run('undo', '--yes');
    expect(undone.code).toBe(0);
    for (const name of names) expect(w.bytes(name).equals(original.get(name) ?? Buffer.of())).toBe(true);
    expect(await stateOf(w, paths)).toEqual(vaultBefore);
    const canary = { secret: values.values().next().value ?? '', token: w.token };
    expectNoLeak(canary, migrated, undone, w.kept());
    await expectOnlyAllowedRequests(w);
  }

  /** Settings are never written, and `metadata/` is only patched. */
  async function expectOnlyAllowedRequests(w: CliWorld): Promise<void> {
    if (w.server.kind === 'external') {
      console.log('not looked at on an external server: its audit log is not ours to read');
      return;
    }
    expectOnlyAllowed(await w.server.requests(), w.mount);
  }

  test('40 files with 200 secrets, under the least privilege', async () => {
    const files = secretTree(40, 5);
    const w = await CliWorld.open(suite(), files);
    await putOthers(w);
    await thereAndBack(w, files, 200);
  }, 120_000);

  test('a file of 30', async () => {
    const files = secretTree(1, 30);
    const w = await CliWorld.open(suite(), files);
    await thereAndBack(w, files, 30);
    expect(await w.secret('app/team0/service0')).toBeUndefined();
  }, 60_000);

  test('with the right to patch metadata, each path tells who moved what, and keeps what it told before', async () => {
    const files = secretTree(3, 2);
    const w = await CliWorld.open(suite(), files, attributionRule);
    await w.admin.putSecret(w.mount, 'app/team0/service0', { theirs: 'made-up' });
    await w.admin.expectOk('POST', `${w.mount}/metadata/app/team0/service0`, {
      custom_metadata: { owner: 'team made-up' },
      max_versions: 7,
    });
    const { code, stdout } = await w.migrate();
    expect(code).toBe(0);
    expect(stdout).toContain('The custom metadata of 3 paths tells who moved what and when.');
    const answer = await w.admin.expectOk('GET', `${w.mount}/metadata/app/team0/service0`);
    const { custom_metadata: told, ...settings } = (answer as Custom).data;
    expect(told).toEqual({
      owner: 'team made-up',
      'vault-refs-moved-by': expect.stringMatching(/^token/) as string,
      'vault-refs-moved-at': expect.stringMatching(/^\d{4}-.*Z$/) as string,
      'vault-refs-moved-with': expect.stringMatching(/^vault-refs \d/) as string,
    });
    expect(settings).toMatchObject({ max_versions: 7 });
    await thereAndBackAgain(w);
  }, 60_000);

  /** What is told stays when the run is taken back: it is no secret, and a metadata-only path would go with it. */
  async function thereAndBackAgain(w: CliWorld): Promise<void> {
    expect((await w.run('undo', '--yes')).code).toBe(0);
    expect(await w.secret('app/team0/service0')).toEqual({ theirs: 'made-up' });
  }

  test('values are in nothing that is printed, kept or asked', async () => {
    const canary = createCanary();
    const text = (n: number): string =>
      `password: "${canary.secret}${n}"\nother:\n  - token: ${canary.token}${n}\n`;
    const w = await CliWorld.open(suite(), { 'w/a.yaml': text(1), 'w/b.yaml': text(2) });
    if (w.server.kind !== 'external') await w.server.clearRequests();
    const outputs: unknown[] = [];
    const run = async (...args: readonly string[]): Promise<void> => {
      outputs.push(await w.run(...args));
    };
    await run('migrate', '--dry-run', ...w.to, 'w');
    await w.admin.putSecret(w.mount, 'app/a', { password: `${canary.secret}theirs` });
    outputs.push(await w.migrate());
    w.before = async (call, path) => {
      if (call === 'writeKeys' && path === 'app/b')
        await w.admin.putSecret(w.mount, path, { password: `${canary.secret}theirs` });
    };
    outputs.push(await w.migrate('--leave-blocked'));
    w.before = () => undefined;
    await run('migrate', '--continue', '--yes');
    await run('runs');
    await run('runs', '--format', 'json');
    await run('undo', '--yes');
    const asked = w.server.kind === 'external' ? [] : await w.server.requests();
    const { secret, token } = canary;
    expectNoLeak({ secret, token }, outputs, w.kept(), asked);
    expect(w.text('w/a.yaml')).toContain(`${secret}1`);
    expect(w.text('w/b.yaml')).toContain(`${secret}2`);
    expect(await w.secret('app/b')).toEqual({ password: `${secret}theirs` });
  }, 60_000);
});
