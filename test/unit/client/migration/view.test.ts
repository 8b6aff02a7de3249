import { describe, expect, it } from 'vitest';
import { actionCounts, migrationCounts, migrationHeader } from '../../../../client/src/migration/header.ts';
import type { MigrationNode } from '../../../../client/src/migration/nodes.ts';
import { changesByTicks, childNodes, rootNodes } from '../../../../client/src/migration/nodes.ts';
import { migrationItem } from '../../../../client/src/migration/treeItems.ts';
import type { MigrationPlan, MigrationRunView } from '../../../../server/src/protocol.ts';
import { blockers, entryOf, fileOf, hostile, planOf, runId, runOf } from '../fakes/migrationPlans.ts';

const stuck = entryOf('stuck', {
  canMove: false,
  isOn: false,
  reason: 'A JSON number can hold no reference.',
});
const plan = planOf([fileOf('conf/app.yaml', entryOf('one'), entryOf('two', { isOn: false }), stuck)], {
  blockers,
  skipped: [{ path: 'big.json', reason: 'too large' }],
});

function allNodes(given: MigrationPlan | undefined, runs: readonly MigrationRunView[] = []): MigrationNode[] {
  return rootNodes(given, runs).flatMap((node) => [node, ...childNodes(node)]);
}

const items = (given: MigrationPlan | undefined, runs: readonly MigrationRunView[] = []) =>
  allNodes(given, runs).map((node) => migrationItem(node, false));

describe('the view', () => {
  it('shows what is unfinished, what has to be mended, files with entries, and what was not looked into', () => {
    expect(items(plan, [runOf()]).map(({ context }) => context)).toEqual([
      'run.running',
      'blockers',
      'blocker.save-file',
      'blocker.edit-target',
      'blocker',
      'file',
      'entry',
      'entry',
      'entry',
      'skipped',
      'skipped-file',
    ]);
    expect(items(undefined)).toEqual([]);
  });

  it('shows where an entry goes, and in the tooltip all that is known of it', () => {
    const entry = entryOf('one', { action: 'add-key', notes: ['Two other files hold the same value.'] });
    const shown = migrationItem({ kind: 'entry', file: fileOf('conf/app.yaml', entry), entry }, false);
    expect(shown).toMatchObject({
      label: 'db.one',
      description: '→ secret/app#one',
      icon: 'diff-added',
      isOn: true,
      spoken: 'db.one, line 5, to secret/app#one, adds a key to an existing path',
    });
    expect(shown.tooltip.split('\n')).toEqual([
      'db.one → secret/app#one',
      'Reference: vault:secret/data/app#one',
      'In Vault: adds a key to an existing path',
      'conf/app.yaml:5 · keyed-password · high',
      'Two other files hold the same value.',
    ]);
  });

  it('gives no checkbox to what cannot be moved, and says why', () => {
    const shown = migrationItem({ kind: 'entry', file: plan.files[0]!, entry: stuck }, false);
    expect(shown).not.toHaveProperty('isOn');
    expect(shown).toMatchObject({ description: stuck.reason, icon: 'circle-slash' });
    expect(shown.spoken).toContain('cannot be moved: A JSON number');
    expect(shown.tooltip).toContain('Cannot be moved: A JSON number');
  });

  it('has an icon of its own for each action', () => {
    const actions = ['create', 'add-key', 'reuse', 'conflict', 'unknown'] as const;
    const icons = actions.map((action) => {
      const entry = entryOf('one', { action });
      return migrationItem({ kind: 'entry', file: fileOf('a.yaml', entry), entry }, false).icon;
    });
    expect(new Set(icons).size).toBe(actions.length);
  });

  it('ticks a file when all of it that can be moved is ticked', () => {
    const item = (...entries: ReturnType<typeof entryOf>[]) =>
      migrationItem({ kind: 'file', file: fileOf('conf/app.yaml', ...entries) }, false);
    expect(item(entryOf('one'), stuck)).toMatchObject({ isOn: true, description: 'conf · 1 of 2 secrets' });
    expect(item(entryOf('one'), entryOf('two', { isOn: false }))).toMatchObject({ isOn: false });
    expect(item(stuck)).not.toHaveProperty('isOn');
  });

  it('names the folder of the workspace where there are several', () => {
    expect(migrationItem({ kind: 'file', file: plan.files[0]! }, true).spoken).toMatch(/^project\/conf\/app/);
    const outside = { ...plan.files[0]!, folderName: '', path: 'app.yaml' };
    expect(migrationItem({ kind: 'file', file: outside }, true)).toMatchObject({
      label: 'app.yaml',
      description: '1 of 3 secrets',
    });
  });

  it.each([
    [{}, 'Incomplete: 3 of 12', 'run.running'],
    [{ isOwned: true }, 'In progress: 3 of 12', 'run.owned'],
    [{ phase: 'undoing' }, 'Undo incomplete: 3 of 12 still moved', 'run.undoing'],
    [{ phase: 'undoing', isOwned: true }, 'Undo in progress: 3 of 12 still moved', 'run.owned'],
  ] as const)('says how far an unfinished run is: %j', (given, label, context) => {
    const item = migrationItem({ kind: 'run', run: runOf(given) }, false);
    expect(item).toMatchObject({ id: `run ${runId}`, label, context });
    const began = new Date(runOf().startedAt).toLocaleString();
    expect(item.description).toBe(`migration of ${began}`);
    expect(item.spoken).toBe(`${label}, migration of ${began}`);
  });

  it('gives every item an id of its own', () => {
    const many = planOf([...plan.files, fileOf('b.yaml', entryOf('one'))], plan);
    const ids = items(many, [runOf(), runOf({ run: 'f'.repeat(16) })]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('makes no link and no second line of a name', () => {
    const entry = entryOf('e', {
      keyPath: hostile,
      targetText: hostile,
      reference: hostile,
      rule: hostile,
      reason: hostile,
      notes: [hostile],
    });
    const file = { ...fileOf(hostile, entry, { ...entry, id: 'f', canMove: false }), folderName: hostile };
    const evil = planOf([file], {
      blockers: [{ message: hostile }],
      skipped: [{ path: hostile, reason: hostile }],
    });
    const runs = [runOf({ startedAt: hostile, origin: hostile, namespace: hostile })];
    for (const { label, description, tooltip, spoken } of items(evil, runs)) {
      expect(`${label}${description}${tooltip}${spoken}`).not.toContain('](command');
      expect(`${label}${description}${spoken}`).not.toMatch(/[\n\u202e]/);
      expect(tooltip).not.toContain('\u202e');
    }
  });
});

describe('ticking', () => {
  const [file] = rootNodes(planOf(plan.files), []);
  const [one, two, never] = childNodes(file!);

  it('changes one entry, or all of a file that can be moved and is not so already', () => {
    expect(changesByTicks([[one!, false]])).toEqual([{ entry: 'one', isOn: false }]);
    expect(changesByTicks([[file!, true]])).toEqual([{ entry: 'two', isOn: true }]);
    expect(changesByTicks([[file!, false]])).toEqual([{ entry: 'one', isOn: false }]);
  });

  it('counts an entry once, and nothing else at all', () => {
    expect(
      changesByTicks([
        [file!, true],
        [two!, true],
        [never!, true],
        [{ kind: 'run', run: runOf() }, true],
      ]),
    ).toEqual([{ entry: 'two', isOn: true }]);
  });
});

describe('what stands above the view', () => {
  const counts = {
    ...plan.counts,
    secrets: 12,
    files: 3,
    paths: 1,
    created: 8,
    added: 3,
    reused: 1,
    left: 4,
  };

  it('are the counts, the place and what happens there', () => {
    expect(migrationCounts(counts)).toBe('12 secrets in 3 files to 1 path');
    expect(actionCounts(counts)).toBe(
      '8 in new paths, 3 added to existing paths, 1 in Vault already, 4 left out',
    );
    expect(migrationHeader({ ...plan, counts, namespace: 'team' })).toEqual({
      description: '12 secrets in 3 files to 1 path',
      message:
        'To https://vault.example.com:8200, namespace team. 8 in new paths, 3 added to existing paths, 1 in Vault already, 4 left out.',
    });
    expect(migrationHeader(undefined)).toEqual({ description: '', message: undefined });
  });

  it('marks a template that comes from the workspace', () => {
    const message = migrationHeader({ ...plan, workspaceTemplate: hostile }).message ?? '';
    expect(message).toContain('come from a setting of this workspace');
    expect(message).not.toMatch(/\]\(command|[\n\u202e]/);
  });
});
