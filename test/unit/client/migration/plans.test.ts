import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanEdits } from '../../../../client/src/migration/planEdits.ts';
import { Plans } from '../../../../client/src/migration/plans.ts';
import type { MigrationPlan } from '../../../../server/src/protocol.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { FakeServer } from '../fakes/fakeServer.ts';
import { entryOf, fileOf, planOf } from '../fakes/migrationPlans.ts';

const planning = { signal: new AbortController().signal, workDoneToken: 'w' };
const workspace = { kind: 'workspace' } as const;
const [one, two] = [entryOf('one'), entryOf('two')];

async function planned(plan = planOf([fileOf('app.yaml', one, two)])) {
  const server = new FakeServer();
  server.migration.plan = plan;
  const own: { template: string | undefined } = { template: undefined };
  const plans = new Plans(server.api.migration, { ownTemplate: () => own.template });
  let changes = 0;
  plans.changed.add(() => (changes += 1));
  expect(await plans.make(workspace, planning)).toBeUndefined();
  return { server, plans, own, changes: () => changes };
}

function ticks({ plan }: Plans): readonly boolean[] {
  return (plan?.files ?? []).flatMap(({ entries }) => entries.map(({ isOn }) => isOn));
}

describe('the plan of a window', () => {
  it('is found by file and entry', async () => {
    const { plans } = await planned();
    expect(plans.file('file:///project/app.yaml')?.path).toBe('app.yaml');
    expect(plans.entry('two')).toMatchObject({ entry: two, file: { path: 'app.yaml' } });
    expect([plans.file('file:///other'), plans.entry('three')]).toEqual([undefined, undefined]);
  });

  it('tells the template of the own settings with each plan, as a server is told merged ones', async () => {
    const { server, plans, own } = await planned();
    own.template = 'kv/mine#${key}';
    await plans.refresh(planning);
    own.template = 'kv/other#${key}';
    await plans.make(workspace, planning);
    expect(server.sent(methods.planMigration)).toEqual([
      { scope: workspace, workDoneToken: 'w' },
      { scope: workspace, workDoneToken: 'w', ownTemplate: 'kv/mine#${key}' },
      { scope: workspace, workDoneToken: 'w', ownTemplate: 'kv/other#${key}' },
    ]);
  });

  it('sends one change after the other, each with the number that the plan has by then', async () => {
    const { server, plans } = await planned();
    await Promise.all([
      plans.change([{ entry: 'one', isOn: false }]),
      plans.change([{ entry: 'two', isOn: false }]),
      plans.change([{ entry: 'one', isOn: true }]),
    ]);
    expect(server.sent(methods.changePlan)).toMatchObject([{ plan: 1 }, { plan: 2 }, { plan: 3 }]);
    expect(ticks(plans)).toEqual([true, false]);
  });

  it('says why a change was refused, and tells again what is', async () => {
    const { server, plans, changes } = await planned();
    server.migration.changeRefusal = 'No such mount.';
    const before = changes();
    expect(await plans.change([{ entry: 'one', target: 'x/y#z' }])).toBe('No such mount.');
    expect([ticks(plans), changes() - before]).toEqual([[true, true], 1]);
  });

  it('tells again what is where nothing changes, without asking the server', async () => {
    const { server, plans, changes } = await planned();
    const before = changes();
    expect(await plans.change([])).toBeUndefined();
    expect([server.sent(methods.changePlan), changes() - before]).toEqual([[], 1]);
  });

  it('stays as it is when no answer comes', async () => {
    const { server, plans } = await planned();
    server.migration.answer = () => {
      throw new Error('gone');
    };
    expect(await plans.change([{ entry: 'one', isOn: false }])).toMatch(/did not answer/);
    await expect(plans.refresh(planning)).rejects.toThrow('gone');
    await expect(plans.make(workspace, planning)).rejects.toThrow('gone');
    expect(ticks(plans)).toEqual([true, true]);
  });

  it('that was discarded does not come back with a late answer', async () => {
    const { plans } = await planned();
    const late = [plans.change([{ entry: 'one', isOn: false }]), plans.refresh(planning)];
    plans.discard();
    expect(await Promise.all(late)).toEqual([undefined, undefined]);
    expect(plans.plan).toBeUndefined();
  });

  it('that was discarded while it was made again stays away', async () => {
    const { server, plans } = await planned();
    const answer = server.migration.answer.bind(server.migration);
    server.migration.answer = (method, params) => {
      plans.discard();
      return answer(method, params);
    };
    expect(await plans.refresh(planning)).toBeUndefined();
    expect(plans.plan).toBeUndefined();
  });

  it('is settled when no change is under way', async () => {
    const { plans } = await planned();
    void plans.change([{ entry: 'one', isOn: false }]);
    expect((await plans.settled())?.plan).toBe(2);
  });

  it('that cannot be made leaves the one there is', async () => {
    const { server, plans } = await planned();
    server.migration.refusal = 'Vault is sealed.';
    expect(await plans.make({ kind: 'file', uri: 'file:///x' }, planning)).toBe('Vault is sealed.');
    expect(await plans.refresh(planning)).toBe('Vault is sealed.');
    expect(ticks(plans)).toEqual([true, true]);
    expect(server.sent(methods.planMigration).at(-1)).toMatchObject({ scope: workspace });
  });
});

describe('a plan that is made again', () => {
  it('keeps what was unticked and edited, though its entries have other names', async () => {
    const { server, plans } = await planned();
    await plans.change([{ entry: 'one', isOn: false }]);
    await plans.change([{ entry: 'two', target: 'secret/other#two' }]);
    const renamed = [entryOf('8', { keyPath: one.keyPath }), entryOf('9', { keyPath: two.keyPath })];
    server.migration.plan = planOf([fileOf('app.yaml', ...renamed)], { plan: 7 });
    expect(await plans.refresh(planning)).toBeUndefined();
    expect(ticks(plans)).toEqual([false, true]);
    expect(plans.entry('9')?.entry.targetText).toBe('secret/other#two');
  });

  it('for another scope begins anew', async () => {
    const { server, plans } = await planned();
    await plans.change([{ entry: 'one', isOn: false }]);
    server.migration.plan = planOf([fileOf('app.yaml', one, two)], { plan: 7 });
    await plans.make(workspace, planning);
    expect(ticks(plans)).toEqual([true, true]);
  });

  it('says what of it could not be kept, and shows the rest', async () => {
    const { server, plans } = await planned();
    await plans.change([{ entry: 'one', isOn: false }]);
    server.migration.plan = planOf([fileOf('app.yaml', one, two)], { plan: 7 });
    server.migration.changeRefusal = 'No such mount.';
    expect(await plans.refresh(planning)).toBe('No such mount.');
    expect(plans.plan?.plan).toBe(7);
  });
});

describe('PlanEdits', () => {
  const ofFile = (names: readonly string[], ids: readonly string[], path: string) =>
    fileOf(path, ...names.map((keyPath, index) => entryOf(`${path} ${ids[index] ?? index}`, { keyPath })));

  it('gives every entry of the next plan its own tick again, also where key paths are the same', () => {
    const files = fc.array(fc.array(fc.constantFrom('a', 'b', '•••'), { maxLength: 6 }), { maxLength: 3 });
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.boolean()), (names, coins) => {
        const planWith = (prefix: string): MigrationPlan =>
          planOf(
            names.map((keys, index) =>
              ofFile(
                keys,
                keys.map((_, at) => `${prefix}${at}`),
                `${index}`,
              ),
            ),
          );
        const [first, second] = [planWith('x'), planWith('y')];
        const entries = first.files.flatMap((file) => file.entries);
        const wanted = entries.map(() => coins.next().value === true);
        const edits = new PlanEdits();
        edits.note(
          first,
          entries.map(({ id }, index) => ({ entry: id, isOn: wanted[index] ?? true })),
        );
        const changed = new Map(edits.changesFor(second).map(({ entry, isOn }) => [entry, isOn]));
        const now = second.files.flatMap((file) => file.entries).map(({ id }) => changed.get(id) ?? true);
        expect(now).toEqual(wanted);
      }),
    );
  });

  it('ticks nothing that cannot be moved any more, and repeats nothing', () => {
    const edits = new PlanEdits();
    const plan = planOf([fileOf('app.yaml', entryOf('one', { isOn: false }), two)]);
    edits.note(plan, [
      { entry: 'one', isOn: true },
      { entry: 'two', target: two.targetText },
    ]);
    edits.note(plan, [{ entry: 'unknown', isOn: true }]);
    const next = planOf([fileOf('app.yaml', entryOf('one', { isOn: false, canMove: false }), two)]);
    expect(edits.changesFor(next)).toEqual([]);
    expect(edits.changesFor(plan)).toEqual([{ entry: 'one', isOn: true }]);
  });
});
