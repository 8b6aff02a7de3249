import { describe, expect, it } from 'vitest';
import { moveToVault } from '../../../client/src/commands/moveToVault.ts';
import type { CheckTargetResult, MoveResult } from '../../../server/src/protocol.ts';
import { methods } from '../../../server/src/protocol.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { documentUri, openWindow, vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const address = { uri: documentUri, version: 3, findingId: 'f1' };
const target = { mount: 'secret', path: 'project/app', key: 'db_password' };
const text = 'secret/project/app#db_password';
const moved: MoveResult = { outcome: 'moved', message: `Moved to ${text}.`, inVault: true };
const proposal = {
  ok: true,
  target,
  text,
  mountIsKnown: true,
  mounts: ['secret', 'team/kv'],
  origin: vault,
  namespace: '',
} as const;

function parse(typed: string, kvVersion: 1 | 2 = 2): CheckTargetResult {
  const [, mount, path, key] = /^(secret|team\/kv)\/(.+)#(.+)$/.exec(typed) ?? [];
  if (!mount || !path || !key) return { ok: false, message: 'not a target' };
  return { ok: true, target: { mount, path, key }, kvVersion, keyExists: false };
}

async function connectedWindow(): Promise<ClientWorld> {
  const window = openWindow();
  await window.connection.signIn({ method: 'token', address: vault, token: 'made-up' });
  window.server.proposal = proposal;
  window.server.check = parse;
  return window;
}

async function run(window: ClientWorld, ...answers: Answer[]): Promise<ScriptedDialogs> {
  const dialogs = new ScriptedDialogs(...answers);
  await moveToVault(window.parts(dialogs), address);
  expect(dialogs.unused).toBe(0);
  return dialogs;
}

describe('moveToVault', () => {
  it('proposes, confirms server, namespace and mount once, moves, and tells the result', async () => {
    const window = await connectedWindow();
    window.server.results = [moved, moved];
    const dialogs = await run(window, { accept: true }, { confirm: true });
    expect(dialogs.inputs[0]?.value).toBe(text);
    expect(dialogs.questions[0]?.detail).toBe(`Server: ${vault}\nNamespace: (root)\nMount: secret`);
    expect(window.server.sent(methods.move)).toEqual([
      { ...address, target, origin: vault, namespace: '', kvV1RaceConfirmed: false },
    ]);
    expect(dialogs.told).toEqual([
      { level: 'information', message: moved.message, button: 'vaultRefs.showLog' },
    ]);

    const again = await run(window, { accept: true });
    expect(again.questions).toEqual([]);
    expect(window.server.sent(methods.move)).toHaveLength(2);
  });

  it.each<[string, Answer[]]>([
    ['the target', [{}]],
    ['a bad target', [{ type: 'nonsense' }]],
    ['the confirmation', [{ accept: true }, { confirm: false }]],
  ])('writes nothing after Escape at %s', async (_name, answers) => {
    const window = await connectedWindow();
    await run(window, ...answers);
    expect(window.server.sent(methods.move)).toEqual([]);
    expect(window.workspaceState.stored.size).toBe(0);
  });

  it('confirms each further mount on its own', async () => {
    const window = await connectedWindow();
    window.server.results = [moved];
    await run(window, { accept: true }, { confirm: true });
    const dialogs = await run(window, { type: 'team/kv/a#b' }, { confirm: false });
    expect(dialogs.questions[0]?.detail).toContain('Mount: team/kv');
    expect(window.server.sent(methods.move)).toHaveLength(1);
  });

  it('asks for the mount where the proposed one is not known', async () => {
    const window = await connectedWindow();
    window.server.proposal = { ...proposal, mountIsKnown: false };
    const dialogs = await run(window, { choose: 'team/kv' }, {});
    expect(dialogs.inputs[0]?.value).toBe('team/kv/project/app#db_password');
    await run(window, {});
  });

  it('asks about the race on KV v1 every time, and writes nothing when that is refused', async () => {
    const window = await connectedWindow();
    window.server.check = (typed) => parse(typed, 1);
    window.server.results = [moved, moved];
    const dialogs = await run(window, { accept: true }, { confirm: true }, { confirm: false });
    expect(dialogs.questions[1]?.detail).toContain('no check-and-set');
    expect(window.server.sent(methods.move)).toEqual([]);
    await run(window, { accept: true }, { confirm: true });
    expect(window.server.sent(methods.move)).toEqual([
      { ...address, target, origin: vault, namespace: '', kvV1RaceConfirmed: true },
    ]);
  });

  it('offers the free key when the target holds another value', async () => {
    const window = await connectedWindow();
    const alternative = { ...target, key: 'db_password_2' };
    const message = `${text} holds another value.`;
    window.server.results = [{ outcome: 'refused', message, inVault: false, alternative }, moved];
    const dialogs = await run(window, { accept: true }, { confirm: true }, { accept: true });
    expect(dialogs.inputs[1]).toMatchObject({ value: `${text}_2`, prompt: message });
    expect(window.server.sent(methods.move)).toEqual([
      { ...address, target, origin: vault, namespace: '', kvV1RaceConfirmed: false },
      { ...address, target: alternative, origin: vault, namespace: '', kvV1RaceConfirmed: false },
    ]);
    expect(dialogs.told).toHaveLength(1);
  });

  it.each<[MoveResult['outcome'], string]>([
    ['moved', 'information'],
    ['reused', 'information'],
    ['refused', 'warning'],
    ['failed', 'error'],
  ])('tells "%s" as %s', async (outcome, level) => {
    const window = await connectedWindow();
    window.server.results = [{ ...moved, outcome }];
    const dialogs = await run(window, { accept: true }, { confirm: true });
    expect(dialogs.told).toEqual([{ level, message: moved.message, button: 'vaultRefs.showLog' }]);
  });

  it('does not leave open what is in Vault when no answer comes', async () => {
    const window = await connectedWindow();
    window.server.results = [new Error('connection closed')];
    const dialogs = await run(window, { accept: true }, { confirm: true });
    expect(dialogs.told).toEqual([
      {
        level: 'error',
        message: `No answer came: look in Vault whether ${text} was written.`,
        button: 'vaultRefs.showLog',
      },
    ]);
  });

  it('writes nothing when the window signs in elsewhere while a dialog is open', async () => {
    const window = await connectedWindow();
    window.server.results = [moved];
    const elsewhere = async (): Promise<void> => {
      await window.connection.signIn({ method: 'token', address: 'https://b.example', token: 'made-up' });
    };
    const dialogs = await run(window, { accept: true }, { confirm: true, meanwhile: elsewhere });
    expect(window.server.sent(methods.move)).toEqual([]);
    expect(dialogs.told[0]?.message).toContain('Nothing was written');
  });

  it('does nothing for made-up arguments, without trust or signed out', async () => {
    const window = await connectedWindow();
    const dialogs = new ScriptedDialogs();
    const parts = window.parts(dialogs);
    await moveToVault(parts);
    await moveToVault(parts, { ...address, uri: 'file:///etc/passwd' });
    await moveToVault(parts, { ...address, target });
    window.trusted = false;
    await moveToVault(parts, address);
    window.trusted = true;
    await window.connection.signOut();
    await moveToVault(parts, address);
    expect(window.server.sent(methods.proposeMove)).toEqual([]);
    expect(dialogs.told.map(({ level }) => level)).toEqual(Array(5).fill('warning'));
  });

  it('tells why there is no proposal', async () => {
    const window = await connectedWindow();
    window.server.proposal = { ok: false, message: 'The document changed.' };
    expect((await run(window)).told).toEqual([
      { level: 'warning', message: 'The document changed.', button: undefined },
    ]);
  });
});
