import { type FaultProxy } from '../../test/support/faultProxy.ts';
import { connect, pathOf, rates, REFERENCES } from './references.ts';

export interface CheckBench {
  readonly proxy: FaultProxy;
  readonly rootToken: string;
  readonly mount: string;
  /** Milliseconds that each answer takes longer. */
  readonly latency: number;
  /** One of {@link rates}. */
  readonly rate: string;
}

export const CHECK_HEADS = ['added latency ms', 'rate', 'requests', 'first ms', 'last ms'];

/** Checks all references at once on a new connection; signing in is not counted. A row of the table. */
export async function measureChecks({
  proxy,
  rootToken,
  mount,
  latency,
  rate,
}: CheckBench): Promise<string[]> {
  const limit = rates[rate];
  if (limit === undefined) throw new Error(`no such rate: ${rate}`);
  const connection = await connect({ address: proxy.address, rootToken }, limit);
  const end = latency > 0 ? proxy.add({ kind: 'delay', ms: latency }) : () => undefined;
  const before = proxy.requests().length;
  const started = performance.now();
  const times = await Promise.all(
    Array.from({ length: REFERENCES }, async (_, index) => {
      const { kind } = await connection.store.describe(pathOf(mount, index), AbortSignal.timeout(120_000));
      if (kind !== 'exists') throw new Error(`a path that is there was told as ${kind}`);
      return performance.now() - started;
    }),
  );
  end();
  connection.signOut();
  const sent = proxy.requests().length - before;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return [String(latency), rate, String(sent), first.toFixed(0), last.toFixed(0)];
}
