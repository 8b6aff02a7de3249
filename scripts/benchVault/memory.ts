import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { VaultConnection } from '../../server/src/vault/connection.ts';

export const MANY = 10_000;
const AT_ONCE = 100;

/**
 * Megabytes that the answers for many paths keep. The server is in the same process and has to forget what it was asked.
 */
export async function measureMemory(
  { store }: VaultConnection,
  mount: string,
  forget: () => Promise<void>,
): Promise<number> {
  const before = await heap(forget);
  for (let start = 0; start < MANY; start += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, index) => `gone/${String(start)}/s${String(index)}`);
    await Promise.all(some.map((path) => store.describe({ mount, path }, AbortSignal.timeout(120_000))));
    await forget();
  }
  const gained = (await heap(forget)) - before;
  // So that what is measured is still there.
  if (store.peek({ mount, path: 'gone/0/s0' }) === undefined) throw new Error('the answers are not kept');
  return gained / 1e6;
}

async function heap(forget: () => Promise<void>): Promise<number> {
  await forget();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
  return process.memoryUsage().heapUsed;
}
