import { createVaultConnection, type VaultConnection } from '../../server/src/vault/connection.ts';
import { defaultPatience } from '../../server/src/vault/pace/patientSender.ts';
import type { Rate } from '../../server/src/vault/pace/rateLimiter.ts';

/** What is referred to: more references than paths, as in a repository's values files. */
export const REFERENCES = 1_000;
export const PATHS = 200;

/** Rates that are measured: as fast as the settings allow, and as they are by default. */
export const rates: Readonly<Record<string, Rate>> = {
  'no limit': { limit: 100_000, burst: 100_000 },
  'default limit': defaultPatience.rate,
};

export interface Server {
  readonly address: string;
  readonly rootToken: string;
}

/** Path of the reference with this number. */
export function pathOf(mount: string, reference: number): { mount: string; path: string } {
  return { mount, path: `app/s${String(reference % PATHS)}` };
}

/** A connection of the product. @throws Error when it cannot sign in. */
export async function connect({ address, rootToken }: Server, rate: Rate): Promise<VaultConnection> {
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: '/nowhere',
    now: () => Date.now(),
    userAgentVersion: 'bench',
    patience: { rate },
  });
  const result = await connection.signIn({ method: 'token', address, token: rootToken });
  if (!result.ok) throw new Error(result.message);
  return connection;
}
