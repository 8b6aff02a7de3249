import { homedir } from 'node:os';
import { expect } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';

/** A connection of the product, signed in with a token. */
export async function connect(address: string, token: string): Promise<VaultConnection> {
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: '0.0.0-test',
  });
  expect(await connection.signIn({ method: 'token', address, token })).toMatchObject({ ok: true });
  return connection;
}
