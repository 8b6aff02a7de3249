import type { SecretStorage } from 'vscode';
import type { RunParams, StoreRunKeyParams } from '../../../server/src/protocol.ts';
import { isRecord, isText } from '../shape.ts';

/** Names of runs and their keys, as the server makes them. */
const runPattern = /^[0-9a-f]{16}$/;
const keyPattern = /^[0-9a-f]{32,256}$/i;

/** Keys of migrations in the editor's secret storage, apart from the journals. Answers tell a failure, and never why. */
export class RunKeys {
  readonly #storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>;

  constructor(storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>) {
    this.#storage = storage;
  }

  /** True when the key is kept, as reading it again has shown. */
  async store(params: StoreRunKeyParams): Promise<boolean> {
    const name = storageKey(params);
    const { key } = params;
    if (name === undefined || !isText(key) || !keyPattern.test(key)) return false;
    try {
      await this.#storage.store(name, key);
      return (await this.#storage.get(name)) === key;
    } catch {
      return false;
    }
  }

  /** Null when there is none, or none that could be one. */
  async load(params: RunParams): Promise<string | null> {
    const name = storageKey(params);
    if (name === undefined) return null;
    try {
      const key = await this.#storage.get(name);
      return key !== undefined && keyPattern.test(key) ? key : null;
    } catch {
      return null;
    }
  }

  /** True when there is none any more. */
  async delete(params: RunParams): Promise<boolean> {
    const name = storageKey(params);
    if (name === undefined) return false;
    try {
      await this.#storage.delete(name);
      return true;
    } catch {
      return false;
    }
  }
}

/** Whether a text can be the name of a run. */
export function isRunId(value: unknown): value is string {
  return isText(value) && runPattern.test(value);
}

/** Undefined for what is no name of a run: nothing but keys of runs is to be reached. */
function storageKey(params: unknown): string | undefined {
  if (!isRecord(params)) return undefined;
  const { run } = params;
  return isRunId(run) ? `vaultRefs.runKey:${run}` : undefined;
}
