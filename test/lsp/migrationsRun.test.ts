import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { MigrationResult } from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { fastTimer, Machine, MigrationWindow, type WindowOptions } from './migrationsWorld.ts';

/** Visibly made up, with a password's shape. */
const app = 'db:\n  user: app\n  password: "n0t-Real-9z" # keep\n';
const more = '{\n  "api": { "password": "n0t-Real-8y" }\n}\n';
const files = { 'app.yaml': app, 'sub/more.json': more };
const movedApp = app.replace('n0t-Real-9z', 'secret/project/app#db_password');
const movedMore = more.replace('n0t-Real-8y', 'secret/project/sub/more#api_password');
const appPath = { mount: 'secret', path: 'project/app' };
const morePath = { mount: 'secret', path: 'project/sub/more' };

async function openWindow(
  texts: Readonly<Record<string, string>> = files,
  options: WindowOptions = {},
): Promise<MigrationWindow> {
  const window = await MigrationWindow.open(options);
  window.machine.write(texts);
  return window;
}

function texts({ machine }: MigrationWindow): readonly string[] {
  return [machine.read('app.yaml'), machine.read('sub/more.json')];
}

/** Cancels once the file before the second has been moved. */
async function cancelledHalfWay(window: MigrationWindow): Promise<MigrationResult> {
  const { plan, origin, namespace } = await window.planned();
  const { vault } = window.machine;
  const params = { plan, origin, namespace, kvV1RaceConfirmed: false };
  const { result, cancel } = window.client.cancellable<MigrationResult>(methods.runMigration, params);
  vault.onStep = async ({ call, when, secret }) => {
    if (call !== 'writeKeys' || when !== 'before' || secret?.path !== morePath.path) return;
    vault.onStep = () => undefined;
    cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return result;
}

describe('a run', () => {
  test('moves what is ticked, and tells how it went', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    const result = await window.run(plan, { workDoneToken: 'w' });
    expect(result).toMatchObject({ outcome: 'complete', message: '2 of 2 secrets moved.' });
    expect(result.report).toContain('Line 3: `secret/project/app#db_password` (create), moved.');
    expect(result.report).toContain('The history of git');
    expect(texts(window)).toEqual([movedApp, movedMore]);
    expect(window.machine.vault.peek(appPath)).toEqual({ db_password: 'n0t-Real-9z' });
    expect(window.told).toMatchObject([
      {
        run: result.run,
        phase: 'finished',
        moved: 2,
        total: 2,
        origin: plan.origin,
        isHere: true,
        isOwned: false,
      },
    ]);
    expect(await window.run(plan)).toEqual({
      outcome: 'refused',
      message: 'This plan does not hold any more: make it again.',
    });
    await window.client.stop();
  });

  test('says in Vault who moved what, when and with what', async () => {
    const window = await openWindow();
    await window.run(await window.planned());
    const history = await window.machine.vault.history(appPath, new AbortController().signal);
    expect(history.kind === 'known' && Object.fromEntries(history.customMetadata)).toEqual({
      'vault-refs-moved-by': 'token-ada',
      'vault-refs-moved-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      'vault-refs-moved-with': 'vault-refs 0.0.0-test',
    });
    await window.client.stop();
  });

  test('leaves out what is not ticked', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    const result = await window.run(await window.change(plan.plan, { entry: '1', isOn: false }));
    expect(result).toMatchObject({ outcome: 'complete', message: '1 of 2 secrets moved.' });
    expect(texts(window)).toEqual([app, movedMore]);
    await window.client.stop();
  });

  test('edits open documents in the editor and has them saved', async () => {
    const window = await openWindow();
    await window.show('app.yaml');
    expect(await window.run(await window.planned())).toMatchObject({ outcome: 'complete' });
    expect(window.textOf('app.yaml')).toBe(movedApp);
    expect(texts(window)).toEqual([movedApp, movedMore]);
    await window.client.stop();
  });

  test('succeeds where the editor formats what it saves', async () => {
    const window = await openWindow();
    window.format = (text) => text.replace('user: app', 'user:   app');
    await window.show('app.yaml');
    expect(await window.run(await window.planned())).toMatchObject({ outcome: 'complete' });
    expect(window.machine.read('app.yaml')).toBe(movedApp.replace('user: app', 'user:   app'));
    await window.client.stop();
  });

  test('tells of an edit that was not saved, and goes on once it is', async () => {
    const window = await openWindow();
    window.canSave = false;
    await window.show('app.yaml');
    const result = await window.run(await window.planned());
    expect(result).toMatchObject({ outcome: 'incomplete', message: '1 of 2 secrets moved.' });
    expect(result.report).toContain('unclear; look at the file');
    expect([window.textOf('app.yaml'), window.machine.read('app.yaml')]).toEqual([movedApp, app]);
    expect(window.told).toMatchObject([{ phase: 'running', moved: 1, total: 2 }]);
    window.machine.write({ 'app.yaml': window.textOf('app.yaml') });
    expect(await window.continue(result.run)).toMatchObject({ outcome: 'complete' });
    await window.client.stop();
  });

  test('leaves a document alone that the editor does not edit', async () => {
    const window = await openWindow();
    window.client.acceptEdits = false;
    await window.show('app.yaml');
    const result = await window.run(await window.planned());
    expect(result).toMatchObject({ outcome: 'incomplete', message: '1 of 2 secrets moved.' });
    expect(result.report).toContain('The editor did not apply the edit');
    expect(window.textOf('app.yaml')).toBe(app);
    await window.client.stop();
  });

  test('is refused as a whole where something stands in the way by now', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    window.machine.write({ 'app.yaml': `${app}more: 1\n` });
    expect(await window.run(plan)).toEqual({
      outcome: 'refused',
      message: 'Nothing was moved. The file has changed since the plan was made: plan again: app.yaml.',
    });
    await window.client.open(window.machine.uri('sub/more.json'), `${more}\n`, 'json');
    expect((await window.run(plan)).message).toMatch(/ One more thing is to be mended\.$/);
    expect(texts(window)[1]).toBe(more);
    expect(window.machine.vault.calls).not.toContain('writeKeys');
    expect(window.told).toEqual([]);
    await window.client.stop();
  });

  test('goes on with the other files where one was changed meanwhile', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    const plan = await window.planned();
    const changed = app.replace('n0t-Real-9z', 'n0t-Real-5v');
    vault.onStep = ({ call, when, secret }) => {
      if (call === 'writeKeys' && when === 'after' && secret?.path === appPath.path)
        window.machine.write({ 'app.yaml': changed });
    };
    const result = await window.run(plan);
    expect(result).toMatchObject({ outcome: 'incomplete', message: '1 of 2 secrets moved.' });
    expect(texts(window)).toEqual([changed, movedMore]);
    await window.client.stop();
  });

  test('goes nowhere else than where the person agreed to', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    const elsewhere = {
      outcome: 'refused',
      message: 'Nothing was moved: this window is no longer connected to the server you agreed to.',
    };
    expect(await window.run({ ...plan, namespace: 'other' })).toEqual(elsewhere);
    expect(await window.run({ ...plan, origin: 'https://other.example:8200' })).toEqual(elsewhere);
    const { vault } = window.machine;
    vault.onStep = ({ call, when }) => {
      if (call === 'readCurrent' && when === 'after') vault.origin = 'https://other.example:8200';
    };
    expect(await window.run(plan)).toEqual(elsewhere);
    expect(vault.calls).not.toContain('writeKeys');
    expect(texts(window)).toEqual([app, more]);
    await window.client.stop();
  });

  test('writes nothing to another server that is signed in to while the key of the run is stored', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    const plan = await window.planned();
    window.client.onRequest(methods.storeRunKey, () => {
      window.connect('https://other.example:8200');
      return true;
    });
    const result = await window.run(plan);
    expect(result).toMatchObject({ outcome: 'incomplete', message: '0 of 2 secrets moved.' });
    expect(vault.calls).not.toContain('writeKeys');
    expect(window.told).toMatchObject([{ origin: plan.origin }]);
    await window.client.stop();
  });

  test('stops where the person signs out meanwhile, and goes on later', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    const plan = await window.planned();
    vault.onStep = ({ call, when, secret }) => {
      if (call !== 'writeKeys' || when !== 'before' || secret?.path !== morePath.path) return;
      vault.onStep = () => undefined;
      window.connect(undefined);
    };
    const result = await window.run(plan);
    expect(result).toMatchObject({ outcome: 'incomplete', message: '1 of 2 secrets moved.' });
    expect(texts(window)).toEqual([movedApp, more]);
    expect((await window.continue(result.run)).message).toBe(
      'This run belongs to https://vault.example:8200: sign in there first.',
    );
    window.connect(plan.origin);
    expect(await window.continue(result.run)).toMatchObject({ outcome: 'complete' });
    expect(texts(window)).toEqual([movedApp, movedMore]);
    await window.client.stop();
  });

  test('of KV v1 needs the race confirmed', async () => {
    const window = await openWindow();
    window.machine.vault.mount('secret', { kvVersion: 1 });
    const plan = await window.planned();
    expect(plan.kvV1Mounts).toEqual(['secret']);
    expect(await window.run(plan)).toEqual({
      outcome: 'refused',
      message: 'Nothing was moved. KV v1 has no check-and-set: confirm that first.',
    });
    expect(await window.run(plan, { kvV1RaceConfirmed: true })).toMatchObject({ outcome: 'complete' });
    await window.client.stop();
  });

  test('is refused without a journal', async () => {
    const window = await openWindow();
    window.client.onRequest(methods.storeRunKey, () => false);
    expect(await window.run(await window.planned())).toEqual({
      outcome: 'refused',
      message: 'The journal of the run cannot be written, so nothing was moved.',
    });
    expect(texts(window)).toEqual([app, more]);
    expect(window.machine.vault.calls).not.toContain('writeKeys');
    await window.client.stop();
  });

  test('there is one at a time', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    const first = window.run(plan);
    const busy = { outcome: 'refused', message: 'A migration is under way: wait for it, or cancel it.' };
    expect(await window.run(plan)).toEqual(busy);
    expect(await window.undo('0'.repeat(16))).toEqual(busy);
    expect(await first).toMatchObject({ outcome: 'complete' });
    await window.client.stop();
  });

  test('keeps its journal for this user alone', async () => {
    const window = await openWindow();
    await window.run(await window.planned());
    const { journals } = window.machine;
    expect(statSync(journals).mode & 0o077).toBe(0);
    const [name = '', ...others] = readdirSync(journals);
    expect([others, statSync(`${journals}/${name}`).mode & 0o077]).toEqual([[], 0]);
    await window.client.stop();
  });
});

describe('a run that was cancelled half-way', () => {
  test('is answered, told as incomplete, and gone on with', async () => {
    const window = await openWindow();
    const result = await cancelledHalfWay(window);
    expect(result).toMatchObject({
      outcome: 'cancelled',
      message: '1 of 2 secrets moved. You cancelled it; it can be continued or undone.',
    });
    expect(texts(window)).toEqual([movedApp, more]);
    expect(window.told).toMatchObject([{ phase: 'running', moved: 1, total: 2, isOwned: false }]);
    const described = await window.client.request<MigrationResult>(methods.describeRun, { run: result.run });
    expect(described).toMatchObject({
      outcome: 'incomplete',
      message: '1 of 2 secrets moved.',
      run: result.run,
    });
    expect(await window.continue(result.run)).toMatchObject({ outcome: 'complete' });
    expect(texts(window)).toEqual([movedApp, movedMore]);
    expect(await window.client.request(methods.describeRun, { run: result.run })).toMatchObject({
      outcome: 'complete',
      message: '2 of 2 secrets moved.',
    });
    await window.client.stop();
  });

  test('is gone on with in a window that opens later, and taken back from there', async () => {
    const first = await openWindow();
    const { machine } = first;
    const { run } = await cancelledHalfWay(first);
    await first.client.stop();
    const later = await MigrationWindow.open({ machine });
    await later.until(() => later.runs.length > 0);
    expect(later.told).toMatchObject([{ run, phase: 'running', moved: 1, total: 2, isHere: true }]);
    expect(await later.continue(run)).toMatchObject({ outcome: 'complete' });
    expect(await later.undo(run)).toMatchObject({ outcome: 'complete' });
    expect(texts(later)).toEqual([app, more]);
    await later.client.stop();
  });

  test('by the end of its server is gone on with in another window', async () => {
    const first = await openWindow();
    const { machine } = first;
    const plan = await first.planned();
    let ended: Promise<void> | undefined;
    machine.vault.onStep = async ({ call, when, secret }) => {
      if (call !== 'writeKeys' || when !== 'before' || secret?.path !== morePath.path) return;
      machine.vault.onStep = () => undefined;
      ended = first.client.stop();
      await ended;
    };
    void first.run(plan).catch(() => undefined);
    await first.until(() => ended !== undefined);
    await ended;
    const later = await MigrationWindow.open({ machine });
    await later.until(() => later.told[0]?.isOwned === false);
    expect(later.told).toMatchObject([{ phase: 'running', moved: 1, total: 2 }]);
    expect(await later.continue(later.told[0]?.run)).toMatchObject({ outcome: 'complete' });
    expect(texts(later)).toEqual([movedApp, movedMore]);
    await later.client.stop();
  });

  test('in the place that the server asked for to show its progress', async () => {
    const window = await MigrationWindow.open({ timer: fastTimer });
    window.machine.write(files);
    const plan = await window.planned();
    let isStuck = false;
    window.client.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      void window
        .until(() => isStuck)
        .then(() => window.client.notify('window/workDoneProgress/cancel', { token }));
      return null;
    });
    const { vault } = window.machine;
    vault.onStep = ({ call, when, secret }) => {
      isStuck ||= call === 'writeKeys' && when === 'before' && secret?.path === morePath.path;
      return isStuck ? new Promise(() => undefined) : undefined;
    };
    expect(await window.run(plan)).toMatchObject({ outcome: 'cancelled' });
    expect(texts(window)).toEqual([movedApp, more]);
    vault.onStep = () => undefined;
    await window.client.stop();
  });

  test('is taken back as far as it came', async () => {
    const window = await openWindow();
    const { run } = await cancelledHalfWay(window);
    expect(await window.undo(run)).toMatchObject({
      outcome: 'complete',
      message: '2 of 2 secrets restored.',
    });
    expect(texts(window)).toEqual([app, more]);
    const { vault } = window.machine;
    expect([vault.peek(appPath), vault.peek(morePath)]).toEqual([undefined, undefined]);
    await window.client.stop();
  });

  test('is dismissed with its key', async () => {
    const window = await openWindow();
    const { run } = await cancelledHalfWay(window);
    expect(window.machine.keys.size).toBe(1);
    expect(await window.client.request(methods.dismissRun, { run })).toBe(true);
    expect([window.told, window.machine.keys.size, readdirSync(window.machine.journals)]).toEqual([
      [],
      0,
      [],
    ]);
    expect(await window.continue(run)).toMatchObject({ outcome: 'refused' });
    expect(await window.client.request(methods.describeRun, { run })).toMatchObject({ outcome: 'refused' });
    expect(texts(window)).toEqual([movedApp, more]);
    await window.client.stop();
  });

  test('cannot go on without its key', async () => {
    const window = await openWindow();
    const { run } = await cancelledHalfWay(window);
    window.machine.keys.clear();
    expect((await window.continue(run)).message).toBe(
      'The journal of this run cannot be read, or its key is gone: it can only be dismissed.',
    );
    expect(await window.client.request(methods.dismissRun, { run })).toBe(true);
    await window.client.stop();
  });

  test('before anything was done is told as that, and its plan holds', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    const { plan, origin, namespace } = await window.planned();
    vault.onStep = () => new Promise(() => undefined);
    const params = { plan, origin, namespace, kvV1RaceConfirmed: false };
    const asked = vault.calls.length;
    const { result, cancel } = window.client.cancellable<MigrationResult>(methods.runMigration, params);
    await window.until(() => vault.calls.length > asked);
    cancel();
    expect(await result).toEqual({ outcome: 'refused', message: 'Cancelled before anything was done.' });
    vault.onStep = () => undefined;
    expect(await window.client.request(methods.runMigration, params)).toMatchObject({ outcome: 'complete' });
    await window.client.stop();
  });
});

describe('taking a run back', () => {
  async function ran(
    options: WindowOptions = {},
  ): Promise<{ window: MigrationWindow; run: string | undefined }> {
    const window = await openWindow(files, options);
    const { run } = await window.run(await window.planned());
    return { window, run };
  }

  test('restores files, and open documents in the editor', async () => {
    const { window, run } = await ran();
    await window.show('app.yaml');
    expect(await window.undo(run)).toMatchObject({
      outcome: 'complete',
      message: '2 of 2 secrets restored.',
    });
    expect(window.textOf('app.yaml')).toBe(app);
    expect(texts(window)).toEqual([app, more]);
    expect(window.told).toMatchObject([{ phase: 'undone', moved: 0 }]);
    const described = await window.client.request<MigrationResult>(methods.describeRun, { run });
    expect(described).toMatchObject({ outcome: 'complete', message: '2 of 2 secrets restored.' });
    expect(described.report).toContain('`secret/project/app#db_password`: removed.');
    await window.client.stop();
  });

  test('asks with the places that still refer to the secrets, open documents included', async () => {
    const { window, run } = await ran();
    const { machine, client } = window;
    machine.write({
      'other.yaml': 'a: 1\nuse: secret/project/app#db_password\n',
      'sub/none.yaml': 'use: secret/a#b\n',
      'sub/whole.yaml': 'paths:\n  - secret/data/project/app\n',
      'sub/broken.yaml': '\0',
    });
    await client.open(machine.uri('open.yaml'), '- vault://secret/project/sub/more#api_password\n');
    window.removal = { isAgreed: false, finalDeletionConfirmed: false };
    const result = await window.undo(run);
    expect(window.asked).toEqual([
      {
        origin: 'https://vault.example:8200',
        namespace: '',
        targets: ['secret/project/app#db_password', 'secret/project/sub/more#api_password'],
        kvV1: [],
        otherUses: ['open.yaml:1', 'other.yaml:2', 'sub/whole.yaml:2'],
        notLookedAt: ['sub/broken.yaml'],
      },
    ]);
    expect(result.report).toContain('`secret/project/app#db_password`: kept. You wanted it kept.');
    expect(machine.vault.peek(appPath)).toEqual({ db_password: 'n0t-Real-9z' });
    expect(texts(window)).toEqual([app, more]);
    await client.stop();
  });

  test('of KV v1 removes only what is confirmed to be final', async () => {
    const window = await openWindow();
    const { vault } = window.machine;
    vault.mount('secret', { kvVersion: 1 });
    const { run } = await window.run(await window.planned(), { kvV1RaceConfirmed: true });
    const result = await window.undo(run);
    expect(window.asked[0]?.kvV1).toEqual([
      'secret/project/app#db_password',
      'secret/project/sub/more#api_password',
    ]);
    expect(result.report).toContain('Deleting from KV v1 is final, and nobody has confirmed that');
    expect(vault.peek(appPath)).toBeDefined();
    await window.client.stop();
  });

  test('keeps everything in Vault where the client cannot ask', async () => {
    const { window, run } = await ran();
    for (const answer of [null, {}, { isAgreed: 'yes' }]) {
      window.client.onRequest(methods.confirmRemoval, () => answer);
      await window.undo(run);
    }
    window.client.onRequest(methods.confirmRemoval, () => {
      throw new Error('no');
    });
    await window.undo(run);
    expect(window.machine.vault.peek(appPath)).toBeDefined();
    expect(texts(window)).toEqual([app, more]);
    await window.client.stop();
  });

  test('can be cancelled at the question, and begun again', async () => {
    const { window, run } = await ran();
    let cancel = (): void => undefined;
    window.client.onRequest(methods.confirmRemoval, () => {
      cancel();
      return new Promise(() => undefined);
    });
    const undoing = window.client.cancellable<MigrationResult>(methods.undoRun, { run });
    cancel = undoing.cancel;
    expect(await undoing.result).toMatchObject({ outcome: 'cancelled' });
    expect(texts(window)).toEqual([app, more]);
    expect(window.told).toMatchObject([{ phase: 'undoing' }]);
    expect((await window.continue(run)).message).toBe('This run is being taken back: undo it to the end.');
    window.client.onRequest(methods.confirmRemoval, () => ({
      isAgreed: true,
      finalDeletionConfirmed: false,
    }));
    expect(await window.undo(run)).toMatchObject({ outcome: 'complete' });
    expect(window.machine.vault.peek(appPath)).toBeUndefined();
    await window.client.stop();
  });

  test('leaves a file alone that others have changed since at that place', async () => {
    const { window, run } = await ran();
    window.machine.write({ 'app.yaml': 'db:\n  password: something else\n' });
    const result = await window.undo(run);
    expect(result).toMatchObject({ outcome: 'incomplete', message: '1 of 2 secrets restored.' });
    expect(texts(window)).toEqual(['db:\n  password: something else\n', more]);
    expect(window.machine.vault.peek(appPath)).toBeDefined();
    await window.client.stop();
  });
});

describe('two windows over the same runs', () => {
  test('the second only watches, and learns of the end', async () => {
    const machine = new Machine();
    const one = await openWindow(files, { machine });
    const plan = await one.planned();
    let release = (): void => undefined;
    machine.vault.onStep = ({ call, when, secret }) =>
      call === 'writeKeys' && when === 'before' && secret?.path === morePath.path
        ? new Promise((resolve) => (release = resolve))
        : undefined;
    const running = one.run(plan);
    await one.until(() => one.told[0]?.moved === 1);
    const two = await MigrationWindow.open({ machine, timer: fastTimer });
    await two.until(() => two.runs.length > 0);
    const [seen] = two.told;
    expect(seen).toMatchObject({ phase: 'running', moved: 1, total: 2, isOwned: true, isHere: true });
    const busy = { outcome: 'refused', message: 'Another window or command is at work on this run.' };
    expect(await two.continue(seen?.run)).toEqual(busy);
    expect(await two.undo(seen?.run)).toEqual(busy);
    expect(await two.client.request(methods.dismissRun, { run: seen?.run })).toBe(false);
    release();
    expect(await running).toMatchObject({ outcome: 'complete' });
    await two.until(() => two.told[0]?.phase === 'finished');
    expect(two.told).toMatchObject([{ moved: 2, isOwned: false }]);
    await one.client.stop();
    await two.client.stop();
  });

  test('a run is of a window only if its folders are open there', async () => {
    const window = await openWindow();
    const { machine } = window;
    await window.run(await window.planned());
    await window.client.stop();
    mkdirSync(`${machine.root}/elsewhere`);
    const uri = machine.uri('../elsewhere');
    const other = await MigrationWindow.open({ machine, workspaceFolders: [{ uri, name: 'elsewhere' }] });
    await other.until(() => other.runs.length > 0);
    expect(other.told).toMatchObject([{ isHere: false, phase: 'finished' }]);
    const told = other.runs.length;
    await other.client.changeFolders([{ uri: machine.uri(''), name: 'project' }], []);
    await other.until(() => other.runs.length > told);
    expect(other.told).toMatchObject([{ isHere: true }]);
    await other.client.stop();
  });

  test('all are told of none after the start', async () => {
    const window = await openWindow();
    await window.until(() => window.runs.length > 0);
    expect(window.runs).toEqual([[]]);
    await window.client.stop();
  });
});

describe('a workspace of several folders', () => {
  test('has files named with their folder, and a run is of the folders that it is about', async () => {
    const machine = new Machine();
    machine.write({ 'one/app.yaml': app, 'two/app.yaml': app.replace('9z', '9y') });
    const folders = ['one', 'two'].map((name) => ({ uri: machine.uri(name), name }));
    const window = await MigrationWindow.open({ machine, workspaceFolders: folders });
    const plan = await window.planned();
    expect(plan.files.map(({ folderName, path }) => `${folderName} ${path}`)).toEqual([
      'one app.yaml',
      'two app.yaml',
    ]);
    const changed = await window.change(plan.plan, { entry: '2', isOn: false });
    const { run, report } = await window.run(changed);
    expect(report).toContain('## `one/app.yaml`');
    expect(report).toContain('## `two/app.yaml`');
    await window.client.stop();
    const [one] = folders;
    const later = await MigrationWindow.open({ machine, workspaceFolders: one ? [one] : [] });
    await later.until(() => later.runs.length > 0);
    expect(later.told).toMatchObject([{ run, isHere: true }]);
    expect(await later.undo(run)).toMatchObject({ outcome: 'complete' });
    expect(machine.read('one/app.yaml')).toBe(app);
    await later.client.stop();
  });
});

describe('what was scanned', () => {
  test('is up to date after a run and after taking it back', async () => {
    const window = await openWindow();
    const told: object[] = [];
    window.client.onNotification(
      methods.scanResults,
      ({ state }: { state: object }) => void told.push(state),
    );
    await window.client.request(methods.scanWorkspace, {});
    await window.until(() => told.length > 0);
    const { run } = await window.run(await window.planned());
    await window.until(() => (told.at(-1) as { secrets: number }).secrets === 0);
    await window.undo(run);
    await window.until(() => (told.at(-1) as { secrets: number }).secrets === 2);
    await window.client.stop();
  });

  test('read-only files and lost ones are told', async () => {
    const window = await openWindow();
    const plan = await window.planned();
    rmSync(`${window.machine.workspace}/app.yaml`);
    expect((await window.run(plan)).message).toBe(
      'Nothing was moved. The file is not there any more: app.yaml.',
    );
    writeFileSync(`${window.machine.workspace}/app.yaml`, app, { mode: 0o444 });
    expect((await window.run(plan)).message).toBe('Nothing was moved. The file cannot be written: app.yaml.');
    await window.client.stop();
  });
});
