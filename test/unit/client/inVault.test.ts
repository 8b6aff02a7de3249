import { describe, expect, it } from 'vitest';
import { findInVault } from '../../../client/src/commands/findInVault.ts';
import { useReference } from '../../../client/src/commands/useReference.ts';
import type { InVaultPlan, MoveResult } from '../../../server/src/protocol.ts';
import { methods } from '../../../server/src/protocol.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { documentUri, openWindow, vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const referenced = { choose: 'Paths referenced in this workspace' };
const plan: InVaultPlan = {
  ok: true,
  plan: 4,
  origin: vault,
  namespace: '',
  paths: 12,
  secrets: 5,
  message: `Reads the values of 12 paths at ${vault} to compare 5 secrets.`,
  gaps: ['2 folders could not be listed.'],
};
const found = {
  uri: documentUri,
  path: 'app.yaml',
  line: 3,
  character: 7,
  references: ['secret/a#k', 'secret/b#k'],
};

async function connectedWindow(): Promise<ClientWorld> {
  const window = openWindow();
  await window.connection.signIn({ method: 'token', address: vault, token: 'made-up' });
  window.server.plan = plan;
  return window;
}

async function find(window: ClientWorld, ...answers: Answer[]): Promise<ScriptedDialogs> {
  const dialogs = new ScriptedDialogs(...answers);
  await findInVault(window.parts(dialogs));
  expect(dialogs.unused).toBe(0);
  return dialogs;
}

describe('findInVault', () => {
  it('says how many paths are read and where, runs with progress, and tells the result in one line', async () => {
    const window = await connectedWindow();
    const dialogs = await find(window, referenced, { confirm: true });
    expect(window.server.sent(methods.planInVault)).toEqual([{ kind: 'referenced' }]);
    expect(dialogs.questions[0]?.message).toBe('Read the values of 12 paths in Vault?');
    expect(dialogs.questions[0]?.detail).toContain(vault);
    expect(dialogs.questions[0]?.detail).toContain('2 folders could not be listed.');
    expect(window.server.sent(methods.runInVault)).toEqual([
      { plan: 4, origin: vault, namespace: '', workDoneToken: 'progress' },
    ]);
    expect(dialogs.progress).toEqual(['7 files']);
    expect(dialogs.told).toEqual([{ level: 'information', message: 'compared', button: undefined }]);
  });

  it('takes a prefix', async () => {
    const window = await connectedWindow();
    await find(window, { choose: 'Paths below a prefix...' }, { type: 'secret/team' }, { confirm: true });
    expect(window.server.sent(methods.planInVault)).toEqual([{ kind: 'prefix', prefix: 'secret/team' }]);
  });

  it('lists what was found, and goes there', async () => {
    const window = await connectedWindow();
    window.server.compared = { outcome: 'complete', message: 'compared', found: [found] };
    await find(window, referenced, { confirm: true }, { choose: 'app.yaml:4' });
    expect(window.done).toContain(`open ${documentUri} {"line":3,"character":7}`);
  });

  it('reads nothing when it is dismissed at any question', async () => {
    for (const answers of [
      [{}],
      [{ choose: 'Paths below a prefix...' }, {}],
      [{ choose: 'Paths below a prefix...' }, { type: ' ' }],
      [referenced, {}],
    ]) {
      const window = await connectedWindow();
      await find(window, ...answers);
      expect(window.server.sent(methods.runInVault)).toEqual([]);
    }
  });

  it('reads nothing when the window was signed in elsewhere meanwhile', async () => {
    const window = await connectedWindow();
    const meanwhile = async (): Promise<void> => {
      await window.connection.signIn({
        method: 'token',
        address: 'https://elsewhere.example.com',
        token: 'made-up',
      });
    };
    const dialogs = await find(window, referenced, { confirm: true, meanwhile });
    expect(window.server.sent(methods.runInVault)).toEqual([]);
    expect(dialogs.told[0]?.message).toMatch(/^Nothing was read/);
  });

  it('asks for nothing signed out or without trust', async () => {
    const out = openWindow();
    await out.connection.serverStarted();
    expect((await find(out)).told[0]?.button).toBe('vaultRefs.signIn');
    const untrusted = await connectedWindow();
    untrusted.trusted = false;
    await find(untrusted);
    expect(untrusted.server.sent(methods.planInVault)).toEqual([]);
  });

  it('says why there is nothing to read, and warns of what stopped', async () => {
    const window = await connectedWindow();
    window.server.plan = { ok: false, message: 'Nothing to compare.' };
    expect((await find(window, referenced)).told[0]).toMatchObject({
      level: 'warning',
      message: 'Nothing to compare.',
    });
    window.server.plan = plan;
    window.server.compared = { outcome: 'stopped', message: 'sealed', found: [] };
    expect((await find(window, referenced, { confirm: true })).told[0]).toMatchObject({ level: 'warning' });
  });
});

describe('useReference', () => {
  const address = { uri: documentUri, version: 3, findingId: 'f1' };
  const target = { mount: 'secret', path: 'app/db', key: 'password' };
  const other = { ...target, path: 'app/other' };
  const used: MoveResult = { outcome: 'reused', message: 'Replaced.', inVault: true };
  const known = (...targets: (typeof target)[]) => ({
    ok: true as const,
    origin: vault,
    namespace: '',
    references: targets.map((one) => ({ text: `${one.mount}/${one.path}#${one.key}`, target: one })),
  });

  async function use(
    window: ClientWorld,
    args: readonly unknown[],
    ...answers: Answer[]
  ): Promise<ScriptedDialogs> {
    const dialogs = new ScriptedDialogs(...answers);
    await useReference(window.parts(dialogs), ...args);
    expect(dialogs.unused).toBe(0);
    return dialogs;
  }

  it('uses the only reference without asking', async () => {
    const window = await connectedWindow();
    window.server.references = known(target);
    window.server.results = [used];
    const dialogs = await use(window, [address]);
    expect(window.server.sent(methods.useReference)).toEqual([
      { ...address, target, origin: vault, namespace: '' },
    ]);
    expect(dialogs.told[0]).toMatchObject({ level: 'information', message: 'Replaced.' });
  });

  it('asks which of several', async () => {
    const window = await connectedWindow();
    window.server.references = known(target, other);
    window.server.results = [used];
    await use(window, [address], { choose: 'secret/app/other#password' });
    expect(window.server.sent(methods.useReference)).toMatchObject([{ target: other }]);
    await use(window, [address], {});
    expect(window.server.sent(methods.useReference)).toHaveLength(1);
  });

  it('takes the address of a finding in an open document and nothing else', async () => {
    const window = await connectedWindow();
    for (const args of [
      [],
      [{ ...address, target }],
      [{ ...address, uri: 'file:///other.yaml' }],
      [address, address],
    ]) {
      expect((await use(window, args)).told[0]?.level).toBe('warning');
    }
    expect(window.server.sent(methods.referencesInVault)).toEqual([]);
  });

  it('says so when nothing is known any more, or when no answer comes', async () => {
    const window = await connectedWindow();
    expect((await use(window, [address])).told[0]).toMatchObject({
      level: 'warning',
      message: 'no reference',
    });
    window.server.references = known(target);
    window.server.results = [new Error('gone')];
    expect((await use(window, [address])).told[0]).toMatchObject({ level: 'error' });
  });
});
