import { describe, expect, it } from 'vitest';
import { methods } from '../../../server/src/protocol.ts';
import { isConnectedTo } from '../../../client/src/connection/connectionView.ts';
import { noSettings, openWindow, vault } from './fakes/clientWorld.ts';

const token = { method: 'token', address: vault, token: 'made-up' } as const;
const unreachable = { ok: false, kind: 'unreachable', message: 'Vault is unreachable.' } as const;

describe('VaultConnection', () => {
  it('sends nothing but the offer-free decision in a window that never signed in', async () => {
    const window = openWindow();
    await window.connection.serverStarted();
    expect(window.server.requests).toEqual([]);
    expect(window.connection.view).toEqual({ kind: 'waiting', reason: 'signed-out' });
  });

  it('signs in, remembers without the token, and a later window signs in by itself', async () => {
    const first = openWindow();
    await first.connection.signIn(token);
    expect([...first.globalState.stored.values()].join()).not.toContain('made-up');
    const later = openWindow(first);
    await later.connection.serverStarted();
    expect(later.server.sent(methods.signIn)).toEqual([token]);
    expect(isConnectedTo(later.connection.view, vault, '')).toBe(true);
  });

  it('signs in again after the server process ended', async () => {
    const { connection, server } = openWindow();
    await connection.signIn(token);
    connection.serverStopped();
    expect(connection.view).toEqual({ kind: 'server-stopped' });
    await connection.serverStarted();
    expect(server.sent(methods.signIn)).toEqual([token, token]);
    expect(connection.view.kind).toBe('status');
  });

  it('sends nothing without trust, whatever is remembered, and signs in when trust is granted', async () => {
    const first = openWindow();
    await first.connection.signIn(token);
    const later = openWindow(first);
    later.trusted = false;
    await later.connection.serverStarted();
    await later.connection.refresh();
    await later.connection.refreshQuietly();
    expect(later.server.requests).toEqual([]);
    expect(later.connection.view).toEqual({ kind: 'waiting', reason: 'restricted' });
    later.trusted = true;
    await later.connection.resume();
    expect(later.server.sent(methods.signIn)).toEqual([token]);
  });

  it('signs out when the user sets another address, and keeps the token for the way back', async () => {
    const window = openWindow();
    await window.connection.signIn(token);
    await window.connection.resume();
    window.settings = { ...noSettings, address: 'https://other.example' };
    await window.connection.settingsChanged();
    expect(window.server.requests.at(-1)?.method).toBe(methods.signOut);
    expect(window.connection.view).toEqual({ kind: 'waiting', reason: 'settings-changed' });
    window.settings = noSettings;
    await window.connection.settingsChanged();
    expect(window.server.requests.at(-1)).toEqual({ method: methods.signIn, params: token });
  });

  it('does nothing on an event that leaves the settings of the user as they were', async () => {
    const window = openWindow();
    await window.connection.signIn(token);
    await window.connection.resume();
    const { length } = window.server.requests;
    await window.connection.settingsChanged();
    expect(window.server.requests).toHaveLength(length);
  });

  it('connects again with a changed certificate file', async () => {
    const window = openWindow();
    await window.connection.signIn(token);
    window.settings = { ...noSettings, caFile: '/etc/ca.pem' };
    await window.connection.settingsChanged();
    expect(window.server.sent(methods.signIn).at(-1)).toEqual({ ...token, caFile: '/etc/ca.pem' });
  });

  it('refuses a relative certificate file before anything is sent', async () => {
    const window = openWindow();
    window.settings = { ...noSettings, caFile: 'ca.pem' };
    expect(await window.connection.signIn(token)).toMatchObject({ ok: false, kind: 'settings' });
    expect(window.server.requests).toEqual([]);
  });

  it('remembers nothing of a sign-in that failed', async () => {
    const window = openWindow();
    window.server.failure = unreachable;
    expect(await window.connection.signIn(token)).toEqual(unreachable);
    expect(window.globalState.stored.size + window.secrets.stored.size).toBe(0);
    expect(window.connection.view).toMatchObject({ kind: 'failed', origin: vault, cause: 'unreachable' });
  });

  it('stays connected as before when another sign-in fails', async () => {
    const window = openWindow();
    await window.connection.signIn(token);
    window.server.failure = unreachable;
    await window.connection.signIn({ ...token, address: 'https://other.example' });
    expect(isConnectedTo(window.connection.view, vault, '')).toBe(true);
    expect(window.memory.connection?.origin).toBe(vault);
  });

  it('repeats unasked only a sign-in that failed for a passing reason', async () => {
    const first = openWindow();
    await first.connection.signIn(token);
    const window = openWindow(first);
    window.server.failure = unreachable;
    await window.connection.serverStarted();
    await window.connection.refreshQuietly();
    expect(window.server.sent(methods.signIn)).toHaveLength(2);
    window.server.failure = { ok: false, kind: 'token-invalid', message: 'The token has expired.' };
    await window.connection.refreshQuietly();
    await window.connection.refreshQuietly();
    expect(window.server.sent(methods.signIn)).toHaveLength(3);
  });

  it('revalidates on refresh while connected', async () => {
    const { connection, server } = openWindow();
    await connection.signIn(token);
    await connection.refresh();
    await connection.refreshQuietly();
    expect(server.requests.slice(1).map(({ method }) => method)).toEqual([methods.refresh, methods.refresh]);
  });

  it('signs out: no token, no connection, confirmed origin and mounts kept', async () => {
    const window = openWindow();
    await window.connection.signIn(token);
    await window.connection.serverTold({
      kind: 'ok',
      origin: vault,
      mounts: [{ path: 'team/kv', kvVersion: 2 }],
    });
    await window.connection.signOut();
    expect(window.secrets.stored.size).toBe(0);
    expect(window.memory.connection).toBeUndefined();
    expect(window.memory.mounts).toEqual([{ path: 'team/kv', kvVersion: 2 }]);
    expect(window.memory.isConfirmed(vault)).toBe(true);
    expect(window.server.requests.at(-1)?.method).toBe(methods.signOut);
    expect(window.connection.view).toEqual({ kind: 'waiting', reason: 'signed-out' });
  });

  it('signs out of the server even where the stored token cannot be deleted, and says so', async () => {
    const window = openWindow();
    await window.connection.signIn(token);
    window.secrets.isBroken = true;
    await expect(window.connection.signOut()).rejects.toThrow('no keyring');
    expect(window.server.requests.at(-1)?.method).toBe(methods.signOut);
    expect(window.memory.connection).toBeUndefined();
  });

  it('is signed in for this window where the token cannot be stored', async () => {
    const window = openWindow();
    window.secrets.isBroken = true;
    expect(await window.connection.signIn(token)).toMatchObject({ ok: true, remembered: false });
    expect(window.memory.connection).toBeUndefined();
    expect(window.connection.view.kind).toBe('status');
  });

  it('lets a sign-out win over the sign-in before it', async () => {
    const window = openWindow();
    const signIn = window.connection.signIn(token);
    await Promise.all([signIn, window.connection.signOut()]);
    expect(window.connection.view).toEqual({ kind: 'waiting', reason: 'signed-out' });
    expect(window.secrets.stored.size).toBe(0);
  });

  it('shows what the server tells, and keeps the reason when that is only "signed out"', async () => {
    const window = openWindow();
    window.trusted = false;
    await window.connection.serverStarted();
    await window.connection.serverTold({ kind: 'signed-out' });
    expect(window.connection.view).toEqual({ kind: 'waiting', reason: 'restricted' });
    await window.connection.serverTold({ kind: 'sealed', origin: vault });
    expect(window.connection.view).toMatchObject({ status: { kind: 'sealed' } });
    await window.connection.serverTold({ kind: 'signed-out' });
    expect(window.connection.view).toEqual({ kind: 'waiting', reason: 'signed-out' });
  });

  it('knows that it does not check a certificate for as long as it is signed in so', async () => {
    const { connection } = openWindow();
    expect(connection.skipsTls).toBe(false);
    await connection.signIn({ ...token, skipTlsVerify: true });
    expect(connection.skipsTls).toBe(true);
    await connection.signIn(token);
    expect(connection.skipsTls).toBe(false);
    await connection.signIn({ ...token, skipTlsVerify: true });
    await connection.signOut();
    expect(connection.skipsTls).toBe(false);
  });
});
