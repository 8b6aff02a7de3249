import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { generationFile } from '../../../client/src/connection/generationFile.ts';
import { Generations } from '../../../client/src/connection/generations.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { ClientWorld } from './fakes/clientWorld.ts';
import { openWindow, vault } from './fakes/clientWorld.ts';
import { MemoryFile, MemoryMemento } from './fakes/storage.ts';

const canary = createCanary();
const params = { method: 'token', address: vault, token: canary.token } as const;
const place = { origin: vault, namespace: '' };

/** Two windows of one user: each has read the editor's state for itself, as editors do. */
async function twoWindows(): Promise<readonly [ClientWorld, ClientWorld]> {
  const first = openWindow();
  await first.connection.signIn(params);
  const globalState = new MemoryMemento();
  for (const [key, text] of first.globalState.stored) globalState.stored.set(key, text);
  const second = openWindow({ secrets: first.secrets, sharedFile: first.sharedFile, globalState });
  await second.connection.serverStarted();
  expect(second.connection.view.kind).toBe('status');
  return [first, second];
}

describe('signing out in one window', () => {
  it('signs out the other, which does not come back', async () => {
    const [first, second] = await twoWindows();
    await first.connection.signOut();
    await second.connection.signedOutElsewhere();
    expect(second.connection.view).toEqual({ kind: 'waiting', reason: 'signed-out' });
    expect(second.server.sent(methods.signOut)).toEqual([{}]);
    await second.connection.resume();
    expect(second.server.sent(methods.signIn)).toHaveLength(1);
  });

  it('is noticed on focus where the change of the file was not', async () => {
    const [first, second] = await twoWindows();
    await first.connection.signOut();
    await second.connection.refreshQuietly();
    expect(second.connection.view.kind).toBe('waiting');
  });

  it('holds for a window that starts with an older state of the editor', async () => {
    const [first, second] = await twoWindows();
    await first.connection.signOut();
    const { globalState, secrets, sharedFile } = second;
    // As if the token had not been deleted.
    await secrets.store(`vaultRefs.token:${JSON.stringify([vault, ''])}`, canary.token);
    const third = openWindow({ globalState, secrets, sharedFile });
    await third.connection.serverStarted();
    expect(third.server.sent(methods.signIn)).toEqual([]);
  });

  it('leaves windows alone that are signed in elsewhere', async () => {
    const [first] = await twoWindows();
    const other = openWindow({ secrets: first.secrets, sharedFile: first.sharedFile });
    await other.connection.signIn({ ...params, namespace: 'team' });
    await first.connection.signOut();
    await other.connection.signedOutElsewhere();
    expect(other.connection.view.kind).toBe('status');
  });

  it('does not end a sign-in that comes after it', async () => {
    const [first, second] = await twoWindows();
    await first.connection.signOut();
    await second.connection.signedOutElsewhere();
    await second.connection.signIn(params);
    await second.connection.signedOutElsewhere();
    expect(second.connection.view.kind).toBe('status');
    const later = openWindow(second);
    await later.connection.serverStarted();
    expect(later.connection.view.kind).toBe('status');
  });

  it('works in this window whatever becomes of the file', async () => {
    const [first] = await twoWindows();
    first.sharedFile.fails = true;
    await first.connection.signOut();
    expect(first.connection.view.kind).toBe('waiting');
    expect(first.secrets.stored.size).toBe(0);
  });
});

describe('the file', () => {
  it('holds no token', async () => {
    const [first] = await twoWindows();
    await first.connection.signOut();
    expectNoLeak(canary, first.sharedFile.text);
  });

  it.each(['', '{', '[]', 'null', '{"a":3}', `{${JSON.stringify(JSON.stringify([vault, '']))}:3}`])(
    'that is %j is one without sign-outs, and is written anew',
    async (text) => {
      const file = new MemoryFile();
      file.text = text;
      const generations = new Generations(file);
      expect(await generations.current(place)).toBe('');
      await generations.advance(place);
      expect(await new Generations(file).current(place)).not.toBe('');
    },
  );

  it('keeps the newest places and does not grow for ever', async () => {
    const file = new MemoryFile();
    const generations = new Generations(file);
    for (let count = 0; count < 250; count++)
      await generations.advance({ origin: vault, namespace: String(count) });
    expect(Object.keys(JSON.parse(file.text ?? '') as object)).toHaveLength(200);
    expect(await generations.current({ origin: vault, namespace: '249' })).not.toBe('');
  });
});

test('the file is whole at every moment, in a folder that need not be there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-shared-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = generationFile(join(folder, 'storage'));
  expect(await file.read()).toBeUndefined();
  const generations = new Generations(file);
  const advances = Array.from({ length: 20 }, () => generations.advance(place));
  const reads = Array.from({ length: 20 }, () => file.read());
  for (const text of await Promise.all(reads)) JSON.parse(text ?? '{}');
  await Promise.all(advances);
  expect(await generations.current(place)).not.toBe('');
  expect(readdirSync(join(folder, 'storage'))).toEqual(['sign-outs.json']);
});
