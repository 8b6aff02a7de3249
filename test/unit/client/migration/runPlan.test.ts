import { describe, expect, it } from 'vitest';
import { runMigration } from '../../../../client/src/commands/migration/runPlan.ts';
import type { MigrationPlan } from '../../../../server/src/protocol.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { openWindow, vault } from '../fakes/clientWorld.ts';
import { blockers, entryOf, fileOf, hostile, planOf, runId } from '../fakes/migrationPlans.ts';
import type { MigrationWindow } from '../fakes/migrationWindow.ts';
import { migrationWindow } from '../fakes/migrationWindow.ts';
import type { Answer } from '../fakes/scriptedDialogs.ts';

const files = [fileOf('app.yaml', entryOf('one'), entryOf('two'))];
const plan = planOf(files);
const yes = { confirm: true } as const;

interface Case {
  readonly plan?: MigrationPlan;
  readonly window?: MigrationWindow;
  readonly prepare?: (window: MigrationWindow) => void;
}

async function run(given: Case, ...answers: Answer[]): Promise<MigrationWindow> {
  const world = given.window?.world ?? openWindow();
  const window = await migrationWindow({ plan: given.plan ?? plan, world }, ...answers);
  given.prepare?.(window);
  await expect(runMigration(window.parts)).resolves.toBeUndefined();
  expect(window.dialogs.unused).toBe(0);
  return window;
}

const runs = ({ world }: MigrationWindow): unknown[] => world.server.sent(methods.runMigration);
const messages = ({ dialogs }: MigrationWindow): string[] => dialogs.questions.map(({ message }) => message);

describe('running a plan', () => {
  it('asks for the place and for the run, and tells the result with report and undo', async () => {
    const window = await run({}, yes, yes);
    expect(messages(window)).toEqual([
      'Write secrets of this workspace to this place in Vault?',
      'Move 2 secrets in 1 file to 1 path?',
    ]);
    expect(window.dialogs.questions[1]?.detail).toContain(vault);
    expect(runs(window)).toEqual([
      { plan: 1, origin: vault, namespace: '', kvV1RaceConfirmed: false, workDoneToken: 'progress' },
    ]);
    expect(window.dialogs.progress).toEqual(['7 files']);
    expect(window.dialogs.told).toMatchObject([{ level: 'information', message: 'Moved 2 secrets.' }]);
    expect(window.dialogs.offers).toEqual([
      { label: 'Show Report', command: 'vaultRefs.showMigrationReport', arguments: [runId] },
      { label: 'Undo', command: 'vaultRefs.undoMigration', arguments: [runId] },
    ]);
    expect(window.parts.migration.plans.plan).toBeUndefined();
    expect(window.parts.migration.reports.of(runId)).toBe('# Report');
  });

  it('asks for each mount once in a workspace, and for the run each time', async () => {
    const two = planOf(files, { mounts: ['secret', 'kv'] });
    const first = await run({ plan: two }, yes, yes, yes);
    expect(first.dialogs.questions[1]?.detail).toContain('Mount: kv');
    const again = await run({ plan: two, window: first }, yes);
    expect(messages(again)).toEqual(['Move 2 secrets in 1 file to 1 path?']);
  });

  it('asks for a template of the workspace each time that it is another', async () => {
    const withTemplate = (workspaceTemplate: string) => planOf(files, { workspaceTemplate });
    const first = await run({ plan: withTemplate('secret/a') }, yes, yes, yes);
    expect(first.dialogs.questions[1]).toMatchObject({ agree: 'Use These Places' });
    expect(first.dialogs.questions[1]?.detail).toContain('Template: secret/a');
    expect(messages(await run({ plan: withTemplate('secret/a'), window: first }, yes))).toHaveLength(1);
    await run({ plan: withTemplate('secret/b'), window: first }, yes, yes);
    await run({ plan: withTemplate('secret/a'), window: first }, yes, yes);
  });

  it('does not remember a template that was refused, and shows a hostile one as text', async () => {
    const evil = planOf(files, { workspaceTemplate: hostile });
    const first = await run({ plan: evil }, yes, {});
    expect(first.dialogs.questions[1]?.detail).not.toMatch(/\]\(command|\u202e/);
    const again = await run({ plan: evil, window: first }, {});
    expect([...runs(first), ...runs(again)]).toEqual([]);
  });

  it('asks for the race on KV v1 in each run', async () => {
    const kvV1 = planOf(files, { kvV1Mounts: ['secret'] });
    const first = await run({ plan: kvV1 }, yes, yes, yes);
    expect(messages(first)[1]).toBe('Write to KV v1?');
    expect(runs(first)).toMatchObject([{ kvV1RaceConfirmed: true }]);
    await run({ plan: kvV1, window: first }, yes, yes);
  });

  it('moves nothing when any question is dismissed', async () => {
    const all = planOf(files, { workspaceTemplate: 't', kvV1Mounts: ['secret'] });
    for (const agreed of [0, 1, 2, 3]) {
      const window = await run({ plan: all }, ...Array<Answer>(agreed).fill(yes), {});
      expect([runs(window), window.dialogs.told]).toEqual([[], []]);
      expect(window.parts.migration.plans.plan).toBeDefined();
    }
  });

  it('moves nothing while something stands in the way: says the first and how many there are', async () => {
    for (const [given, message] of [
      [blockers, 'Nothing was moved. app.yaml has changes that are not saved. There are 2 more.'],
      [blockers.slice(1), 'Nothing was moved. secret/app#one holds another value. There is 1 more.'],
      [blockers.slice(2), 'Nothing was moved. secret is sealed.'],
    ] as const) {
      const window = await run({ plan: planOf(files, { blockers: given }) });
      expect(window.dialogs.told).toEqual([{ level: 'warning', message, button: 'vaultRefs.showMigration' }]);
      expect(runs(window)).toEqual([]);
    }
  });

  it('says so when nothing is ticked, and does nothing without a plan', async () => {
    const window = await run({ plan: planOf([fileOf('app.yaml', entryOf('one', { isOn: false }))]) });
    expect(window.dialogs.told).toMatchObject([{ message: 'Nothing is ticked in the plan.' }]);
    window.parts.migration.plans.discard();
    await runMigration(window.parts);
    expect(runs(window)).toEqual([]);
  });

  it('moves nothing when the window is, or meanwhile was, signed in elsewhere', async () => {
    const elsewhere = {
      method: 'token',
      address: 'https://elsewhere.example.com',
      token: 'made-up',
    } as const;
    const world = openWindow();
    const meanwhile = async (): Promise<void> => {
      await world.connection.signIn(elsewhere);
    };
    const window = await migrationWindow({ plan, world }, yes, { ...yes, meanwhile });
    await runMigration(window.parts);
    await runMigration(window.parts);
    expect(runs(window)).toEqual([]);
    expect(window.dialogs.told.map(({ message }) => message)).toEqual(
      Array(2).fill(expect.stringMatching(/^Nothing was moved: this window is not connected to/)),
    );
  });

  it('moves nothing when the plan changes while a question is open', async () => {
    const window = await migrationWindow({ plan }, yes, { ...yes, meanwhile: () => change() });
    const change = async (): Promise<void> => {
      await window.parts.migration.plans.change([{ entry: 'one', isOn: false }]);
    };
    await runMigration(window.parts);
    expect(runs(window)).toEqual([]);
    expect(window.dialogs.told[0]?.message).toContain('the plan has changed');
  });

  it('needs a connection and trust, and nothing else under way', async () => {
    const window = await migrationWindow({ plan });
    await window.parts.migration.runs.work(() => runMigration(window.parts));
    window.world.trusted = false;
    await runMigration(window.parts);
    await window.world.connection.signOut();
    window.world.trusted = true;
    await runMigration(window.parts);
    expect(runs(window)).toEqual([]);
    expect(window.dialogs.told).toHaveLength(3);
  });
});

describe('a run that does not go well', () => {
  it.each(['incomplete', 'cancelled'] as const)('(%s) can be continued and undone', async (outcome) => {
    const prepare = ({ world }: MigrationWindow): void => {
      world.server.migration.result = { outcome, message: '1 of 2 moved.', run: runId, report: '# R' };
    };
    const window = await run({ prepare }, yes, yes);
    expect(window.dialogs.told).toMatchObject([{ level: 'warning', message: '1 of 2 moved.' }]);
    expect(window.dialogs.offers.map(({ label }) => label)).toEqual(['Show Report', 'Continue', 'Undo']);
    expect(window.parts.migration.plans.plan).toBeUndefined();
  });

  it('(refused) leaves the plan, and looks again at what stands in the way', async () => {
    const prepare = ({ world }: MigrationWindow): void => {
      world.server.migration.result = { outcome: 'refused', message: 'Nothing was moved: sealed.' };
      world.server.migration.plan = planOf(files, { plan: 9, blockers });
    };
    const window = await run({ prepare }, yes, yes);
    expect(window.dialogs.told).toMatchObject([{ level: 'warning', message: 'Nothing was moved: sealed.' }]);
    expect(window.dialogs.offers).toEqual([]);
    expect(window.parts.migration.plans.plan).toMatchObject({ plan: 9, blockers });
  });

  it('(no answer) does not look as if nothing had happened', async () => {
    const prepare = ({ world }: MigrationWindow): void => {
      world.server.migration.result = new Error('the process ended');
    };
    const window = await run({ prepare }, yes, yes);
    expect(window.dialogs.told).toMatchObject([{ level: 'warning' }]);
    expect(window.dialogs.told[0]?.message).toMatch(/^No answer came/);
    expect(window.parts.migration.runs.isWorking).toBe(false);
  });
});
