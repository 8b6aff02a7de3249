import type { VaultConnection } from '../../server/src/vault/connection.ts';
import { StoreError } from '../../server/src/languageService/storeError.ts';

/** A secret that is there, and a value nobody may see outside. */
export interface OperationWorld {
  readonly mount: string;
  readonly path: string;
  readonly value: string;
}

/** One thing that the product asks of Vault. Answers with the kind of the outcome, and what it was. */
export type Operation = (
  connection: VaultConnection,
  world: OperationWorld,
  signal: AbortSignal,
) => Promise<Outcome>;

export interface Outcome {
  readonly kind: string;
  /** All that came out, for a look for leaks. */
  readonly told: unknown;
}

/** Every operation of the ports to Vault, by name. Each is run on a connection that is signed in. */
export const operations: Readonly<Record<string, Operation>> = {
  describe: ({ store }, world, signal) => answered(store.describe(world, signal)),
  list: ({ store }, { mount }, signal) => answered(store.list(mount, '', signal)),
  listMounts: async ({ store }, _, signal) => {
    const told = await store.listMounts(signal);
    return { kind: 'kind' in told ? told.kind : 'ok', told };
  },
  mountInfo: ({ vault }, { mount }, signal) => typed(vault.mountInfo(mount, signal)),
  readCurrent: ({ vault }, world, signal) => typed(vault.readCurrent(world, signal), 'read'),
  readVersion: ({ vault }, world, signal) => typed(vault.readVersion(world, 1, signal), 'read'),
  writeKeys: ({ vault }, { mount, value }, signal) =>
    typed(
      vault.writeKeys(
        {
          secret: { mount, path: `new/${Math.random().toString(36).slice(2)}` },
          values: new Map([['k', value]]),
          base: { kind: 'absent', kvVersion: 2, cas: 0 },
        },
        signal,
      ),
    ),
  identity: async (connection, _, signal) => {
    const told = await connection.identity(signal);
    return { kind: told ? 'ok' : 'unknown', told };
  },
  revoke: async (connection) => {
    const told = await connection.signOutAndRevoke();
    return { kind: told ? 'ok' : 'not-revoked', told };
  },
};

async function answered<T extends { readonly kind: string }>(call: Promise<T>): Promise<Outcome> {
  const told = await call;
  return { kind: told.kind, told };
}

/** Only a StoreError may come out of a failure. `secret`: the answer itself may hold a value and is not looked at. */
async function typed(call: Promise<unknown>, secret?: 'read'): Promise<Outcome> {
  try {
    const told = await call;
    return { kind: 'ok', told: secret === undefined ? told : undefined };
  } catch (error) {
    if (error instanceof StoreError) return { kind: error.kind, told: error };
    throw error;
  }
}
