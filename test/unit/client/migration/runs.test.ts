import { describe, expect, it } from 'vitest';
import { canContinue, canDismiss, canUndo, Runs } from '../../../../client/src/migration/runs.ts';
import { StartOffer } from '../../../../client/src/migration/startOffer.ts';
import { statusLine } from '../../../../client/src/migration/statusLine.ts';
import { runId, runOf } from '../fakes/migrationPlans.ts';
import { ScriptedDialogs } from '../fakes/scriptedDialogs.ts';

describe('the runs', () => {
  it('are told newest first, and are found by name', () => {
    const runs = new Runs();
    const older = runOf({ run: 'a'.repeat(16), startedAt: '2026-02-01T00:00:00Z' });
    runs.take({ runs: [older, runOf()] });
    expect(runs.all.map(({ run }) => run)).toEqual([runId, older.run]);
    expect(runs.find(older.run)).toEqual(older);
    expect(runs.find('')).toBeUndefined();
  });

  it('that are unfinished here are neither finished, undone nor of another workspace', () => {
    const runs = new Runs();
    const phases = ['running', 'finished', 'undoing', 'undone'] as const;
    runs.take({ runs: phases.flatMap((phase) => [runOf({ phase }), runOf({ phase, isHere: false })]) });
    expect(runs.unfinishedHere.map(({ phase }) => phase)).toEqual(['running', 'undoing']);
  });

  it('are left by work that fails', async () => {
    const runs = new Runs();
    const seen: boolean[] = [];
    runs.changed.add(() => seen.push(runs.isWorking));
    await expect(runs.work(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect([seen, runs.isWorking]).toEqual([[true, false], false]);
  });

  it.each([
    [{ phase: 'running' }, true, true, true],
    [{ phase: 'running', isOwned: true }, false, false, false],
    [{ phase: 'running', isHere: false }, false, false, true],
    [{ phase: 'finished' }, false, true, true],
    [{ phase: 'undoing' }, false, true, true],
    [{ phase: 'undone' }, false, false, true],
  ] as const)('%j: continue %s, undo %s, dismiss %s', (given, ...can) => {
    const run = runOf(given);
    expect([canContinue(run), canUndo(run), canDismiss(run)]).toEqual(can);
  });
});

describe('the status bar', () => {
  it('says nothing when nothing is unfinished', () => {
    expect(statusLine([])).toBeUndefined();
  });

  it.each([
    [[runOf()], '$(warning) Vault: migration incomplete: 3 of 12'],
    [
      [runOf(), runOf({ moved: 1, total: 2, isOwned: true })],
      '$(warning) Vault: migration incomplete: 4 of 14',
    ],
    [[runOf({ isOwned: true })], '$(sync) Vault: migration in progress: 3 of 12'],
    [[runOf({ phase: 'undoing' })], '$(warning) Vault: undo of migration incomplete: 3 of 12 still moved'],
  ])('says how far it is', (runs, text) => {
    const line = statusLine(runs);
    expect(line?.text).toBe(text);
    expect(text.endsWith(line?.spoken ?? '?')).toBe(true);
  });
});

describe('the offer at the start', () => {
  function offered(...tellings: (readonly ReturnType<typeof runOf>[])[]): ScriptedDialogs {
    const dialogs = new ScriptedDialogs();
    const offer = new StartOffer(dialogs);
    for (const runs of tellings) offer.runsTold(runs);
    return dialogs;
  }

  it('names the ways out of the one unfinished run', () => {
    const { told, offers } = offered([runOf()]);
    expect(told).toMatchObject([{ level: 'warning' }]);
    expect(told[0]?.message).toContain('incomplete: 3 of 12');
    expect(offers).toEqual([
      { label: 'Continue', command: 'vaultRefs.continueMigration', arguments: [runId] },
      { label: 'Undo', command: 'vaultRefs.undoMigration', arguments: [runId] },
      { label: 'Dismiss', command: 'vaultRefs.dismissMigration', arguments: [runId] },
    ]);
  });

  it('does not continue what is being undone', () => {
    const { offers } = offered([runOf({ phase: 'undoing' })]);
    expect(offers.map(({ label }) => label)).toEqual(['Undo', 'Dismiss']);
  });

  it('is made once in a window, and for what was there at the start only', () => {
    expect(offered([runOf()], [runOf()], [runOf({ run: 'b'.repeat(16) })]).told).toHaveLength(1);
    expect(offered([], [runOf()]).told).toEqual([]);
  });

  it('leaves a run alone that somebody is at work on', () => {
    expect(offered([runOf({ isOwned: true })], [runOf()]).told).toEqual([]);
  });

  it('is one notification for several', () => {
    const { told, buttons } = offered([runOf(), runOf({ run: 'b'.repeat(16) })]);
    expect(told.map(({ message }) => message)).toEqual([
      '2 migrations of this workspace to Vault are incomplete.',
    ]);
    expect(buttons).toEqual(['vaultRefs.showMigration']);
  });
});
