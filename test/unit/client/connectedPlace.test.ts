import { describe, expect, it } from 'vitest';
import { connectedPlace } from '../../../client/src/commands/writing.ts';
import { openWindow, vault } from './fakes/clientWorld.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const place = { origin: vault, namespace: '' };

/** A window that is opened again, by a user who is signed in. */
async function openedAgain(): Promise<ClientWorld> {
  const first = openWindow();
  await first.connection.signIn({ method: 'token', address: vault, token: 'made-up' });
  return openWindow(first);
}

describe('where a command finds this window connected', () => {
  it('is where it signs in by itself a moment later', async () => {
    const window = await openedAgain();
    const dialogs = new ScriptedDialogs();
    // A button can be pressed before the server has started, and while it signs in.
    const early = connectedPlace(window.parts(dialogs));
    const started = window.connection.serverStarted();
    const late = connectedPlace(window.parts(dialogs));
    expect([await early, await late]).toEqual([place, place]);
    expect(dialogs.told).toEqual([]);
    await started;
  });

  it('is where it signs in again after the server process ended', async () => {
    const window = await openedAgain();
    await window.connection.serverStarted();
    window.connection.serverStopped();
    const restarted = window.connection.serverStarted();
    expect(await connectedPlace(window.parts(new ScriptedDialogs()))).toEqual(place);
    await restarted;
  });

  it('is nowhere when the sign-in fails, or the server does not start', async () => {
    const failing = await openedAgain();
    failing.server.failure = { ok: false, kind: 'unreachable', message: 'Vault is unreachable.' };
    const stopped = await openedAgain();
    const dialogs = new ScriptedDialogs();
    const places = [failing, stopped].map((window) => connectedPlace(window.parts(dialogs)));
    await failing.connection.serverStarted();
    stopped.connection.serverStopped();
    expect(await Promise.all(places)).toEqual([undefined, undefined]);
    expect(dialogs.told).toHaveLength(2);
    expect(dialogs.buttons).toEqual(['vaultRefs.signIn']);
  });

  it('is not waited for any longer than the user does, and then says nothing', async () => {
    const dialogs = new ScriptedDialogs();
    dialogs.isCancelling = true;
    const window = await openedAgain();
    expect(await connectedPlace(window.parts(dialogs))).toBeUndefined();
    expect(dialogs.told).toEqual([]);
  });
});
