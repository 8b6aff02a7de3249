import { describe, expect, it } from 'vitest';
import { signIn } from '../../../client/src/commands/signIn.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { noSettings, openWindow, vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const typed = { choose: 'Enter Address and Token' };
const plain = 'http://vault.example.com:8200';

async function run(window: ClientWorld, ...answers: Answer[]): Promise<ScriptedDialogs> {
  const dialogs = new ScriptedDialogs(...answers);
  await signIn(window.parts(dialogs));
  expect(dialogs.unused).toBe(0);
  return dialogs;
}

describe('signIn with address and token', () => {
  it('asks for both, the token in a password box, and says where it is signed in', async () => {
    const window = openWindow();
    window.settings = { ...noSettings, address: vault, namespace: 'team' };
    const canary = createCanary();
    const dialogs = await run(window, typed, { accept: true }, { type: ` ${canary.token} ` });
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'token', address: vault, token: canary.token, namespace: 'team' },
    ]);
    expect(dialogs.inputs.map(({ value, password }) => [value, password])).toEqual([
      [vault, false],
      ['', true],
    ]);
    expect(dialogs.questions).toEqual([]);
    expect(dialogs.told).toEqual([
      { level: 'information', message: `Signed in to Vault at ${vault}, namespace team.`, button: undefined },
    ]);
    expectNoLeak(canary, dialogs, [...window.globalState.stored], window.views);
  });

  it.each<[string, Answer[]]>([
    ['the address', [{}]],
    ['the token', [{ type: vault }, {}]],
    ['a bad address', [{ type: `${vault}/ui` }]],
    ['an empty token', [{ type: vault }, { type: ' ' }]],
    ['a token with a line end', [{ type: vault }, { type: 'a\nb' }]],
    ['the warning about plain http', [{ type: plain }, { type: 'made-up' }, { confirm: false }]],
  ])('sends nothing after Escape at %s', async (_name, answers) => {
    const window = openWindow();
    await run(window, typed, ...answers);
    expect(window.server.sent(methods.signIn)).toEqual([]);
    expect(window.memory.isConfirmed(vault)).toBe(false);
  });

  it('shows the full origin before a token travels by plain http, but not on this machine', async () => {
    const dialogs = await run(openWindow(), typed, { type: plain }, { type: 'made-up' }, { confirm: true });
    expect(dialogs.questions[0]?.detail).toContain(plain);
    const local = await run(openWindow(), typed, { type: 'http://127.0.0.1:8200' }, { type: 'made-up' });
    expect(local.questions).toEqual([]);
  });

  it('asks in each window before the certificate check is skipped', async () => {
    const window = openWindow();
    window.settings = { ...noSettings, address: vault, skipTlsVerify: true };
    const refusing = await run(window, typed, { accept: true }, { type: 'made-up' }, { confirm: false });
    expect(refusing.questions[0]?.detail).toContain(vault);
    expect(window.server.sent(methods.signIn)).toEqual([]);
    await run(window, typed, { accept: true }, { type: 'made-up' }, { confirm: true });
    await run(window, typed, { accept: true }, { type: 'made-up' });
    expect(window.server.sent(methods.signIn)).toHaveLength(2);

    const later = openWindow(window);
    later.settings = window.settings;
    await later.connection.serverStarted();
    expect(later.server.sent(methods.signIn)).toEqual([]);
    expect(later.connection.view).toEqual({ kind: 'waiting', reason: 'tls-unconfirmed' });
  });

  it('tells why it failed, with the way to the log', async () => {
    const window = openWindow();
    window.server.failure = { ok: false, kind: 'denied', message: 'Vault does not accept this token.' };
    const dialogs = await run(window, typed, { type: vault }, { type: 'made-up' });
    expect(dialogs.told).toEqual([
      {
        level: 'error',
        message: 'Vault sign-in failed: Vault does not accept this token.',
        button: 'vaultRefs.showLog',
      },
    ]);
  });

  it('says so when the token could not be stored', async () => {
    const window = openWindow();
    window.secrets.isBroken = true;
    const dialogs = await run(window, typed, { type: vault }, { type: 'made-up' });
    expect(dialogs.told[0]?.message).toContain('this window only');
  });
});

describe('signIn with what the environment offers', () => {
  it('uses the pair after a question that shows the full origin', async () => {
    const window = openWindow();
    window.server.environment = {
      environmentOrigin: vault,
      environmentNamespace: 'team',
      tokenFile: false,
    };
    const dialogs = await run(window, { choose: 'Use the Environment' }, { confirm: true });
    expect(dialogs.questions[0]?.detail).toContain(`${vault}, namespace team`);
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'environment', origin: vault, namespace: 'team' },
    ]);
    expect(window.secrets.stored.size).toBe(0);
  });

  it.each<[string, Answer[]]>([
    ['choosing', [{}]],
    ['agreeing', [{ choose: 'Use the Environment' }, { confirm: false }]],
  ])('sends nothing without %s', async (_name, answers) => {
    const window = openWindow();
    window.server.environment = { environmentOrigin: 'https://evil.example', tokenFile: true };
    await run(window, ...answers);
    expect(window.server.sent(methods.signIn)).toEqual([]);
  });

  it('does not offer an environment whose address is no origin', async () => {
    const window = openWindow();
    window.server.environment = { environmentOrigin: 'https://u:p@evil.example', tokenFile: true };
    const dialogs = await run(window, {});
    expect(dialogs.choices[0]?.slice(0, 2)).toEqual(['Use the Token File', 'Enter Address and Token']);
  });

  it('sends the token file to a new origin only after a question that shows it', async () => {
    const window = openWindow();
    window.server.environment = { tokenFile: true };
    const refusing = await run(
      window,
      { choose: 'Use the Token File' },
      { type: 'https://evil.example' },
      { confirm: false },
    );
    expect(refusing.questions[0]?.detail).toContain('https://evil.example');
    expect(window.server.sent(methods.signIn)).toEqual([]);

    await run(window, { choose: 'Use the Token File' }, { type: vault }, { confirm: true });
    await run(window, { choose: 'Use the Token File' }, { type: vault });
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'token-file', address: vault },
      { method: 'token-file', address: vault },
    ]);
  });

  it('does nothing without trust but say so', async () => {
    const window = openWindow();
    window.trusted = false;
    window.server.environment = { environmentOrigin: vault, tokenFile: true };
    const dialogs = await run(window);
    expect(window.server.requests).toEqual([]);
    expect(dialogs.told[0]?.button).toBe('workbench.trust.manage');
  });
});
