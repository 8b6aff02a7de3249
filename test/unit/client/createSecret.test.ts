import { describe, expect, it } from 'vitest';
import { createSecret } from '../../../client/src/commands/createSecret.ts';
import { targetText } from '../../../client/src/commands/targetText.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { documentUri, openWindow, vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const target = { mount: 'secret', path: 'app/db', key: 'password' };
const address = { uri: documentUri, ...target };
const created = { outcome: 'created', message: 'Created secret/app/db#password.', inVault: true } as const;

async function connectedWindow(kvVersion: 1 | 2 = 2): Promise<ClientWorld> {
  const window = openWindow();
  await window.connection.signIn({ method: 'token', address: vault, token: 'made-up', namespace: 'team' });
  window.server.check = () => ({ ok: true, target, kvVersion, keyExists: false });
  window.server.results = [created];
  return window;
}

async function run(window: ClientWorld, ...answers: Answer[]): Promise<ScriptedDialogs> {
  const dialogs = new ScriptedDialogs(...answers);
  await createSecret(window.parts(dialogs), address);
  expect(dialogs.unused).toBe(0);
  return dialogs;
}

describe('createSecret', () => {
  it('sends the typed value once, after the agreement, and nowhere else', async () => {
    const window = await connectedWindow();
    const canary = createCanary();
    const dialogs = await run(window, { type: canary.secret }, { confirm: true });
    expect(dialogs.inputs).toMatchObject([{ password: true, value: '' }]);
    expect(dialogs.questions[0]?.detail).toBe(`Server: ${vault}\nNamespace: team\nMount: secret`);
    expect(window.server.sent(methods.createSecret)).toEqual([
      {
        ...target,
        uri: documentUri,
        value: canary.secret,
        origin: vault,
        namespace: 'team',
        kvV1RaceConfirmed: false,
      },
    ]);
    const others = window.server.requests.filter(({ method }) => method !== methods.createSecret);
    const kept = [...window.globalState.stored, ...window.workspaceState.stored, ...window.secrets.stored];
    expectNoLeak(canary, dialogs, others, kept);
    expect(dialogs.told).toMatchObject([{ level: 'information', message: created.message }]);
  });

  it.each<[string, Answer[]]>([
    ['the value', [{}]],
    ['an empty value', [{ type: '' }]],
    ['the confirmation', [{ type: 'made-up' }, { confirm: false }]],
  ])('writes nothing after Escape at %s', async (_name, answers) => {
    const window = await connectedWindow();
    await run(window, ...answers);
    expect(window.server.sent(methods.createSecret)).toEqual([]);
  });

  it('names the race on KV v1', async () => {
    const window = await connectedWindow(1);
    await run(window, { type: 'made-up' }, { confirm: true }, { confirm: true });
    expect(window.server.sent(methods.createSecret)).toMatchObject([{ kvV1RaceConfirmed: true }]);
  });

  it('leaves an existing key alone and tells a failed look-up', async () => {
    const window = await connectedWindow();
    window.server.check = () => ({ ok: true, target, kvVersion: 2, keyExists: true });
    expect((await run(window)).told[0]?.message).toBe('secret/app/db#password already exists in Vault.');
    window.server.check = () => ({ ok: false, message: 'There is no such mount.' });
    expect((await run(window)).told[0]).toMatchObject({
      level: 'warning',
      message: 'There is no such mount.',
    });
  });

  it('writes nothing when the window signs in elsewhere while the value is typed', async () => {
    const window = await connectedWindow();
    const elsewhere = async (): Promise<void> => {
      await window.connection.signIn({ method: 'token', address: 'https://b.example', token: 'made-up' });
    };
    const dialogs = await run(window, { type: 'made-up', meanwhile: elsewhere }, { confirm: true });
    expect(window.server.sent(methods.createSecret)).toEqual([]);
    expect(dialogs.told[0]?.message).toContain('Nothing was written');
  });

  it('does nothing for made-up arguments, without trust or signed out', async () => {
    const window = await connectedWindow();
    const dialogs = new ScriptedDialogs();
    const parts = window.parts(dialogs);
    await createSecret(parts, { ...address, value: 'x' });
    await createSecret(parts, 'secret/app/db#password');
    window.trusted = false;
    await createSecret(parts, address);
    window.trusted = true;
    await window.connection.signOut();
    await createSecret(parts, address);
    expect(window.server.sent(methods.checkTarget)).toEqual([]);
    expect(dialogs.told).toHaveLength(4);
  });
});

describe('targetText', () => {
  it.each([
    [target, 'secret/app/db#password'],
    [{ ...target, path: 'app/my db' }, 'vault://secret/app/my%20db#password'],
    [{ ...target, key: 'a#b' }, 'vault://secret/app/db#a%23b'],
    [{ ...target, mount: 'team/k(v)', key: '100%' }, 'vault://team/k%28v%29/app/db#100%25'],
    [{ ...target, key: '\ud800 x' }, 'vault://secret/app/db#%EF%BF%BD%20x'],
  ])('writes %j as %s', (place, text) => {
    expect(targetText(place)).toBe(text);
  });
});
