import { describe, expect, it } from 'vitest';
import { configureVault } from '../../../client/src/commands/configureVault.ts';
import { askPasscode, tellTokenNotice } from '../../../client/src/commands/serverQuestions.ts';
import { signIn } from '../../../client/src/commands/signIn.ts';
import { signOutAndRevoke } from '../../../client/src/commands/signOut.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { noSettings, openWindow, vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const canary = createCanary();
const secret = { type: canary.secret };
const enter = { accept: true } as const;
const role = { type: 'role-1' };
const appRole = { method: 'approle', address: vault, mount: 'approle', roleId: 'role-1' };
const user = { address: vault, username: 'ann', password: canary.secret };
const files = { certFile: '/home/ann/a.crt', keyFile: '/home/ann/a.key' };

async function run(window: ClientWorld, ...answers: Answer[]): Promise<ScriptedDialogs> {
  const dialogs = new ScriptedDialogs(...answers);
  await signIn(window.parts(dialogs));
  expect(dialogs.unused).toBe(0);
  return dialogs;
}

const flows: readonly (readonly [label: string, answers: readonly Answer[], params: object])[] = [
  ['AppRole', [enter, role, secret], { ...appRole, secret: { kind: 'secret-id', secretId: canary.secret } }],
  [
    'AppRole, Wrapped',
    [enter, role, secret],
    { ...appRole, secret: { kind: 'wrapped', wrappingToken: canary.secret } },
  ],
  [
    'User Name and Password',
    [enter, { type: 'ann' }, secret],
    { method: 'userpass', mount: 'userpass', ...user },
  ],
  ['LDAP', [{ type: 'corp/ldap' }, { type: 'ann' }, secret], { method: 'ldap', mount: 'corp/ldap', ...user }],
  ['JWT', [enter, { type: '' }, secret], { method: 'jwt', address: vault, mount: 'jwt', jwt: canary.secret }],
  [
    'JWT',
    [enter, { type: 'ci' }, secret],
    { method: 'jwt', address: vault, mount: 'jwt', role: 'ci', jwt: canary.secret },
  ],
  ['OIDC', [enter, { type: '' }], { method: 'oidc', address: vault, mount: 'oidc' }],
  ['OIDC', [enter, { type: 'ops' }], { method: 'oidc', address: vault, mount: 'oidc', role: 'ops' }],
  [
    'TLS Certificate',
    [enter, { type: files.certFile }, { type: files.keyFile }],
    { method: 'cert', address: vault, mount: 'cert', ...files },
  ],
];

describe('signIn by a method', () => {
  it.each(flows)(
    '%s: sends what was typed, and keeps the issued token alone',
    async (label, answers, params) => {
      const window = openWindow();
      window.settings = { ...noSettings, address: vault, namespace: 'team' };
      window.server.issuedToken = canary.token;
      const dialogs = await run(window, { choose: label }, enter, ...answers);
      expect(window.server.sent(methods.signIn)).toEqual([{ ...params, namespace: 'team' }]);
      expect([...window.secrets.stored.values()]).toEqual([canary.token]);
      expect(dialogs.told.map(({ level }) => level)).toEqual(['information']);
      expectNoLeak({ ...canary, token: canary.secret }, [...window.secrets.stored]);
      expectNoLeak(canary, dialogs, [...window.globalState.stored], window.views);

      const later = openWindow(window);
      later.settings = window.settings;
      await later.connection.serverStarted();
      expect(later.server.sent(methods.signIn)).toEqual([
        { method: 'token', address: vault, token: canary.token, namespace: 'team' },
      ]);
    },
  );

  it.each(flows)('%s: hides secrets while they are typed, and only them', async (label, answers) => {
    const dialogs = await run(openWindow(), { choose: label }, { type: vault }, ...answers);
    const hidden = dialogs.inputs.filter(({ password }) => password).map(({ prompt }) => prompt);
    expect(hidden).toHaveLength(['TLS Certificate', 'OIDC'].includes(label) ? 0 : 1);
    expect(hidden.every((prompt) => prompt.includes(vault))).toBe(true);
  });

  it.each(flows)('%s: sends nothing after Escape at any step', async (label, answers) => {
    for (let step = 0; step <= answers.length; step++) {
      const before = [{ choose: label }, { type: vault }, ...answers].slice(0, step + 1);
      const window = openWindow();
      await run(window, ...before, {});
      expect(window.server.sent(methods.signIn)).toEqual([]);
    }
  });

  it('takes an absolute path only for a certificate', async () => {
    const window = openWindow();
    await run(window, { choose: 'TLS Certificate' }, { type: vault }, enter, { type: 'a.crt' });
    expect(window.server.sent(methods.signIn)).toEqual([]);
  });

  it('asks before a password travels by plain http', async () => {
    const window = openWindow();
    const where = { type: 'http://vault.example.com' };
    await run(window, { choose: 'LDAP' }, where, enter, { type: 'ann' }, secret, { confirm: false });
    expect(window.server.sent(methods.signIn)).toEqual([]);
  });
});

describe('configureVault', () => {
  const five = [{ type: vault }, role, secret, { type: 'maas' }, { type: 'kv' }];

  it('signs in with the five inputs and says whether the place can be used', async () => {
    const window = openWindow();
    window.server.place = { usable: false, message: 'Secrets at kv/maas: there is no such mount.' };
    const dialogs = new ScriptedDialogs(...five);
    await configureVault(window.parts(dialogs));
    const wrapped = { kind: 'wrapped', wrappingToken: canary.secret };
    expect(window.server.sent(methods.signIn)).toEqual([
      { method: 'approle', address: vault, roleId: 'role-1', secret: wrapped },
    ]);
    expect(window.server.sent(methods.checkSecretsPlace)).toEqual([{ mount: 'kv', path: 'maas' }]);
    expect(dialogs.told.map(({ level }) => level)).toEqual(['information', 'warning']);
    expectNoLeak(canary, dialogs, [...window.globalState.stored], [...window.secrets.stored]);
  });

  it('asks nothing of Vault after Escape, nor about a place when the sign-in failed', async () => {
    for (let step = 0; step < five.length; step++) {
      const window = openWindow();
      await configureVault(window.parts(new ScriptedDialogs(...five.slice(0, step), {})));
      expect(window.server.sent(methods.signIn)).toEqual([]);
    }
    const window = openWindow();
    window.server.failure = { ok: false, kind: 'denied', message: 'The wrapping token is not valid.' };
    const dialogs = new ScriptedDialogs(...five);
    await configureVault(window.parts(dialogs));
    expect(window.server.sent(methods.checkSecretsPlace)).toEqual([]);
    expect(dialogs.told[0]?.message).toContain('The wrapping token is not valid.');
  });
});

describe('what the server asks and tells', () => {
  it('a passcode is hidden while it is typed, and shows where it goes', async () => {
    const dialogs = new ScriptedDialogs({ type: ' 123456 ' });
    expect(await askPasscode(dialogs, { origin: vault, kind: 'totp' })).toEqual({ passcode: '123456' });
    expect(dialogs.inputs[0]).toMatchObject({ password: true, prompt: `Passcode (totp) for ${vault}` });
    expect(await askPasscode(new ScriptedDialogs({}), { origin: vault, kind: 'totp' })).toEqual({});
  });

  it.each(['expires-soon', 'not-renewed'] as const)('%s comes with a button to sign in', (reason) => {
    const dialogs = new ScriptedDialogs();
    tellTokenNotice(dialogs, { origin: vault, namespace: 'team', reason, expiresAt: 0 });
    expect(dialogs.told[0]).toMatchObject({ level: 'warning', button: 'vaultRefs.signIn' });
    expect(dialogs.told[0]?.message).toContain(`${vault}, namespace team`);
  });
});

describe('signOutAndRevoke', () => {
  const signedIn = async (): Promise<ClientWorld> => {
    const window = openWindow();
    await run(window, { choose: 'Enter Address and Token' }, { type: vault }, { type: canary.token });
    return window;
  };

  it('asks first, showing the origin; then the token is revoked and forgotten', async () => {
    const window = await signedIn();
    const refusing = new ScriptedDialogs({ confirm: false });
    await signOutAndRevoke(window.parts(refusing));
    expect(refusing.questions[0]?.detail).toContain(vault);
    expect(window.server.sent(methods.signOut)).toEqual([]);
    expect(window.secrets.stored.size).toBe(1);

    const agreeing = new ScriptedDialogs({ confirm: true });
    await signOutAndRevoke(window.parts(agreeing));
    expect(window.server.sent(methods.signOut)).toEqual([{ revoke: true }]);
    expect(window.secrets.stored.size).toBe(0);
    expect(agreeing.told[0]?.level).toBe('information');
  });

  it('says so when Vault did not revoke', async () => {
    const window = await signedIn();
    window.server.revokes = false;
    const dialogs = new ScriptedDialogs({ confirm: true });
    await signOutAndRevoke(window.parts(dialogs));
    expect(dialogs.told[0]?.message).toContain('not revoked');
    expect(window.secrets.stored.size).toBe(0);
  });
});
