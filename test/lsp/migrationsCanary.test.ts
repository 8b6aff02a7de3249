import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { methods } from '../../server/src/protocol.ts';
import { createCanary, expectNoLeak, findLeaks } from '../support/canary.ts';
import { MigrationWindow } from './migrationsWorld.ts';

/** The messages that a server has sent, without those of one method. */
function messages(sent: string, without?: string): string {
  return sent
    .split(/Content-Length: \d+\r\n\r\n/)
    .filter((body) => without === undefined || !body.includes(`"method":"${without}"`))
    .join('\n');
}

describe('values', () => {
  // Not the client's own canary, which is not even to be in an edit: those of an undo carry what they put back.
  test('are in no message of a plan, a run, its reports or taking it back, but in the edit that puts them back', async () => {
    const canary = createCanary();
    const value = canary.secret;
    const window = await MigrationWindow.open();
    const { machine, client } = window;
    machine.write({
      'open.yaml': `db:\n  password: "${value}"\n`,
      'closed.yaml': `password: ${value}\ntwo:\n  password: 'x${value}'\n`,
      'same.json': `{ "note": "${value}", "password": "${value}" }`,
      'block.yaml': `password: |\n  ${value}\n  ${value}\n`,
      'conflict.yaml': `api_password: z${value}\n`,
    });
    machine.vault.put({ mount: 'secret', path: 'project/conflict' }, { api_password: `y${value}` });
    await window.show('open.yaml');
    const plan = await window.planned();
    expect(plan.blockers).not.toEqual([]);
    for (const { uri } of plan.files)
      await client.request(methods.previewMigration, { plan: plan.plan, uri });
    const refused = await window.run(plan);
    expect(refused.outcome).toBe('refused');
    const conflict = plan.files.flatMap(({ entries }) => entries).find(({ action }) => action === 'conflict');
    const mended = await window.change(plan.plan, { entry: conflict?.id, isOn: false });
    expect(mended.blockers).toEqual([]);
    const { run } = await window.run(mended, { workDoneToken: 'w' });
    await client.request(methods.describeRun, { run });
    await window.continue(run);
    expectNoLeak(canary, messages(client.received));
    const journals = readdirSync(machine.journals).map((name) =>
      readFileSync(`${machine.journals}/${name}`, 'utf8'),
    );
    expectNoLeak(canary, journals);
    await window.undo(run);
    await client.request(methods.describeRun, { run });
    expectNoLeak(canary, messages(client.received, 'workspace/applyEdit'));
    // The one that travels is there, so that looking for it proves something.
    expect(findLeaks(canary, messages(client.received))).not.toEqual([]);
    expect(machine.read('open.yaml')).toBe(`db:\n  password: "${value}"\n`);
    await client.stop();
  });

  test('are in no message of what fails', async () => {
    const canary = createCanary();
    const window = await MigrationWindow.open({ canary });
    const { machine, client } = window;
    machine.write({ 'a.yaml': `password: ${canary.secret}\n`, 'b.yaml': `password: ${canary.secret}b\n` });
    const plan = await window.planned();
    machine.vault.onStep = ({ call }) => {
      if (call === 'writeKeys') throw new Error(`unexpected ${canary.secret}`);
    };
    const result = await window.run(plan);
    expect(result).toMatchObject({ outcome: 'incomplete', message: '0 of 2 secrets moved.' });
    client.onRequest(methods.loadRunKey, () => {
      throw new Error(canary.secret);
    });
    expect((await window.continue(result.run)).outcome).toBe('refused');
    // Looks for the canary in all that was sent.
    await client.stop();
  });
});
