import type {
  CurrentSecret,
  PathHistory,
  PresentSecret,
} from '../../server/src/languageService/migration/secretVault.ts';
import type { SecretPath } from '../../server/src/languageService/secretStore.ts';
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
    typed(vault.writeKeys({ secret: newPath(mount), values: new Map([['k', value]]), base: absent }, signal)),
  'writeKeys, key added': ({ vault }, world, signal) =>
    typed(
      vault.writeKeys({ secret: world, values: new Map([['k', world.value]]), base: present(world) }, signal),
    ),
  removeKeys: ({ vault }, world, signal) =>
    typed(vault.removeKeys({ secret: world, keys: ['password'], base: present(world) }, signal)),
  deleteVersion: ({ vault }, { mount }, signal) => typed(vault.deleteVersion(newPath(mount), 1, signal)),
  history: async ({ vault }, world, signal) => {
    const outcome = await typed(vault.history(world, signal));
    return outcome.kind === 'ok' ? { ...outcome, kind: (outcome.told as PathHistory).kind } : outcome;
  },
  rights: async ({ vault }, world, signal) => {
    const outcome = await typed(vault.rights([world], signal));
    return outcome.kind === 'ok' && !(outcome.told as unknown[])[0]
      ? { ...outcome, kind: 'unknown' }
      : outcome;
  },
  annotate: async ({ vault }, { mount }, signal) => {
    const told = await vault.annotate(newPath(mount), new Map([['by', 'test']]), signal);
    return { kind: told ? 'ok' : 'not-annotated', told };
  },
  identity: async (connection, _, signal) => {
    const told = await connection.identity(signal);
    return { kind: told ? 'ok' : 'unknown', told };
  },
  revoke: async (connection) => {
    const told = await connection.signOutAndRevoke();
    return { kind: told ? 'ok' : 'not-revoked', told };
  },
};

const absent: CurrentSecret = { kind: 'absent', kvVersion: 2, cas: 0 };

function newPath(mount: string): SecretPath {
  return { mount, path: `new/${Math.random().toString(36).slice(2)}` };
}

/** A state of the world's secret that a fault keeps from being seen again, whatever its time says. */
function present({ value }: OperationWorld): PresentSecret {
  const facts = { kvVersion: 2, version: 1, createdTime: '2026-01-01T00:00:00Z', deletionTime: '' } as const;
  return { kind: 'present', ...facts, data: { password: value } };
}

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
