import { describe, expect, it } from 'vitest';
import {
  discardMigration,
  moveFileSecrets,
  moveFolderSecrets,
  moveWorkspaceSecrets,
  refreshMigration,
} from '../../../../client/src/commands/migration/makePlan.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { documentUri, openWindow } from '../fakes/clientWorld.ts';
import { entryOf, fileOf, planOf } from '../fakes/migrationPlans.ts';
import type { MigrationWindow } from '../fakes/migrationWindow.ts';
import { migrationWindow } from '../fakes/migrationWindow.ts';
import { ScriptedDialogs } from '../fakes/scriptedDialogs.ts';

const plan = planOf([fileOf('app.yaml', entryOf('one'))]);
/** As the editor's `Uri` looks from outside. */
const uri = (path: string) => ({ scheme: 'file', path, toString: () => `file://${path}` });

async function signedIn(): Promise<MigrationWindow> {
  const window = await migrationWindow({});
  window.world.server.migration.plan = plan;
  return window;
}

describe('planning to move many secrets', () => {
  it('takes the active document, shows progress, and then the view', async () => {
    const { world, parts, dialogs } = await signedIn();
    await expect(moveFileSecrets(parts)).resolves.toBeUndefined();
    const scope = { kind: 'file', uri: documentUri };
    expect(world.server.sent(methods.planMigration)).toEqual([{ scope, workDoneToken: 'progress' }]);
    expect(dialogs.progress).toEqual(['7 files']);
    expect(world.done).toEqual(['listened']);
    expect([world.migrationEditor.viewShown, dialogs.told]).toEqual([1, []]);
    expect(parts.migration.plans.plan).toEqual(plan);
  });

  it.each([
    ['Explorer', uri('/project/conf/b.yaml'), [uri('/project/conf/b.yaml')]],
    ['the tree of plaintext secrets', { kind: 'file', file: { uri: 'file:///project/conf/b.yaml' } }],
  ])('takes the file of %s', async (_name, ...args) => {
    const { world, parts } = await signedIn();
    await moveFileSecrets(parts, ...args);
    expect(world.server.sent(methods.planMigration)).toMatchObject([
      { scope: { kind: 'file', uri: 'file:///project/conf/b.yaml' } },
    ]);
  });

  it('takes a folder of the workspace, and the whole of it', async () => {
    const { world, parts } = await signedIn();
    await moveFolderSecrets(parts, uri('/project/conf'));
    await moveWorkspaceSecrets(parts);
    expect(world.server.sent(methods.planMigration)).toMatchObject([
      { scope: { kind: 'folder', uri: 'file:///project/conf' } },
      { scope: { kind: 'workspace' } },
    ]);
  });

  it.each([
    [moveFileSecrets, [uri('/etc/passwd')]],
    [moveFileSecrets, ['file:///project/app.yaml']],
    [moveFileSecrets, [{ file: { uri: 7 } }]],
    [moveFolderSecrets, [uri('/etc')]],
    [moveFolderSecrets, []],
  ])('asks the server for nothing that is neither open nor of the workspace', async (command, args) => {
    const { world, parts, dialogs } = await signedIn();
    await command(parts, ...args);
    expect(world.server.sent(methods.planMigration)).toEqual([]);
    expect(dialogs.told).toMatchObject([{ level: 'warning' }]);
  });

  it('says so where no file is edited', async () => {
    const { world, parts, dialogs } = await signedIn();
    world.active = undefined;
    await moveFileSecrets(parts);
    expect(dialogs.told[0]?.message).toMatch(/^Open the file/);
  });

  it('needs a connection and trust', async () => {
    const dialogs = new ScriptedDialogs();
    const out = openWindow();
    await out.connection.serverStarted();
    await moveWorkspaceSecrets(out.parts(dialogs));
    expect(dialogs.buttons).toEqual(['vaultRefs.signIn']);
    const { world, parts } = await signedIn();
    world.trusted = false;
    await moveFileSecrets(parts);
    await refreshMigration(parts);
    expect([...out.server.sent(methods.planMigration), ...world.server.sent(methods.planMigration)]).toEqual(
      [],
    );
  });

  it('says why there is no plan', async () => {
    const { world, parts, dialogs } = await signedIn();
    world.server.migration.refusal = 'Vault is sealed.';
    await moveWorkspaceSecrets(parts);
    expect(dialogs.told).toMatchObject([{ level: 'warning', message: 'Vault is sealed.' }]);
    expect(world.migrationEditor.viewShown).toBe(0);
  });

  it('says when there is nothing to move, and shows no empty view', async () => {
    const { world, parts, dialogs } = await signedIn();
    world.server.migration.plan = planOf([]);
    await moveWorkspaceSecrets(parts);
    expect(dialogs.told).toMatchObject([{ level: 'information' }]);
    expect([parts.migration.plans.plan, world.migrationEditor.viewShown]).toEqual([undefined, 0]);
  });

  it('shows what was skipped, also where nothing was found', async () => {
    const { world, parts } = await signedIn();
    world.server.migration.plan = planOf([], { skipped: [{ path: 'big.json', reason: 'too large' }] });
    await moveWorkspaceSecrets(parts);
    expect(world.migrationEditor.viewShown).toBe(1);
  });

  it('is silent when it is cancelled, and not when the server is gone', async () => {
    const { world, parts, dialogs } = await signedIn();
    world.server.migration.planFailure = new Error('cancelled');
    dialogs.isCancelling = true;
    await moveWorkspaceSecrets(parts);
    expect(dialogs.told).toEqual([]);
    dialogs.isCancelling = false;
    await expect(moveWorkspaceSecrets(parts)).rejects.toThrow('cancelled');
    expect(world.done).toEqual(['listened', 'listened']);
  });

  it('is refreshed and discarded', async () => {
    const { world, parts } = await signedIn();
    await moveWorkspaceSecrets(parts);
    world.server.migration.plan = { ...plan, plan: 5 };
    await refreshMigration(parts);
    expect(parts.migration.plans.plan?.plan).toBe(5);
    discardMigration(parts);
    expect(parts.migration.plans.plan).toBeUndefined();
  });

  it('waits for a run that is under way', async () => {
    const { world, parts, dialogs } = await signedIn();
    await moveWorkspaceSecrets(parts);
    await parts.migration.runs.work(async () => {
      await moveFileSecrets(parts);
      await refreshMigration(parts);
      discardMigration(parts);
    });
    expect(dialogs.told.map(({ message }) => message)).toEqual(
      Array(3).fill('A migration is under way: wait for it, or cancel it.'),
    );
    expect(world.server.sent(methods.planMigration)).toHaveLength(1);
    expect(parts.migration.plans.plan).toBeDefined();
  });
});
