import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ScanSummary, SkippedFiles } from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { ScanWorld } from '../support/scanWorld.ts';

/** Visibly made up, with a password's shape. */
const secret = 'password: n0t-Real-9z\n';
const none = 'password: ${PASSWORD}\n';

let world: ScanWorld;
beforeEach(() => {
  world = new ScanWorld();
});
afterEach(() => world.stop());

describe('a scan of the workspace', () => {
  test('finds, publishes, tells the tree and sums up', async () => {
    world.write({ 'a.yaml': secret, 'b/c.json': '{"password": "n0t-Real-9z"}', 'b/ok.yaml': none });
    await world.start();
    expect(await world.scan()).toEqual({
      outcome: 'complete',
      secrets: 2,
      filesWithSecrets: 2,
      filesRead: 3,
      skipped: 0,
    });
    await world.settle();
    expect(world.told).toEqual({ 'a.yaml': 1, 'b/c.json': 1 });
    expect(world.published).toEqual({ 'a.yaml': 1, 'b/c.json': 1 });
    expect(world.state).toMatchObject({ kind: 'complete', isOutdated: false, secrets: 2 });
  });

  test('says of a file what the open document says', async () => {
    world.write({ 'a.yaml': `db:\n  ${secret}` });
    await world.start();
    await world.scan();
    const published = world.client.published.get(world.uri('a.yaml'));
    await world.client.open(world.uri('a.yaml'), `db:\n  ${secret}`);
    expect(published).toEqual(await world.client.diagnostics(world.uri('a.yaml')));
    expect(published).toHaveLength(1);
  });

  test('never tells a value', async () => {
    await world.start();
    world.write({
      'a.yaml': `password: "${world.client.canary.secret}"\n${world.client.canary.secret}: {password: "${world.client.canary.secret}"}\n`,
    });
    expect((await world.scan()).secrets).toBeGreaterThan(0);
  });

  test('names what it skipped', async () => {
    world.write({ 'a.yaml': secret, 'binary.yaml': 'a: \0\n' });
    await world.start();
    expect((await world.scan()).skipped).toBe(1);
    const { files, total } = await world.client.request<SkippedFiles>(methods.skippedFiles, undefined);
    expect(total).toBe(1);
    expect(files).toMatchObject([{ uri: world.uri('binary.yaml'), path: 'binary.yaml', folderName: 'root' }]);
    expect(files[0]?.reason).toMatch(/binary/);
  });

  test('of a workspace without folders says so', async () => {
    await world.start({ workspaceFolders: [] });
    expect((await world.scan()).outcome).toBe('no-folder');
  });

  test('of folders that are not on this disk says so', async () => {
    await world.start({ workspaceFolders: [{ uri: 'vscode-vfs://github/a/b', name: 'b' }] });
    expect((await world.scan()).outcome).toBe('no-folder');
  });

  test('again forgets what is not there any more', async () => {
    world.write({ 'a.yaml': secret, 'b.yaml': secret });
    await world.start();
    await world.scan();
    world.remove('a.yaml');
    world.write({ 'b.yaml': none, 'c.yaml': secret });
    expect((await world.scan()).secrets).toBe(1);
    await world.settle();
    expect(world.told).toEqual({ 'c.yaml': 1 });
    expect(world.published).toEqual({ 'c.yaml': 1 });
  });

  test('is cleared', async () => {
    world.write({ 'a.yaml': secret, 'binary.yaml': '\0' });
    await world.start();
    await world.scan();
    await world.client.request(methods.clearScan, undefined);
    await world.settle();
    expect(world.told).toEqual({});
    expect(world.published).toEqual({});
    expect(world.state).toMatchObject({ kind: 'none', secrets: 0, skipped: 0 });
  });
});

describe('an open document speaks for itself', () => {
  beforeEach(async () => {
    world.write({ 'a.yaml': secret });
    await world.start();
    await world.scan();
  });

  test('what was published stays until its own diagnostics are told, and is given back when it closes', async () => {
    const uri = world.uri('a.yaml');
    await world.client.open(uri, secret);
    await world.settle();
    expect(world.published).toEqual({ 'a.yaml': 1 });
    expect(await world.client.diagnostics(uri)).toHaveLength(1);
    await world.settle();
    expect(world.published).toEqual({});
    await world.client.close(uri);
    await world.settle();
    expect(world.published).toEqual({ 'a.yaml': 1 });
  });

  test('a scan meanwhile publishes nothing for it', async () => {
    const uri = world.uri('a.yaml');
    await world.client.open(uri, secret);
    await world.client.diagnostics(uri);
    await world.settle();
    world.write({ 'a.yaml': `${secret}b:\n  ${secret}` });
    await world.scan();
    await world.settle();
    expect(world.published).toEqual({});
    expect(world.told).toEqual({ 'a.yaml': 2 });
    await world.client.close(uri);
    await world.settle();
    expect(world.published).toEqual({ 'a.yaml': 2 });
  });

  test('whatever its client escapes', async () => {
    world.write({ 'with space.yaml': secret });
    await world.scan();
    const uri = world.uri('with space.yaml').replace('%20', ' ');
    await world.client.open(uri, secret);
    await world.client.diagnostics(uri);
    await world.settle();
    expect(world.published).toEqual({ 'a.yaml': 1 });
  });

  test('a question for the diagnostics of a closed document withdraws nothing', async () => {
    expect(await world.client.diagnostics(world.uri('a.yaml'))).toEqual([]);
    await world.settle();
    expect(world.published).toEqual({ 'a.yaml': 1 });
  });

  test('closed right after the question, it is given back', async () => {
    const uri = world.uri('a.yaml');
    await world.client.open(uri, secret);
    const asked = world.client.diagnostics(uri);
    await world.client.close(uri);
    await asked;
    await world.settle();
    expect(world.published).toEqual({ 'a.yaml': 1 });
  });
});

test('a client that layers diagnostics is told of the files at all times', async () => {
  world.write({ 'a.yaml': secret });
  await world.start({ initializationOptions: { layersDiagnostics: true } });
  await world.scan();
  await world.client.open(world.uri('a.yaml'), none);
  await world.client.diagnostics(world.uri('a.yaml'));
  await world.settle();
  expect(world.published).toEqual({ 'a.yaml': 1 });
});

test('with push the open document replaces what was published, and closing gives it back', async () => {
  world.write({ 'a.yaml': secret });
  await world.start({ capabilities: { workspace: { workspaceFolders: true } } });
  await world.scan();
  const uri = world.uri('a.yaml');
  await world.client.open(uri, `${secret}b:\n  ${secret}`);
  await world.settle();
  expect(world.published).toEqual({ 'a.yaml': 2 });
  world.write({ 'a.yaml': secret });
  await world.scan();
  await world.settle();
  expect(world.published).toEqual({ 'a.yaml': 2 });
  await world.client.close(uri);
  await world.settle();
  expect(world.published).toEqual({ 'a.yaml': 1 });
});

describe('what is left out', () => {
  const texts = { 'a.yaml': secret, 'out/b.yaml': secret, 'deep/out/c.yaml': secret, 'd.json': '{}' };

  test.each([
    ['files.exclude', { '**/out': true }, ['a.yaml']],
    ['files.exclude', { out: true }, ['a.yaml', 'deep/out/c.yaml']],
    ['files.exclude', { '**/out': false }, ['a.yaml', 'deep/out/c.yaml', 'out/b.yaml']],
    [
      'files.exclude',
      { '**/a.yaml': { when: '$(basename).ts' } },
      ['a.yaml', 'deep/out/c.yaml', 'out/b.yaml'],
    ],
    ['search.exclude', { '**/{out,other}/**': true }, ['a.yaml']],
    ['search.exclude', { '*.yaml': true }, ['deep/out/c.yaml', 'out/b.yaml']],
    ['vaultRefs.scan.exclude', ['out'], ['a.yaml']],
    ['vaultRefs.scan.exclude', ['*.yaml'], []],
    ['vaultRefs.scan.exclude', ['deep/out/'], ['a.yaml', 'out/b.yaml']],
    ['vaultRefs.scan.exclude', [1, null, '[', 'deep/**'], ['a.yaml', 'out/b.yaml']],
    ['vaultRefs.scan.exclude', 'out', ['a.yaml', 'deep/out/c.yaml', 'out/b.yaml']],
  ])('by %s %j', async (section, value, expected) => {
    world.write(texts);
    world.sections = { [section]: value };
    await world.start();
    await world.scan();
    await world.settle();
    expect(Object.keys(world.told)).toEqual(expected);
  });

  test('by what git ignores, also when it changes', async () => {
    world.write({
      '.git/': '',
      '.gitignore': 'local.yaml\n/build/\n',
      'a.yaml': secret,
      'local.yaml': secret,
      'build/b.yaml': secret,
      'node_modules/c.json': '{"password": "n0t-Real-9z"}',
    });
    await world.start();
    await world.scan();
    await world.settle();
    expect(world.told).toEqual({ 'a.yaml': 1 });
    await world.changed(
      ['changed', 'local.yaml'],
      ['created', 'build'],
      ['changed', 'build/b.yaml'],
      ['changed', 'node_modules/c.json'],
    );
    expect(world.told).toEqual({ 'a.yaml': 1 });
  });

  test('is not scanned either when it changes', async () => {
    world.write({ 'a.yaml': none });
    world.sections = { 'vaultRefs.scan.exclude': ['out'] };
    await world.start();
    await world.scan();
    world.write({ 'out/b.yaml': secret, 'c.yaml': secret });
    await world.changed(['created', 'out/b.yaml'], ['created', 'c.yaml']);
    expect(world.told).toEqual({ 'c.yaml': 1 });
  });
});

describe('settings of detection', () => {
  test('hold for a folder', async () => {
    world.write({ 'a.yaml': secret });
    world.sections = { vaultRefs: { detection: { severity: { high: 'error', medium: 'error' } } } };
    await world.start();
    await world.scan();
    expect(world.client.published.get(world.uri('a.yaml'))).toMatchObject([{ severity: 1 }]);
  });

  test('switch it off, which is told', async () => {
    world.write({ 'a.yaml': secret });
    world.sections = { vaultRefs: { detection: { enabled: false } } };
    await world.start();
    expect(await world.scan()).toMatchObject({ outcome: 'complete', secrets: 0, filesRead: 0, skipped: 1 });
  });

  test('that change make the results outdated, and a scan makes them new', async () => {
    world.write({ 'a.yaml': secret });
    await world.start();
    await world.scan();
    world.sections = { vaultRefs: { detection: { overrides: [{ rule: '*', confidence: 'off' }] } } };
    await world.client.configure({});
    // The handler of the settings is ours.
    await world.settle();
    expect(world.state).toMatchObject({ kind: 'complete', isOutdated: true });
    expect(await world.scan()).toMatchObject({ outcome: 'complete', secrets: 0 });
    await world.settle();
    expect(world.state?.isOutdated).toBe(false);
    expect(world.published).toEqual({});
  });
});

describe('files that change on disk', () => {
  beforeEach(async () => {
    world.write({ 'a.yaml': secret, 'dir/b.yaml': secret, 'dir/deep/c.yaml': secret, 'binary.yaml': '\0' });
    await world.start();
  });

  test('are of no interest before a scan', async () => {
    await world.changed(['changed', 'a.yaml']);
    expect(world.state).toBeUndefined();
  });

  test('are scanned again after one: these alone', async () => {
    await world.scan();
    expect(world.client.registered).toContain('workspace/didChangeWatchedFiles');
    world.write({ 'a.yaml': none, 'dir/b.yaml': none, 'new.yaml': secret });
    await world.changed(['changed', 'a.yaml'], ['created', 'new.yaml']);
    expect(world.told).toEqual({ 'dir/b.yaml': 1, 'dir/deep/c.yaml': 1, 'new.yaml': 1 });
    expect(world.published).toEqual(world.told);
  });

  test('may be deleted', async () => {
    await world.scan();
    world.remove('a.yaml');
    world.remove('binary.yaml');
    await world.changed(['deleted', 'a.yaml'], ['deleted', 'binary.yaml']);
    expect(world.told).toEqual({ 'dir/b.yaml': 1, 'dir/deep/c.yaml': 1 });
    expect(world.state?.skipped).toBe(0);
  });

  test('may be deleted with their folder, which is all that an editor tells', async () => {
    await world.scan();
    world.remove('dir');
    await world.changed(['deleted', 'dir']);
    expect(world.told).toEqual({ 'a.yaml': 1 });
    expect(world.published).toEqual({ 'a.yaml': 1 });
  });

  test('may be renamed with their folder', async () => {
    await world.scan();
    world.rename('dir', 'moved');
    await world.changed(['deleted', 'dir'], ['created', 'moved']);
    expect(world.told).toEqual({ 'a.yaml': 1, 'moved/b.yaml': 1, 'moved/deep/c.yaml': 1 });
    expect(world.published).toEqual(world.told);
  });

  test('may come to be skipped', async () => {
    await world.scan();
    world.write({ 'a.yaml': '\0' });
    await world.changed(['changed', 'a.yaml']);
    expect(world.told).toEqual({ 'dir/b.yaml': 1, 'dir/deep/c.yaml': 1 });
    expect(world.state?.skipped).toBe(2);
  });

  test('lie outside of all folders', async () => {
    await world.scan();
    await world.changed(['changed', '../elsewhere.yaml'], ['deleted', '..']);
    expect(Object.keys(world.told)).toHaveLength(3);
  });

  test('with rules for what git ignores make the results outdated', async () => {
    await world.scan();
    await world.changed(['changed', 'dir/.gitignore']);
    expect(world.state?.isOutdated).toBe(true);
  });

  test('so many at once make the results outdated', async () => {
    await world.scan();
    const many = Array.from({ length: 3_000 }, (_, index) => ['created', `x/${index}.yaml`] as const);
    await world.changed(...many);
    expect(world.state?.isOutdated).toBe(true);
  });

  test('are scanned again when somebody asks', async () => {
    await world.scan();
    world.write({ 'a.yaml': none });
    await world.client.request(methods.rescanFiles, { uris: [world.uri('a.yaml'), 'untitled:1', '%'] });
    await world.settle();
    expect(world.told).toEqual({ 'dir/b.yaml': 1, 'dir/deep/c.yaml': 1 });
  });
});

describe('several folders', () => {
  beforeEach(() => {
    world.write({ 'one/a.yaml': secret, 'one/inner/b.yaml': secret, 'two/c.yaml': secret });
  });

  test('a file belongs to the innermost', async () => {
    await world.start({
      workspaceFolders: [world.folder('one'), world.folder('one/inner'), world.folder('two')],
    });
    expect((await world.scan()).filesRead).toBe(3);
    await world.settle();
    expect([...world.files.values()].map(({ folderName, path }) => `${folderName}:${path}`).sort()).toEqual([
      'one/inner:b.yaml',
      'one:a.yaml',
      'two:c.yaml',
    ]);
    world.write({ 'one/inner/b.yaml': none });
    await world.changed(['changed', 'one/inner/b.yaml']);
    expect(world.told).toEqual({ 'a.yaml': 1, 'c.yaml': 1 });
  });

  test('a folder that goes takes its results along', async () => {
    await world.start({ workspaceFolders: [world.folder('one'), world.folder('two')] });
    await world.scan();
    await world.client.changeFolders([], [world.folder('one')]);
    await world.settle();
    expect(world.told).toEqual({ 'c.yaml': 1 });
    expect(world.published).toEqual({ 'two/c.yaml': 1 });
    expect(world.state).toMatchObject({ kind: 'complete', isOutdated: true });
  });

  test('the same folder twice is scanned once', async () => {
    await world.start({ workspaceFolders: [world.folder('two'), world.folder('two')] });
    expect((await world.scan()).filesRead).toBe(1);
  });
});

describe('a scan that is ended', () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${index}.yaml`, secret]));

  test('by its request keeps what was found, and says that it is not all', async () => {
    world.write(many);
    await world.start();
    const { result, cancel } = world.client.cancellable<ScanSummary>(methods.scanWorkspace, {});
    await untilSome();
    cancel();
    const summary = await result;
    expect(summary.outcome).toBe('cancelled');
    expect(summary.secrets).toBeGreaterThan(0);
    expect(summary.secrets).toBeLessThan(400);
    await world.settle();
    expect(Object.keys(world.told)).toHaveLength(summary.secrets);
    expect(world.published).toEqual(world.told);
    expect(world.state?.kind).toBe('incomplete');
  });

  test('in the place for its progress', async () => {
    world.write(many);
    await world.start();
    world.client.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      // Behind the answer, and before much is scanned.
      setImmediate(() => void world.client.notify('window/workDoneProgress/cancel', { token }));
      return null;
    });
    expect((await world.scan()).outcome).toBe('cancelled');
  });

  test('by another scan', async () => {
    world.write(many);
    await world.start();
    const first = world.scan();
    await untilSome();
    const second = world.scan();
    expect((await first).outcome).toBe('superseded');
    expect(await second).toMatchObject({ outcome: 'complete', secrets: 400 });
    await world.settle();
    expect(world.state?.kind).toBe('complete');
  });

  test('by clearing', async () => {
    world.write(many);
    await world.start();
    const first = world.scan();
    await untilSome();
    await world.client.request(methods.clearScan, undefined);
    expect((await first).outcome).toBe('superseded');
    await world.settle();
    expect(world.told).toEqual({});
    expect(world.published).toEqual({});
    expect(world.state?.kind).toBe('none');
  });

  async function untilSome(): Promise<void> {
    while (world.client.published.size === 0) await new Promise((resolve) => setImmediate(resolve));
  }
});

describe('a client that answers badly', () => {
  test('refuses a place for progress', async () => {
    world.write({ 'a.yaml': secret });
    await world.start();
    world.client.onRequest('window/workDoneProgress/create', () => {
      throw new Error('no');
    });
    expect(await world.scan()).toMatchObject({ outcome: 'complete', secrets: 1 });
  });

  test.each([[null], ['text'], [[1, 2, 3]], [{}], [[{ a: { b: [] } }, ['**/*'], { '*': true }]]])(
    'tells %j for settings',
    async (answer) => {
      world.write({ 'a.yaml': secret });
      await world.start();
      world.client.onRequest('workspace/configuration', () => answer);
      expect(await world.scan()).toMatchObject({ outcome: 'complete', secrets: 1 });
    },
  );

  test('never tells settings: the scan can be cancelled', async () => {
    world.write({ 'a.yaml': secret });
    await world.start();
    world.client.onRequest('workspace/configuration', () => new Promise(() => undefined));
    const { result, cancel } = world.client.cancellable<ScanSummary>(methods.scanWorkspace, {});
    await world.settle();
    cancel();
    expect((await result).outcome).toBe('cancelled');
  });

  test('knows no settings', async () => {
    world.write({ 'a.yaml': secret });
    await world.start({ capabilities: { workspace: { workspaceFolders: true } } });
    expect(await world.scan()).toMatchObject({ outcome: 'complete', secrets: 1 });
  });

  test('tells of changes that are none', async () => {
    await world.start();
    await world.scan();
    for (const params of [{}, { changes: null }, { changes: [{}] }, { changes: [{ uri: 1 }] }])
      await world.client.notify('workspace/didChangeWatchedFiles', params);
    await world.settle();
    expect((await world.scan()).outcome).toBe('complete');
  });

  test('asks to scan again what is no list', async () => {
    await world.start();
    await world.scan();
    await world.client.request(methods.rescanFiles, { uris: 7 });
    expect((await world.scan()).outcome).toBe('complete');
  });
});
