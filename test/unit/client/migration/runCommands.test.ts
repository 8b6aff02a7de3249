import { describe, expect, it } from 'vitest';
import { dismissMigration, showMigrationReport } from '../../../../client/src/commands/migration/keptRuns.ts';
import { continueMigration, undoMigration } from '../../../../client/src/commands/migration/runCommands.ts';
import type { MigrationRunView } from '../../../../server/src/protocol.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { openWindow, vault } from '../fakes/clientWorld.ts';
import { hostile, runId, runOf } from '../fakes/migrationPlans.ts';
import type { MigrationWindow } from '../fakes/migrationWindow.ts';
import { migrationWindow } from '../fakes/migrationWindow.ts';
import type { Answer } from '../fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from '../fakes/scriptedDialogs.ts';

const yes = { confirm: true } as const;
const other = runOf({ run: 'f'.repeat(16), startedAt: '2026-02-01T00:00:00Z' });
const commands = [
  ['continue', continueMigration, methods.continueRun],
  ['undo', undoMigration, methods.undoRun],
] as const;

async function windowWith(runs: readonly MigrationRunView[], ...answers: Answer[]): Promise<MigrationWindow> {
  const window = await migrationWindow({}, ...answers);
  window.parts.migration.runs.take({ runs });
  return window;
}

describe.each(commands)('to %s', (_name, command, method) => {
  const sent = ({ world }: MigrationWindow): unknown[] => world.server.sent(method);

  it('takes the only run, says where it goes, and shows progress', async () => {
    const window = await windowWith([runOf()], yes);
    await expect(command(window.parts)).resolves.toBeUndefined();
    expect(window.dialogs.questions[0]?.detail).toContain(vault);
    expect(sent(window)).toEqual([{ run: runId, workDoneToken: 'progress' }]);
    expect(window.dialogs.told).toMatchObject([{ level: 'information', message: 'Moved 2 secrets.' }]);
    expect(window.dialogs.offers[0]).toMatchObject({ label: 'Show Report', arguments: [runId] });
  });

  it('takes the run of a button or of an item of the view', async () => {
    for (const argument of [other.run, { kind: 'run', run: other }]) {
      const window = await windowWith([runOf(), other], yes);
      await command(window.parts, argument);
      expect(sent(window)).toMatchObject([{ run: other.run }]);
    }
  });

  it('asks which of several', async () => {
    const named = new Date(other.startedAt).toLocaleString();
    const window = await windowWith([runOf(), other], { choose: named }, yes);
    await command(window.parts);
    expect(sent(window)).toMatchObject([{ run: other.run }]);
    const dismissed = await windowWith([runOf(), other], {});
    await command(dismissed.parts);
    expect(sent(dismissed)).toEqual([]);
  });

  it('does nothing without a yes', async () => {
    const window = await windowWith([runOf()], {});
    await command(window.parts);
    expect([sent(window), window.dialogs.told]).toEqual([[], []]);
  });

  it.each([
    ['of another workspace', runOf({ isHere: false })],
    ['that a process is at work on', runOf({ isOwned: true })],
    ['that is undone', runOf({ phase: 'undone' })],
  ])('takes none %s', async (_which, run) => {
    const window = await windowWith([run]);
    await command(window.parts);
    await command(window.parts, run.run);
    expect(sent(window)).toEqual([]);
    expect(window.dialogs.told).toMatchObject([{ level: 'information' }, { level: 'warning' }]);
  });

  it.each([['no such run'], [{ run: 'x' }], [7], [{ run: { run: 7 } }]])(
    'takes no run from %j',
    async (arg) => {
      const window = await windowWith([runOf()]);
      await command(window.parts, arg);
      expect([sent(window), window.dialogs.told.length]).toEqual([[], 1]);
    },
  );

  it('goes nowhere but where the run goes', async () => {
    const window = await windowWith([runOf({ origin: 'https://elsewhere.example.com' })], yes);
    await command(window.parts);
    expect(sent(window)).toEqual([]);
    expect(window.dialogs.told[0]).toMatchObject({ button: 'vaultRefs.signIn' });
    expect(window.dialogs.told[0]?.message).toContain('https://elsewhere.example.com');
  });

  it('needs a connection, and nothing else under way', async () => {
    const dialogs = new ScriptedDialogs();
    const world = openWindow();
    await world.connection.serverStarted();
    await command(world.parts(dialogs), runId);
    expect(dialogs.buttons).toEqual(['vaultRefs.signIn']);
    const window = await windowWith([runOf()]);
    await window.parts.migration.runs.work(async () => command(window.parts));
    expect([...world.server.sent(method), ...sent(window)]).toEqual([]);
  });

  it('says that no answer came', async () => {
    const window = await windowWith([runOf()], yes);
    window.world.server.migration.result = new Error('gone');
    await command(window.parts);
    expect(window.dialogs.told[0]?.message).toMatch(/^No answer came/);
  });
});

describe('after an undo', () => {
  it.each([
    ['complete', ['Show Report']],
    ['incomplete', ['Show Report', 'Undo']],
    ['refused', []],
  ] as const)('(%s) offers what is left to do', async (outcome, labels) => {
    const window = await windowWith([runOf({ phase: 'finished' })], yes);
    window.world.server.migration.result = { outcome, message: 'm', run: runId, report: '# R' };
    await undoMigration(window.parts);
    expect(window.dialogs.offers.map(({ label }) => label)).toEqual(labels);
  });

  it('the run cannot be continued, only undone to its end', async () => {
    const window = await windowWith([runOf({ phase: 'undoing' })], yes);
    await continueMigration(window.parts);
    expect(window.world.server.sent(methods.continueRun)).toEqual([]);
    await undoMigration(window.parts);
    expect(window.world.server.sent(methods.undoRun)).toHaveLength(1);
  });
});

describe('the report of a run', () => {
  it('is the one of what was done last', async () => {
    const window = await windowWith([runOf()]);
    window.parts.migration.reports.take({ outcome: 'complete', message: '', run: runId, report: '# Last' });
    await showMigrationReport(window.parts, runId);
    expect(window.world.migrationEditor.reports).toEqual(['# Last']);
    expect(window.world.server.sent(methods.describeRun)).toEqual([]);
  });

  it('is else made of the journal, also signed out and for another workspace', async () => {
    const dialogs = new ScriptedDialogs();
    const world = openWindow();
    const parts = world.parts(dialogs);
    parts.migration.runs.take({ runs: [runOf({ isHere: false, phase: 'undone' })] });
    await showMigrationReport(parts);
    expect(world.server.sent(methods.describeRun)).toEqual([{ run: runId }]);
    expect(world.migrationEditor.reports).toEqual(['# Report']);
    world.server.migration.result = { outcome: 'refused', message: 'The journal cannot be read.' };
    await showMigrationReport(parts, runId);
    expect(dialogs.told).toMatchObject([{ message: 'The journal cannot be read.' }]);
  });
});

describe('dismissing a run', () => {
  it('says what that means, and that a run is not finished', async () => {
    const window = await windowWith([runOf({ origin: hostile })], yes);
    await expect(dismissMigration(window.parts)).resolves.toBeUndefined();
    expect(window.dialogs.questions[0]?.detail).toMatch(
      /3 of 12\nIt is not finished[^]*neither continued nor/,
    );
    expect(window.world.server.sent(methods.dismissRun)).toEqual([{ run: runId }]);
    expect(window.dialogs.told).toEqual([]);
  });

  it('says when it was not possible', async () => {
    const window = await windowWith([runOf({ phase: 'finished', isHere: false })], yes);
    window.world.server.migration.isDismissed = false;
    await dismissMigration(window.parts);
    expect(window.dialogs.questions[0]?.detail).not.toContain('not finished');
    expect(window.dialogs.told).toMatchObject([{ level: 'warning' }]);
  });

  it('does nothing without a yes, nor to a run that a process is at work on', async () => {
    const window = await windowWith([runOf()], {});
    await dismissMigration(window.parts);
    window.parts.migration.runs.take({ runs: [runOf({ isOwned: true })] });
    await dismissMigration(window.parts, runId);
    expect(window.world.server.sent(methods.dismissRun)).toEqual([]);
  });
});
