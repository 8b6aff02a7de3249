import { describe, expect, test } from 'vitest';
import { baselineFileName } from '../../server/src/scan/baseline/baseline.ts';
import type { AcceptResult, MigrationPlan, PreviewResult } from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { fastTimer, MigrationWindow, type WindowOptions } from './migrationsWorld.ts';

/** Visibly made up, with a password's shape. */
const app = 'db:\n  user: app\n  password: "n0t-Real-9z" # keep\n';
const more = '{\n  "api": { "password": "n0t-Real-8y" }\n}\n';
const files = { 'app.yaml': app, 'sub/more.json': more };

async function openWindow(
  texts: Readonly<Record<string, string>> = files,
  options: WindowOptions = {},
): Promise<MigrationWindow> {
  const window = await MigrationWindow.open(options);
  window.machine.write(texts);
  return window;
}

/** `path line target`, with a mark for what is not ticked. */
function entriesOf({ files: all }: MigrationPlan): readonly string[] {
  return all.flatMap(({ path, entries }) =>
    entries.map(
      ({ range, targetText, isOn }) => `${isOn ? '' : '- '}${path}:${range.start.line + 1} ${targetText}`,
    ),
  );
}

describe('a plan', () => {
  test('tells what would happen, and writes nothing', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    vault.put({ mount: 'secret', path: 'project/app' }, { other: 'x' });
    vault.put({ mount: 'secret', path: 'project/sub/more' }, { api_password: 'n0t-Real-8y' });
    const plan = await window.planned();
    expect(plan).toMatchObject({
      plan: 1,
      origin: 'https://vault.example:8200',
      namespace: '',
      blockers: [],
      mounts: ['secret'],
      kvV1Mounts: [],
      skipped: [],
      counts: { secrets: 2, files: 2, paths: 2, created: 0, added: 1, reused: 1, left: 0 },
    });
    expect(plan).not.toHaveProperty('workspaceTemplate');
    expect(plan.files[0]).toMatchObject({
      uri: window.machine.uri('app.yaml'),
      folderName: 'project',
      path: 'app.yaml',
      entries: [
        {
          range: { start: { line: 2, character: 13 }, end: { line: 2, character: 24 } },
          rule: 'keyed-password',
          keyPath: 'db.password',
          target: { mount: 'secret', path: 'project/app', key: 'db_password' },
          reference: 'secret/project/app#db_password',
          action: 'add-key',
          isOn: true,
          canMove: true,
          notes: [],
        },
      ],
    });
    expect(plan.files[1]?.entries[0]?.action).toBe('reuse');
    expect(vault.calls).not.toContain('writeKeys');
    expect(Object.values(files)).toEqual([
      window.machine.read('app.yaml'),
      window.machine.read('sub/more.json'),
    ]);
    await window.client.stop();
  });

  test('is of one finding, a file, a folder or everything', async () => {
    const window = await openWindow({
      ...files,
      'sub/deep/x.yaml': `one: 1\n${app}token_password: n0t-Real-7x\n`,
    });
    const { machine } = window;
    expect(entriesOf(await window.planned({ kind: 'file', uri: machine.uri('sub/more.json') }))).toEqual([
      'sub/more.json:2 secret/project/sub/more#api_password',
    ]);
    expect(entriesOf(await window.planned({ kind: 'folder', uri: machine.uri('sub') }))).toEqual([
      'sub/deep/x.yaml:4 secret/project/sub/deep/x#db_password',
      'sub/deep/x.yaml:5 secret/project/sub/deep/x#token_password',
      'sub/more.json:2 secret/project/sub/more#api_password',
    ]);
    expect(entriesOf(await window.planned())).toHaveLength(4);
    await window.show('sub/deep/x.yaml');
    const uri = machine.uri('sub/deep/x.yaml');
    const findingId = `keyed-password:${app.length + 23}-${app.length + 34}`;
    expect(entriesOf(await window.planned({ kind: 'finding', uri, version: 1, findingId }))).toEqual([
      'sub/deep/x.yaml:5 secret/project/sub/deep/x#token_password',
    ]);
    expect(await window.plan({ kind: 'finding', uri, version: 2, findingId })).toEqual({
      ok: false,
      message: 'The file has changed since: try again.',
    });
    await window.client.stop();
  });

  test('is refused for what is not of the workspace, or no file of ours', async () => {
    const window = await openWindow();
    const { machine } = window;
    const messages = [];
    for (const scope of [
      { kind: 'folder', uri: 'file:///elsewhere' },
      { kind: 'file', uri: 'file:///elsewhere/a.yaml' },
      { kind: 'file', uri: machine.uri('app.txt') },
    ] as const) {
      messages.push(await window.plan(scope));
    }
    expect(messages).toEqual([
      { ok: false, message: 'The folder is none of this workspace.' },
      { ok: false, message: 'The file is in no folder of this workspace.' },
      { ok: false, message: 'The file is no YAML or JSON file by its name.' },
    ]);
    await window.client.stop();
  });

  test('takes open documents as they are in the editor', async () => {
    const window = await openWindow();
    await window.client.open(window.machine.uri('sub/more.json'), '{"a": 1}\n', 'json');
    await window.client.open(window.machine.uri('app.yaml'), `# one more line\n${app}`);
    const plan = await window.planned();
    expect(entriesOf(plan)).toEqual(['app.yaml:4 secret/project/app#db_password']);
    expect(plan.blockers).toEqual([
      {
        message: 'The file has changes that are not saved: app.yaml.',
        remedy: 'save-file',
        uri: window.machine.uri('app.yaml'),
        entry: '1',
      },
    ]);
    expect(plan.files[0]?.entries[0]).toMatchObject({
      reason: 'The file has changes that are not saved: app.yaml.',
    });
    await window.client.stop();
  });

  test('says so of a document that the editor gives other line ends', async () => {
    const window = await openWindow({ 'app.yaml': app.replace('\n', '\r\n') });
    await window.client.open(window.machine.uri('app.yaml'), app);
    const [blocker] = (await window.planned()).blockers;
    expect(blocker).toMatchObject({
      message: 'The file is open with other line ends than it has on disk, so save or close it: app.yaml.',
      remedy: 'untick',
    });
    await window.client.stop();
  });

  test('keeps to exclusions, and to what comments set aside; what it skips it names', async () => {
    const window = await openWindow(
      {
        'app.yaml': `${app}other:\n  password: n0t-Real-6w # vault-refs:ignore\n`,
        'left/out.yaml': app,
        '.gitignore': 'ignored.yaml\n',
        'ignored.yaml': app,
        'binary.yaml': 'a: \0\n',
      },
      { sections: { 'vaultRefs.scan.exclude': ['left/**'] } },
    );
    const plan = await window.planned();
    expect(entriesOf(plan)).toEqual(['app.yaml:3 secret/project/app#db_password']);
    expect(plan.skipped).toEqual([{ path: 'binary.yaml', reason: 'binary or not UTF-8' }]);
    await window.client.stop();
  });

  test('holds what a baseline accepts, not ticked and with a note', async () => {
    const window = await openWindow();
    await window.show('app.yaml');
    const accepted = await window.client.request<AcceptResult>(methods.acceptFindings, {
      uri: window.machine.uri('app.yaml'),
      version: 1,
    });
    expect(accepted.ok).toBe(true);
    expect(window.machine.read(baselineFileName)).toContain('app.yaml');
    const plan = await window.planned();
    expect(entriesOf(plan)).toEqual([
      '- app.yaml:3 secret/project/app#db_password',
      'sub/more.json:2 secret/project/sub/more#api_password',
    ]);
    expect(plan.files[0]?.entries[0]?.notes).toEqual(['The baseline of the folder accepts this finding.']);
    const changed = await window.change(plan.plan, { entry: '1', isOn: true });
    expect(entriesOf(changed)[0]).toBe('app.yaml:3 secret/project/app#db_password');
    expect(changed.files[0]?.entries[0]?.notes).toHaveLength(1);
    await window.client.stop();
  });

  test('there is none of nothing, signed out, or for a client that keeps no journals', async () => {
    const window = await openWindow({ 'a.yaml': 'a: 1\n' });
    expect(await window.planned()).toMatchObject({ files: [], blockers: [], skipped: [] });
    window.connect(undefined);
    expect(await window.plan()).toEqual({ ok: false, message: 'Sign in to Vault first.' });
    await window.client.stop();
    const plain = await openWindow(files, { keeps: false });
    const message = 'This editor cannot move many secrets: move them one by one.';
    expect(await plain.plan()).toEqual({ ok: false, message });
    expect(await plain.undo('0'.repeat(16))).toEqual({ outcome: 'refused', message });
    expect(plain.runs).toEqual([]);
    await plain.client.stop();
    const relative = await openWindow(files, { initializationOptions: { journalFolder: 'runs' } });
    expect(await relative.plan()).toEqual({ ok: false, message });
    await relative.client.stop();
  });

  test('can be cancelled', async () => {
    const window = await openWindow();
    window.machine.vault.onStep = () => new Promise(() => undefined);
    const { result, cancel } = window.client.cancellable(methods.planMigration, {
      scope: { kind: 'workspace' },
      workDoneToken: 'w',
    });
    await window.until(() => window.progress.at(-1) === '2 files, 2 secrets');
    expect(window.machine.vault.calls).not.toEqual([]);
    cancel();
    await expect(result).rejects.toThrow('Planning the migration was cancelled.');
    await window.client.stop();
  });
});

test('a plan can be cancelled in the place that the server asked for to show its progress', async () => {
  const window = await MigrationWindow.open({ timer: fastTimer });
  window.machine.write(files);
  window.machine.vault.onStep = () => new Promise(() => undefined);
  window.client.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
    setTimeout(() => void window.client.notify('window/workDoneProgress/cancel', { token }), 50);
    return null;
  });
  expect(await window.plan()).toEqual({ ok: false, message: 'Planning the migration was cancelled.' });
  await window.client.stop();
});

describe('the template of targets', () => {
  const set = (target: string) => ({ sections: { vaultRefs: { migration: { target } } } });

  test('is marked where the settings of the workspace give it, and not where the own ones do', async () => {
    const window = await openWindow(files, set('secret/theirs#${key}'));
    const foreign = await window.planned();
    expect(foreign.workspaceTemplate).toBe('secret/theirs#${key}');
    expect(foreign.files[0]?.entries[0]?.notes).toEqual([
      'The target comes from a template in the settings of the workspace, not from your own.',
    ]);
    const other = await window.planned(undefined, { ownTemplate: 'secret/mine#${key}' });
    expect(other.workspaceTemplate).toBe('secret/theirs#${key}');
    const own = await window.planned(undefined, { ownTemplate: 'secret/theirs#${key}' });
    expect(own).not.toHaveProperty('workspaceTemplate');
    expect(entriesOf(own)).toEqual([
      'app.yaml:3 secret/theirs#password',
      'sub/more.json:2 secret/theirs#password_2',
    ]);
    await window.client.stop();
  });

  test('that is none makes no plan', async () => {
    const window = await openWindow(files, set('nothing'));
    expect(await window.plan()).toEqual({
      ok: false,
      message:
        'The setting vaultRefs.migration.target does not work. A template has one `#` before its key: `mount/path#key`.',
    });
    await window.client.stop();
  });

  test('has to be the same in all folders that hold secrets', async () => {
    const window = await openWindow();
    const { client, machine } = window;
    machine.write({ 'sub/other.yaml': 'a: 1\n' });
    await client.changeFolders([{ uri: machine.uri('sub'), name: 'sub' }], []);
    client.onRequest(
      'workspace/configuration',
      ({ items }: { items: { section: string; scopeUri?: string }[] }) =>
        items.map(({ section, scopeUri }) => {
          const target = scopeUri?.includes('/sub') ? 'secret/a#${key}' : 'secret/b#${key}';
          return section === 'vaultRefs' ? { migration: { target } } : null;
        }),
    );
    expect(await window.plan()).toMatchObject({
      ok: false,
      message: expect.stringMatching(/different settings .* one folder at a time\.$/) as string,
    });
    const folder = await window.planned({ kind: 'folder', uri: machine.uri('sub') });
    expect(entriesOf(folder)).toEqual(['more.json:2 secret/a#password']);
    await client.stop();
  });

  test('references are written as the setting for the file says', async () => {
    const window = await openWindow(files, {
      sections: { vaultRefs: { referenceFormat: [{ files: '*.yaml', format: 'vals' }] } },
    });
    const plan = await window.planned();
    expect(plan.files.flatMap(({ entries }) => entries.map(({ reference }) => reference))).toEqual([
      'ref+vault://secret/project/app#/db_password',
      'secret/project/sub/more#api_password',
    ]);
    await window.client.stop();
  });
});

describe('changing a plan', () => {
  test('ticks and gives other targets, and asks Vault for nothing but what is new', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    vault.put({ mount: 'secret', path: 'team' }, { k: 'x' });
    const plan = await window.planned();
    const asked = vault.calls.length;
    const changed = await window.change(
      plan.plan,
      { entry: '1', target: 'secret/team#mine' },
      { entry: '2', isOn: false },
    );
    expect(changed.plan).toBe(2);
    expect(entriesOf(changed)).toEqual([
      'app.yaml:3 secret/team#mine',
      '- sub/more.json:2 secret/project/sub/more#api_password',
    ]);
    expect(changed.files.flatMap(({ entries }) => entries.map(({ action }) => action))).toEqual([
      'add-key',
      'create',
    ]);
    expect(changed.counts).toMatchObject({ secrets: 1, added: 1, left: 1 });
    expect(vault.calls.slice(asked).sort()).toEqual(['readCurrent', 'rights']);
    const again = await window.change(changed.plan, { entry: '2', isOn: true });
    expect(again.counts).toMatchObject({ secrets: 2 });
    expect(vault.calls).toHaveLength(asked + 2);
    await window.client.stop();
  });

  test('is refused whole where a target is none', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    const changes = [
      { entry: '2', isOn: false },
      { entry: '1', target: 'nowhere/team#k' },
    ];
    expect(await window.client.request(methods.changePlan, { plan: plan.plan, changes })).toEqual({
      ok: false,
      message: 'A target is written as `mount/path#key` with a known mount: secret.',
    });
    expect(entriesOf(await window.change(plan.plan))).toEqual(entriesOf(plan));
    await window.client.stop();
  });

  test('a conflict is told with what is free, and mended by another target', async () => {
    const window = await openWindow();
    window.machine.vault.put({ mount: 'secret', path: 'project/app' }, { db_password: 'of another' });
    const plan = await window.planned();
    expect(plan.blockers).toEqual([
      {
        message:
          'secret/project/app#db_password already holds another value, which is never overwritten; secret/project/app#db_password_2 is free.',
        remedy: 'edit-target',
        entry: '1',
      },
    ]);
    const changed = await window.change(plan.plan, {
      entry: '1',
      target: 'secret/project/app#db_password_2',
    });
    expect(changed.blockers).toEqual([]);
    await window.client.stop();
  });

  test('holds for the last plan alone, and for the connection that it was made for', async () => {
    const window = await openWindow();
    const gone = { ok: false, message: 'This plan does not hold any more: make it again.' };
    const first = await window.planned();
    const second = await window.planned();
    const ask = (plan: number) => window.client.request(methods.changePlan, { plan, changes: [] });
    expect(await ask(first.plan)).toEqual(gone);
    expect(await ask(second.plan)).toMatchObject({ ok: true, plan: { plan: 3 } });
    window.connect('https://other.example:8200');
    window.connect('https://vault.example:8200');
    expect(await ask(3)).toEqual(gone);
    expect(await window.client.request(methods.previewMigration, { plan: 3, uri: '' })).toEqual(gone);
    await window.client.stop();
  });

  test('two at once do not undo each other', async () => {
    const window = await openWindow();
    const { plan } = await window.planned();
    const answers = await Promise.all(
      ['1', '2'].map((entry) =>
        window.client.request<{ ok: boolean }>(methods.changePlan, {
          plan,
          changes: [{ entry, isOn: false }],
        }),
      ),
    );
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await window.client.stop();
  });
});

describe('a preview', () => {
  test('shows a file before and after with every value masked', async () => {
    const window = await openWindow({ 'app.yaml': `${app}again: "n0t-Real-9z"\n` });
    const { plan } = await window.planned();
    const uri = window.machine.uri('app.yaml');
    const preview = await window.client.request<PreviewResult>(methods.previewMigration, { plan, uri });
    expect(preview).toMatchObject({ ok: true, languageId: 'yaml' });
    const { before, after } = preview as PreviewResult & { ok: true };
    expect(before).not.toContain('Real');
    expect(after).toContain('password: "secret/project/app#db_password" # keep');
    expect(after).not.toContain('Real');
    expect(
      await window.client.request(methods.previewMigration, { plan, uri: window.machine.uri('none.yaml') }),
    ).toEqual({ ok: false, message: 'The plan has no such file.' });
    await window.client.stop();
  });
});
