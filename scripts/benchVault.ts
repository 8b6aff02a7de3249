/** What checking costs: 1,000 references over 200 paths at some latencies, a cached answer, and memory. Prints figures. */
import { homedir } from 'node:os';
import type { VaultConnection } from '../server/src/vault/connection.ts';
import { createVaultConnection } from '../server/src/vault/connection.ts';
import { startFaultProxy } from '../test/support/faultProxy.ts';
import { startEmbedded, TestAdmin } from '../test/support/vaultServers.ts';

const REFERENCES = 1_000;
const PATHS = 200;
const MANY = 10_000;

const vault = await startEmbedded();
const proxy = await startFaultProxy(vault);
const admin = new TestAdmin(vault);
const mount = await admin.createMount();
for (let index = 0; index < PATHS; index++)
  await admin.putSecret(mount, `app/s${String(index)}`, { key: 'made-up' });

async function connect(): Promise<VaultConnection> {
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: 'bench',
    // The rate limit is a setting, and not what is measured.
    patience: { rate: { limit: 100_000, burst: 100_000 } },
  });
  const result = await connection.signIn({ method: 'token', address: proxy.address, token: vault.rootToken });
  if (!result.ok) throw new Error(result.message);
  return connection;
}

const path = (index: number) => ({ mount, path: `app/s${String(index % PATHS)}` });
const signal = new AbortController().signal;

async function check(latency: number): Promise<string> {
  const connection = await connect();
  const end = latency > 0 ? proxy.add({ kind: 'delay', ms: latency }) : () => undefined;
  const before = proxy.requests().length;
  const started = performance.now();
  let first = 0;
  const all = Array.from({ length: REFERENCES }, async (_, index) => {
    await connection.store.describe(path(index), signal);
    if (first === 0) first = performance.now() - started;
  });
  await Promise.all(all);
  const last = performance.now() - started;
  end();
  connection.signOut();
  const sent = proxy.requests().length - before;
  return `${String(latency).padStart(4)} ms  ${String(sent).padStart(8)}  ${first.toFixed(0).padStart(8)} ms  ${last.toFixed(0).padStart(8)} ms`;
}

async function cachedP95(): Promise<number> {
  const connection = await connect();
  for (let index = 0; index < PATHS; index++) await connection.store.describe(path(index), signal);
  const times: number[] = [];
  for (let index = 0; index < REFERENCES; index++) {
    const started = performance.now();
    await connection.store.describe(path(index), signal);
    times.push(performance.now() - started);
  }
  connection.signOut();
  return times.sort((left, right) => left - right)[Math.floor(times.length * 0.95)] ?? 0;
}

async function memory(): Promise<string> {
  const connection = await connect();
  const before = process.memoryUsage().rss;
  for (let start = 0; start < MANY; start += 100) {
    const some = Array.from({ length: 100 }, (_, index) => ({
      mount,
      path: `gone/s${String(start + index)}`,
    }));
    await Promise.all(some.map((one) => connection.store.describe(one, signal)));
  }
  const gained = (process.memoryUsage().rss - before) / 1024 ** 2;
  connection.signOut();
  return `${gained.toFixed(0)} MB, server of the test included`;
}

console.log(`${String(REFERENCES)} references over ${String(PATHS)} paths`);
console.log('latency  requests        first         last');
for (const latency of [0, 20, 100]) console.log(await check(latency));
console.log(`cached answer, p95: ${(await cachedP95()).toFixed(2)} ms`);
console.log(`memory after ${String(MANY)} paths: +${await memory()}`);
await proxy.close();
await vault.stop();
