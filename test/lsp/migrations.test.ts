import { readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MigrationWindow } from './migrationsWorld.ts';

const files = {
  'app.yaml': 'db:\n  user: app\n  password: "n0t-Real-9z" # keep\n',
  'sub/more.json': '{\n  "api": { "password": "n0t-Real-8y" }\n}\n',
};

async function openWindow(texts: Readonly<Record<string, string>> = files): Promise<MigrationWindow> {
  const window = await MigrationWindow.open();
  window.machine.write(texts);
  return window;
}

describe('moving the secrets of a workspace', () => {
  test('plans, moves, and takes back', async () => {
    const window = await openWindow();
    const { machine } = window;
    const plan = await window.planned();
    expect(plan.blockers).toEqual([]);
    expect(plan.counts).toMatchObject({ secrets: 2, files: 2, paths: 2, created: 2 });
    expect(plan.files.flatMap(({ entries }) => entries.map(({ targetText }) => targetText))).toEqual([
      'secret/project/app#db_password',
      'secret/project/sub/more#api_password',
    ]);
    const moved = await window.run(plan);
    expect(moved).toMatchObject({ outcome: 'complete', message: '2 of 2 secrets moved.' });
    expect(machine.read('app.yaml')).toBe(
      'db:\n  user: app\n  password: "secret/project/app#db_password" # keep\n',
    );
    expect(machine.vault.peek({ mount: 'secret', path: 'project/app' })).toEqual({
      db_password: 'n0t-Real-9z',
    });
    expect(window.told).toMatchObject([
      { run: moved.run, phase: 'finished', moved: 2, total: 2, isHere: true, isOwned: false },
    ]);
    const undone = await window.undo(moved.run);
    expect(undone).toMatchObject({ outcome: 'complete' });
    expect([machine.read('app.yaml'), machine.read('sub/more.json')]).toEqual(Object.values(files));
    expect(machine.vault.peek({ mount: 'secret', path: 'project/app' })).toBeUndefined();
    expect(window.asked).toMatchObject([{ otherUses: [], kvV1: [] }]);
    expect(window.told).toMatchObject([{ phase: 'undone', moved: 0 }]);
    await window.client.stop();
  });

  test('keeps its journals for this user alone', async () => {
    const window = await openWindow();
    await window.run(await window.planned());
    const { journals } = window.machine;
    expect(statSync(journals).mode & 0o077).toBe(0);
    expect(readdirSync(journals)).toHaveLength(1);
    await window.client.stop();
  });
});
