import { homedir } from 'node:os';
import { expect } from 'vitest';
import type { VaultConnection, VaultConnectionOptions } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';

/** A connection of the product, signed in with a token. */
export function connect(address: string, token: string): Promise<VaultConnection> {
  return connectWith({}, address, token);
}

/** One that asks as fast as it can, for tests of what is asked by the thousand. */
export function connectWithoutPace(address: string, token: string): Promise<VaultConnection> {
  const rate = { limit: 100_000, burst: 100_000 };
  const patience = { rate, retryDelayMs: [5, 10], maxRetries: 2, totalTimeoutMs: 15_000 } as const;
  return connectWith({ patience }, address, token);
}

async function connectWith(
  options: Partial<VaultConnectionOptions>,
  address: string,
  token: string,
): Promise<VaultConnection> {
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: '0.0.0-test',
    ...options,
  });
  expect(await connection.signIn({ method: 'token', address, token })).toMatchObject({ ok: true });
  return connection;
}
