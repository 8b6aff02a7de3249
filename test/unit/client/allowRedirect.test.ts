import { describe, expect, it } from 'vitest';
import { allowRedirect } from '../../../client/src/commands/allowRedirect.ts';
import { signIn } from '../../../client/src/commands/signIn.ts';
import { statusText } from '../../../client/src/connection/statusText.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary } from '../../support/canary.ts';
import { openWindow, vault } from './fakes/clientWorld.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const canary = createCanary();
const active = 'https://node-2.example.com:8200';
const refusal = { ok: false, kind: 'redirect-refused', message: 'redirects', redirect: active } as const;
const typed = [{ choose: 'Enter Address and Token' }, { type: vault }, { type: canary.token }];

describe('a sign-in that is redirected', () => {
  it('asks with both origins, and tries once more with the host allowed', async () => {
    const window = openWindow();
    window.server.failure = refusal;
    const agree = { confirm: true, meanwhile: () => void (window.server.failure = undefined) };
    const dialogs = new ScriptedDialogs(...typed, agree);
    await signIn(window.parts(dialogs));
    expect(dialogs.questions[0]?.detail).toContain(`${vault}\nredirects to\n${active}`);
    expect(window.server.sent(methods.signIn)).toMatchObject([
      { address: vault },
      { allowedRedirects: [active] },
    ]);
    expect(dialogs.told.map(({ level }) => level)).toEqual(['information']);

    // Allowed for these two alone.
    expect(window.memory.allowedRedirects(vault)).toEqual([active]);
    expect(window.memory.allowedRedirects(active)).toEqual([]);
    const later = openWindow(window);
    await later.connection.serverStarted();
    expect(later.server.sent(methods.signIn)).toMatchObject([{ allowedRedirects: [active] }]);
  });

  it('is told as it is without the agreement', async () => {
    const window = openWindow();
    window.server.failure = refusal;
    const dialogs = new ScriptedDialogs(...typed, { confirm: false });
    await signIn(window.parts(dialogs));
    expect(window.server.sent(methods.signIn)).toHaveLength(1);
    expect(window.memory.allowedRedirects(vault)).toEqual([]);
    expect(dialogs.told.map(({ level }) => level)).toEqual(['error']);
    expect(statusText(window.connection.view).button?.command).toBe('vaultRefs.allowRedirect');
  });

  it('asks nothing when it is refused again, so that no server keeps the user busy', async () => {
    const window = openWindow();
    window.server.failure = refusal;
    const dialogs = new ScriptedDialogs(...typed, { confirm: true });
    await signIn(window.parts(dialogs));
    expect(window.server.sent(methods.signIn)).toHaveLength(2);
    expect(dialogs.unused).toBe(0);
  });

  it.each(['http://node-2.example.com:8200', 'https://node-2.example.com/x', 'javascript:x', ''])(
    'asks nothing for %j',
    async (redirect) => {
      const window = openWindow();
      window.server.failure = { ...refusal, redirect };
      await signIn(window.parts(new ScriptedDialogs(...typed)));
      expect(window.server.sent(methods.signIn)).toHaveLength(1);
    },
  );
});

describe('Allow Host That Vault Redirects To', () => {
  const status = { kind: 'redirect-refused', origin: vault, redirect: active } as const;

  it('allows what the status tells, and connects again', async () => {
    const window = openWindow();
    await signIn(window.parts(new ScriptedDialogs(...typed)));
    await window.connection.serverTold(status);
    expect(statusText(window.connection.view)).toMatchObject({
      button: { command: 'vaultRefs.allowRedirect' },
    });
    await allowRedirect(window.parts(new ScriptedDialogs({ confirm: true })));
    expect(window.server.sent(methods.signIn).at(-1)).toMatchObject({ allowedRedirects: [active] });
  });

  it('does nothing where nothing was refused', async () => {
    const window = openWindow();
    await allowRedirect(window.parts(new ScriptedDialogs()));
    expect(window.server.sent(methods.signIn)).toEqual([]);
  });
});
