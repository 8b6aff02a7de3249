import { describe, expect, it } from 'vitest';
import { ConnectionMemory } from '../../../client/src/connection/connectionMemory.ts';
import { Credentials } from '../../../client/src/connection/credentials.ts';
import { MemoryMemento, MemorySecrets } from './fakes/storage.ts';

describe('Credentials', () => {
  it('gives a token back for exactly its origin and namespace', async () => {
    const credentials = new Credentials(new MemorySecrets());
    await credentials.store('https://a.example', 'team', 'made-up');
    expect(await credentials.token('https://a.example', 'team')).toBe('made-up');
    for (const [origin, namespace] of [
      ['https://a.example', ''],
      ['http://a.example', 'team'],
      ['https://a.example:8200', 'team'],
      ['https://a.example","team', ''],
    ] as const) {
      expect(await credentials.token(origin, namespace)).toBeUndefined();
    }
  });

  it('forgets', async () => {
    const secrets = new MemorySecrets();
    const credentials = new Credentials(secrets);
    await credentials.store('https://a.example', '', 'made-up');
    await credentials.forget('https://a.example', '');
    expect(secrets.stored.size).toBe(0);
  });

  it('has no token where the storage cannot be read', async () => {
    const secrets = new MemorySecrets();
    secrets.isBroken = true;
    expect(await new Credentials(secrets).token('https://a.example', '')).toBeUndefined();
  });
});

describe('ConnectionMemory', () => {
  const connection = {
    method: 'token',
    origin: 'https://a.example',
    namespace: '',
    settings: { address: '', namespace: '' },
  } as const;

  it('remembers the connection and with it the origin, and forgets only the connection', async () => {
    const memory = new ConnectionMemory(new MemoryMemento());
    await memory.remember(connection);
    expect(memory.connection).toEqual(connection);
    await memory.forget();
    expect(memory.connection).toBeUndefined();
    expect(memory.isConfirmed('https://a.example')).toBe(true);
    expect(memory.isConfirmed('https://a.example:8200')).toBe(false);
  });

  it.each([
    ['text'],
    [null],
    [[connection]],
    [{ ...connection, method: 'guess' }],
    [{ ...connection, origin: 3 }],
    [{ ...connection, settings: undefined }],
    [{ ...connection, settings: { address: '' } }],
  ])('takes %j for no connection', async (stored) => {
    const state = new MemoryMemento();
    await state.update('vaultRefs.connection', stored);
    expect(new ConnectionMemory(state).connection).toBeUndefined();
  });

  it('keeps well-formed mounts only', async () => {
    const state = new MemoryMemento();
    const mounts = [{ path: 'secret', kvVersion: 2 as const }];
    await state.update('vaultRefs.mounts', [...mounts, { path: 'x', kvVersion: 3 }, 'y', null]);
    const memory = new ConnectionMemory(state);
    expect(memory.mounts).toEqual(mounts);
    await memory.rememberMounts([]);
    expect(memory.mounts).toEqual([]);
  });
});
