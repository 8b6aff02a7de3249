import { parseArgs } from 'node:util';
import { startFaultProxy } from '../test/support/faultProxy.ts';
import { startEmbedded, TestAdmin } from '../test/support/vaultServers.ts';
import { table } from './bench/table.ts';
import { CHECK_HEADS, measureChecks } from './benchVault/checks.ts';
import { measureHovers } from './benchVault/hovers.ts';
import { MANY, measureMemory } from './benchVault/memory.ts';
import { connect, PATHS, pathOf, rates, REFERENCES } from './benchVault/references.ts';

/**
 * Measures what checking references costs, against the embedded server behind a proxy that adds latency. A benchmark is
 * no test: exit code 1 only when an answer is wrong.
 */
const USAGE = `usage: npm run bench:vault [-- --latency MS]...
  --latency MS  milliseconds that each answer takes longer; 0, 20 and 100 if not given`;

/** Milliseconds of a hover whose answer is known, 95 of 100 times. */
const HOVER_TARGET_MS = 5;

function latencies(): readonly number[] {
  try {
    const { values } = parseArgs({ options: { latency: { type: 'string', multiple: true } } });
    const all = (values.latency ?? ['0', '20', '100']).map(Number);
    if (!all.every((one) => Number.isFinite(one) && one >= 0)) throw new Error('a latency is no number');
    return all;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    process.exit(2);
  }
}

const asked = latencies();
const vault = await startEmbedded();
const { rootToken } = vault;
const proxy = await startFaultProxy(vault);
const admin = new TestAdmin(vault);
const mount = await admin.createMount();
for (let index = 0; index < PATHS; index += 1)
  await admin.putSecret(mount, pathOf(mount, index).path, { key: 'made-up' });

console.log(`${String(REFERENCES)} references over ${String(PATHS)} paths, all asked for at once`);
const rows: string[][] = [];
for (const rate of Object.keys(rates))
  for (const latency of asked) rows.push(await measureChecks({ proxy, rootToken, mount, latency, rate }));
console.log(table([CHECK_HEADS, ...rows]));

const connection = await connect(vault, { limit: 100_000, burst: 100_000 });
const hover = await measureHovers(connection, mount);
const verdict = hover.p95 <= HOVER_TARGET_MS ? 'ok' : 'over';
const hoverRow = [hover.p50.toFixed(2), `${hover.p95.toFixed(2)} (${verdict}, ${String(HOVER_TARGET_MS)})`];
console.log(
  `\n${table([
    ['hover of a known answer, p50 ms', 'p95', 'max'],
    [...hoverRow, hover.max.toFixed(2)],
  ])}`,
);
const memory = await measureMemory(connection, mount, () => vault.clearRequests());
console.log(
  `\n${table([
    ['paths', 'MB kept'],
    [String(MANY), memory.toFixed(1)],
  ])}`,
);

connection.signOut();
await proxy.close();
await vault.stop();
