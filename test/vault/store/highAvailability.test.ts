import { homedir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { StoreError } from '../../../server/src/languageService/storeError.ts';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary } from '../../support/canary.ts';
import type { RaftCluster } from '../../support/raftCluster.ts';
import { startRaftCluster } from '../../support/raftCluster.ts';
import { ensureOpenBao, externalVault, TestAdmin } from '../../support/vaultServers.ts';

const found =
  externalVault() === undefined ? await ensureOpenBao() : { unavailable: 'another server is tested' };
if ('unavailable' in found) console.log(`high availability: skipped, ${found.unavailable}.`);

const signal = (): AbortSignal => AbortSignal.timeout(60_000);
const PATHS = 60;

test.skipIf('unavailable' in found)(
  'the active server is killed during checks and writes: all recovers, and nothing is lost or written twice',
  async () => {
    if (!('binary' in found)) return;
    const cluster = await startRaftCluster(found.binary, 3);
    try {
      await survive(cluster);
    } finally {
      await cluster.stop();
    }
  },
  180_000,
);

async function survive(cluster: RaftCluster): Promise<void> {
  const active = await cluster.active();
  const standby = cluster.nodes.find((node) => node !== active);
  if (!standby) throw new Error('there is a standby');
  const { rootToken } = cluster;
  const handle = { kind: 'openbao', label: 'cluster', address: standby.address, rootToken } as const;
  const none = (): Promise<never> => Promise.reject(new Error('no audit log'));
  const admin = new TestAdmin({
    ...handle,
    requests: none,
    clearRequests: none,
    stop: () => Promise.resolve(),
  });
  const mount = await admin.createMount();
  await admin.putSecret(mount, 'known', { password: 'made-up' });
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: '0.0.0-test',
    patience: { rate: { limit: 10_000, burst: 10_000 }, totalTimeoutMs: 5_000 },
  });
  const signedIn = await connection.signIn({ method: 'token', address: standby.address, token: rootToken });
  expect(signedIn).toMatchObject({ ok: true });

  // A standby serves reads and may be behind for a moment: what was written just now may not be there yet.
  await untilSeen(connection, mount);
  const { secret: value } = createCanary();
  const writes = writeAll(connection, mount, value);
  const checks = checkUntil(connection, mount, writes);
  await delay(150);
  await active.kill();
  const results = await writes;
  const seen = await checks;
  await cluster.active();

  // A check never says that something is gone that is there.
  expect(seen.has('no-such-path')).toBe(false);
  expect(seen.has('no-such-mount')).toBe(false);
  await untilSeen(connection, mount);
  for (const [path, outcome] of results) {
    const secret = await connection.vault.readCurrent({ mount, path }, signal());
    if (outcome === 'written')
      expect(secret, path).toMatchObject({ kind: 'present', version: 1, data: { k: value } });
    else if (secret.kind === 'present') expect(secret).toMatchObject({ version: 1, data: { k: value } });
  }
  const counted = [...results.values()];
  console.log(
    `high availability: ${String(counted.filter((one) => one === 'written').length)} of ${String(PATHS)} writes told as done, ` +
      `others ${[...new Set(counted.filter((one) => one !== 'written'))].join(', ') || 'none'}; checks said ${[...seen].join(', ')}`,
  );
  connection.signOut();
}

async function untilSeen({ store }: VaultConnection, mount: string): Promise<void> {
  const describeAnew = async (): Promise<string> => {
    store.expire();
    return (await store.describe({ mount, path: 'known' }, signal())).kind;
  };
  await expect.poll(describeAnew, { timeout: 60_000, interval: 250 }).toBe('exists');
}

/** Writes many secrets, one after the other, and tells of each whether it was written or why not. */
async function writeAll(
  { vault }: VaultConnection,
  mount: string,
  value: string,
): Promise<ReadonlyMap<string, string>> {
  const results = new Map<string, string>();
  for (let index = 0; index < PATHS; index++) {
    const secret = { mount, path: `new/${String(index)}` };
    try {
      const base = await vault.readCurrent(secret, signal());
      const receipt = await vault.writeKeys({ secret, values: new Map([['k', value]]), base }, signal());
      expect(receipt.version).toBe(1);
      results.set(secret.path, 'written');
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      results.set(secret.path, error.kind);
    }
    await delay(20);
  }
  return results;
}

async function checkUntil(
  { store }: VaultConnection,
  mount: string,
  end: Promise<unknown>,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const state = { isEnded: false };
  void end.finally(() => (state.isEnded = true)).catch(() => undefined);
  while (!state.isEnded) {
    store.expire();
    seen.add((await store.describe({ mount, path: 'known' }, signal())).kind);
    await delay(50);
  }
  return seen;
}
