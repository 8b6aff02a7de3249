import { describe, expect, it } from 'vitest';
import { selectConnection } from '../../../client/src/commands/selectConnection.ts';
import { signIn } from '../../../client/src/commands/signIn.ts';
import { signOut } from '../../../client/src/commands/signOut.ts';
import { statusText } from '../../../client/src/connection/statusText.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary } from '../../support/canary.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { noSettings, openWindow, vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const canary = createCanary();
const stage = 'https://stage.example.com:8200';
const prod = 'https://prod.example.com:8200';
const named = {
  stage: { address: stage, namespace: 'team', method: 'token' },
  prod: { address: prod, method: 'oidc', mount: 'okta', role: 'ops' },
};

function open(earlier: Parameters<typeof openWindow>[0] = {}): ClientWorld {
  const window = openWindow(earlier);
  window.named = named;
  window.settings = { ...noSettings, address: vault };
  return window;
}

async function run(
  window: ClientWorld,
  command: (parts: ReturnType<ClientWorld['parts']>) => Promise<void>,
  ...answers: Answer[]
): Promise<ScriptedDialogs> {
  const dialogs = new ScriptedDialogs(...answers);
  await command(window.parts(dialogs));
  expect(dialogs.unused).toBe(0);
  return dialogs;
}

describe('Select Vault Connection', () => {
  it('signs in at the chosen one, asking only for what its settings do not say', async () => {
    const window = open();
    const dialogs = await run(window, selectConnection, { choose: 'stage' }, { type: canary.token });
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'token', address: stage, token: canary.token, namespace: 'team' },
    ]);
    expect(dialogs.inputs.map(({ prompt }) => prompt)).toEqual([`Token for ${stage}, namespace team`]);
  });

  it('takes mount and role from the settings', async () => {
    const window = open();
    await run(window, selectConnection, { choose: 'prod' });
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'oidc', address: prod, mount: 'okta', role: 'ops' },
    ]);
  });

  it('keeps the choice for the workspace, and every connection signed in', async () => {
    const window = open();
    await run(window, selectConnection, { choose: 'stage' }, { type: canary.token });
    window.server.issuedToken = 'issued-prod';
    await run(window, selectConnection, { choose: 'prod' });
    await run(window, selectConnection, { choose: 'stage' });
    expect(window.server.sent(methods.signIn)).toHaveLength(3);

    const later = open({ ...window });
    await later.connection.serverStarted();
    expect(later.server.sent(methods.signIn)).toMatchObject([{ address: stage, token: canary.token }]);

    // Another workspace of the same user has chosen nothing.
    const other = open({ globalState: window.globalState, secrets: window.secrets });
    await other.connection.serverStarted();
    expect(other.server.sent(methods.signIn)).toEqual([]);
  });

  it('signing out ends the chosen connection alone', async () => {
    const window = open();
    await run(window, selectConnection, { choose: 'prod' });
    await run(window, selectConnection, { choose: 'stage' }, { type: canary.token });
    await run(window, signOut);
    expect([...window.secrets.stored.keys()].join()).toContain(prod);
    expect([...window.secrets.stored.keys()].join()).not.toContain(stage);
  });

  it('changes nothing when it is dismissed', async () => {
    const window = open();
    await run(window, selectConnection, {});
    expect(window.workspaceState.stored.size).toBe(0);
    expect(window.server.sent(methods.signIn)).toEqual([]);
  });

  it('connects nowhere when the chosen one is gone from the settings, and says so', async () => {
    const window = open();
    await run(window, selectConnection, { choose: 'stage' }, { type: canary.token });
    const later = open({ ...window });
    later.named = { prod: named.prod };
    await later.connection.serverStarted();
    expect(later.server.sent(methods.signIn)).toEqual([]);
    expect(later.connection.view).toEqual({ kind: 'waiting', reason: 'connection-missing' });
  });

  it('asks again when the address of the name has changed since', async () => {
    const window = open();
    await run(window, selectConnection, { choose: 'stage' }, { type: canary.token });
    const later = open({ ...window });
    later.named = { stage: { ...named.stage, address: 'https://other.example.com' } };
    await later.connection.serverStarted();
    expect(later.server.sent(methods.signIn)).toEqual([]);
    expect(later.connection.view).toEqual({ kind: 'waiting', reason: 'settings-changed' });
  });
});

describe('what a repository suggests', () => {
  it('is used after a question that shows the whole origin', async () => {
    const window = open();
    window.suggestion = 'stage';
    const answers = [{ choose: 'stage' }, { confirm: true }, { type: canary.token }];
    const dialogs = await run(window, selectConnection, ...answers);
    expect(dialogs.questions[0]?.detail).toContain(`${stage}, namespace team`);
    expect(window.server.sent(methods.signIn)).toHaveLength(1);
  });

  it('is not used without the agreement, and connects nothing by itself', async () => {
    const window = open();
    window.suggestion = 'stage';
    await window.connection.serverStarted();
    await run(window, selectConnection, { choose: 'stage' }, { confirm: false });
    expect(window.workspaceState.stored.size).toBe(0);
    expect(window.server.sent(methods.signIn)).toEqual([]);
  });

  it('is no connection when the user has none of that name', () => {
    const window = open();
    window.suggestion = 'evil';
    const { connections } = window.parts(new ScriptedDialogs());
    expect(connections.suggested()).toBeUndefined();
    expect(connections.names().suggested).toBeUndefined();
  });

  it('is told in the status until the user has chosen', async () => {
    const window = open();
    window.suggestion = 'stage';
    const { connections } = window.parts(new ScriptedDialogs());
    expect(statusText({ kind: 'waiting', reason: 'signed-out' }, connections.names())).toMatchObject({
      detail: 'This workspace suggests your connection "stage".',
      button: { command: 'vaultRefs.selectConnection' },
    });
    await connections.chosen.choose('');
    expect(connections.names().suggested).toBeUndefined();
  });
});

describe('an address that a file of the workspace names', () => {
  const found = { address: 'https://vault.internal:8200', path: 'sensu/pro\u202eviders.yml' };

  it('is used after a question that shows the whole origin, and is not asked for again', async () => {
    const window = open();
    window.server.addresses = [found];
    const answers = [{ choose: found.address }, { confirm: true }, { choose: 'Enter Address and Token' }];
    const dialogs = await run(window, selectConnection, ...answers, { type: canary.token });
    expect(dialogs.questions[0]?.detail).toContain(found.address);
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'token', address: found.address, token: canary.token },
    ]);
    expect(dialogs.inputs).toHaveLength(1);
  });

  it('is used by nothing without the agreement', async () => {
    const window = open();
    window.server.addresses = [found];
    await run(window, selectConnection, { choose: found.address }, { confirm: false });
    expect(window.server.sent(methods.signIn)).toEqual([]);
    expect(window.memory.isConfirmed(found.address)).toBe(false);
  });

  it.each([
    'https://vault.internal/ui',
    'https://ann:x@vault.internal',
    'ldap://vault.internal',
    '{{ vault }}',
  ])('is not offered when it is no origin: %s', async (address) => {
    const window = open();
    window.server.addresses = [{ ...found, address }];
    const dialogs = await run(window, selectConnection, {});
    expect(dialogs.choices[0]).toEqual(['stage', 'prod', 'Connection of Your Settings']);
  });
});

describe('the status', () => {
  it('has the name of the connection in it', () => {
    const status = { kind: 'ok', origin: stage } as const;
    expect(statusText({ kind: 'status', status }, { name: 'stage' }).text).toBe('Vault stage: connected');
    expect(statusText({ kind: 'status', status }).text).toBe('Vault: connected');
  });
});

describe('signing in with a connection chosen', () => {
  it('offers the environment only where it is for that server', async () => {
    const window = open();
    window.named = { stage: { address: stage } };
    await window.parts(new ScriptedDialogs()).connections.chosen.choose('stage');
    window.server.environment = { environmentOrigin: 'https://evil.example', tokenFile: false };
    const dialogs = await run(window, signIn, {});
    expect(dialogs.choices[0]).not.toContain('Use the Environment');
    window.server.environment = { environmentOrigin: stage, tokenFile: false };
    expect((await run(window, signIn, {})).choices[0]).toContain('Use the Environment');
  });
});
