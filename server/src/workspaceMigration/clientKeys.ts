import type { Connection } from 'vscode-languageserver';
import { abortable } from '../abortable.ts';
import type { RunKeys } from '../migrationStore/keys/runKeys.ts';
import { requests } from '../requests.ts';

/** So long a client may take, in milliseconds: its keychain may ask the person for a password. */
const patienceMs = 120_000;

/** 256 bits in hexadecimal. */
const keyPattern = /^[0-9a-f]{64}$/i;

/** The keys of runs as the client keeps them, apart from the journals. */
export function clientKeys(connection: Connection): RunKeys {
  const patiently = <T>(answer: Promise<T>): Promise<T> => abortable(answer, AbortSignal.timeout(patienceMs));
  return {
    async store(run, key) {
      const isKept: unknown = await patiently(
        connection.sendRequest(requests.storeRunKey, { run, key: hexOf(key) }),
      );
      if (isKept !== true) throw new Error('The key is not kept.');
    },
    async load(run) {
      const key: unknown = await patiently(connection.sendRequest(requests.loadRunKey, { run }));
      return typeof key === 'string' && keyPattern.test(key) ? bytesOf(key) : undefined;
    },
    async remove(run) {
      const isGone: unknown = await patiently(connection.sendRequest(requests.deleteRunKey, { run }));
      if (isGone !== true) throw new Error('The key is still there.');
    },
  };
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
