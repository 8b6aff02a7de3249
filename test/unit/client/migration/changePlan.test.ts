import { describe, expect, it } from 'vitest';
import {
  leaveOutOfMigration,
  saveMigrationFile,
  signInForMigration,
  tick,
} from '../../../../client/src/commands/migration/changePlan.ts';
import { editMigrationTarget } from '../../../../client/src/commands/migration/editTarget.ts';
import {
  openMigrationEntry,
  showMigrationPreview,
} from '../../../../client/src/commands/migration/showMigration.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { documentUri } from '../fakes/clientWorld.ts';
import { entryOf, fileOf, planOf } from '../fakes/migrationPlans.ts';
import type { MigrationWindow } from '../fakes/migrationWindow.ts';
import { migrationWindow } from '../fakes/migrationWindow.ts';
import type { Answer } from '../fakes/scriptedDialogs.ts';

const [one, two] = [entryOf('one'), entryOf('two', { isOn: false })];
const file = fileOf('app.yaml', one, two);
const node = { kind: 'entry', file, entry: one } as const;
const target = { mount: 'secret', path: 'other', key: 'one' };

async function planned(...answers: Answer[]): Promise<MigrationWindow> {
  const window = await migrationWindow({ plan: planOf([file]) }, ...answers);
  window.world.server.check = (text) =>
    text === 'secret/other#one'
      ? { ok: true, target, keyExists: true, kvVersion: 2 }
      : { ok: false, message: 'This is no target.' };
  return window;
}

const changes = ({ world }: MigrationWindow): unknown[] => world.server.sent(methods.changePlan);

describe('ticking in the view', () => {
  it('is told to the server', async () => {
    const window = await planned();
    await tick(window.parts, [[node, false]]);
    expect(changes(window)).toEqual([{ plan: 1, changes: [{ entry: 'one', isOn: false }] }]);
    expect(window.parts.migration.plans.entry('one')?.entry.isOn).toBe(false);
  });

  it('says why the server refused', async () => {
    const window = await planned();
    window.world.server.migration.changeRefusal = 'The file has changed: refresh the plan.';
    await tick(window.parts, [[node, false]]);
    expect(window.dialogs.told).toMatchObject([{ message: 'The file has changed: refresh the plan.' }]);
  });

  it('does nothing while a run is under way, but to show again what is', async () => {
    const window = await planned();
    let shown = 0;
    window.parts.migration.plans.changed.add(() => (shown += 1));
    await window.parts.migration.runs.work(() => tick(window.parts, [[node, false]]));
    expect([changes(window), shown]).toEqual([[], 1]);
  });
});

describe('remedies', () => {
  it('leave out what stands in the way', async () => {
    const window = await planned();
    await leaveOutOfMigration(window.parts, { kind: 'blocker', blocker: { message: 'x', entry: 'one' } });
    expect(changes(window)).toEqual([{ plan: 1, changes: [{ entry: 'one', isOn: false }] }]);
  });

  it('save a file of the plan, and look again', async () => {
    const window = await planned();
    const blocker = { message: 'not saved', uri: documentUri };
    await saveMigrationFile(window.parts, { kind: 'blocker', blocker });
    expect(window.world.migrationEditor.saved).toEqual([documentUri]);
    expect(window.world.server.sent(methods.planMigration)).toHaveLength(1);
    window.world.migrationEditor.canSave = false;
    await saveMigrationFile(window.parts, { kind: 'blocker', blocker });
    expect(window.dialogs.told).toMatchObject([{ message: 'The file could not be saved.' }]);
    expect(window.world.server.sent(methods.planMigration)).toHaveLength(1);
  });

  it('save nothing that is not in the plan', async () => {
    const window = await planned();
    for (const uri of ['file:///etc/passwd', 7, undefined]) {
      await saveMigrationFile(window.parts, { kind: 'blocker', blocker: { message: 'x', uri } });
    }
    await saveMigrationFile(window.parts);
    expect(window.world.migrationEditor.saved).toEqual([]);
  });

  it('sign in, and look again', async () => {
    const window = await planned({ choose: 'Token' }, {});
    await signInForMigration(window.parts);
    expect(window.world.server.sent(methods.planMigration)).toHaveLength(1);
  });
});

describe('editing a target', () => {
  it('begins with the one that is, checks it with the server and puts it into the plan', async () => {
    const window = await planned({ type: 'secret/other#one' });
    await editMigrationTarget(window.parts, node);
    expect(window.dialogs.inputs).toMatchObject([
      { title: 'Edit Target of db.one', value: 'secret/app#one' },
    ]);
    expect(window.world.server.sent(methods.checkTarget)).toEqual([
      { uri: file.uri, text: 'secret/other#one' },
    ]);
    expect(changes(window)).toEqual([{ plan: 1, changes: [{ entry: 'one', target: 'secret/other#one' }] }]);
  });

  it('asks again, saying why, when the plan does not take it', async () => {
    const window = await planned({ type: 'secret/other#one' }, {});
    window.world.server.migration.changeRefusal = 'Two secrets would go there.';
    await editMigrationTarget(window.parts, { kind: 'blocker', blocker: { message: 'x', entry: 'one' } });
    expect(window.dialogs.inputs[1]).toMatchObject({
      prompt: 'Two secrets would go there.',
      value: 'secret/other#one',
    });
  });

  it('changes nothing by a text that is no target, or when it is dismissed', async () => {
    for (const answer of [{ type: 'nonsense' }, {}]) {
      const window = await planned(answer);
      await editMigrationTarget(window.parts, node);
      expect(changes(window)).toEqual([]);
    }
  });

  it('asks for no entry that the plan does not have', async () => {
    const window = await planned();
    for (const args of [[], [{ entry: { id: 'nine' } }], ['one'], [{ entry: 'one' }], [null]]) {
      await editMigrationTarget(window.parts, ...args);
    }
    expect(window.dialogs.inputs).toEqual([]);
  });
});

describe('the preview of a file', () => {
  it('is asked for by the number that the plan has, and shown', async () => {
    const { world, parts } = await planned();
    void tick(parts, [[node, false]]);
    await showMigrationPreview(parts, node);
    expect(world.server.sent(methods.previewMigration)).toEqual([{ plan: 2, uri: documentUri }]);
    expect(world.migrationEditor.previews.get(documentUri)).toEqual({
      before: 'p: ••••',
      after: 'p: vault://…',
    });
  });

  it('follows the plan while it is shown', async () => {
    const { world, parts } = await planned();
    await showMigrationPreview(parts, { kind: 'file', file });
    world.server.migration.preview = { ok: true, before: 'b', after: 'now', languageId: 'yaml' };
    await tick(parts, [[node, false]]);
    await new Promise(setImmediate);
    expect(world.migrationEditor.previews.get(documentUri)?.after).toBe('now');
    world.server.migration.preview = { ok: false, message: 'gone' };
    await tick(parts, [[node, true]]);
    await new Promise(setImmediate);
    expect(world.migrationEditor.previews.get(documentUri)?.after).toBe('now');
  });

  it('asks nothing for a preview whose file is not in the plan any more', async () => {
    const { world, parts } = await planned();
    world.migrationEditor.renewPreview('file:///project/gone.yaml', { before: '', after: '' });
    await tick(parts, [[node, false]]);
    parts.migration.plans.discard();
    await new Promise(setImmediate);
    expect(world.server.sent(methods.previewMigration)).toEqual([]);
  });

  it('says why there is none', async () => {
    const { world, parts, dialogs } = await planned();
    world.server.migration.preview = { ok: false, message: 'The file has changed.' };
    await showMigrationPreview(parts, node);
    expect(dialogs.told).toMatchObject([{ message: 'The file has changed.' }]);
    await showMigrationPreview(parts, { file: { uri: 'file:///etc/passwd' } });
    expect(world.server.sent(methods.previewMigration)).toHaveLength(1);
  });
});

describe('opening', () => {
  it('goes to the secret, or to the file', async () => {
    const { world, parts } = await planned();
    await openMigrationEntry(parts, node);
    await openMigrationEntry(parts, { kind: 'file', file });
    await openMigrationEntry(parts, { kind: 'file', file: { uri: 'file:///etc/passwd' } });
    await openMigrationEntry(parts);
    expect(world.done).toEqual([`open ${documentUri} {"line":4,"character":2}`, `open ${documentUri} null`]);
  });
});
