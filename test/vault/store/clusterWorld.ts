import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { ConnectionOptions, SignInParams } from '../../../server/src/protocol.ts';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import type { FaultProxy, Upstream } from '../../support/faultProxy.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import type { ClusterNode, OpenBaoCluster } from '../../support/openBaoCluster.ts';
import { startCluster } from '../../support/openBaoCluster.ts';
import { ensureOpenBao, externalVault, TestAdmin } from '../../support/vaultServers.ts';

/** Three real servers that share their storage, and ways to them. */
export interface ClusterWorld {
  readonly cluster: OpenBaoCluster;
  /** A KV v2 mount that all servers serve. */
  readonly mount: string;
  /** The administrator of whichever server is active. */
  readonly admin: () => Promise<TestAdmin>;
  /** A balancer that gives each request to the next server that is not known to be down. */
  readonly balancer: () => Promise<FaultProxy>;
  /** A way to one server. */
  readonly wayTo: (upstream: Upstream) => Promise<FaultProxy>;
  readonly connection: () => VaultConnection;
  /** A connection that has to be signed in with the root token. */
  readonly signedIn: (address: string, options?: ConnectionOptions) => Promise<VaultConnection>;
  /** Kills a server; it is not given requests until {@link revive}. */
  readonly kill: (node: ClusterNode) => Promise<void>;
  /** Starts what was killed, and waits until all are up. */
  readonly revive: () => Promise<void>;
}

/** Registers a suite against a cluster; where the real server cannot be had, a line says so. */
export async function describeCluster(
  title: string,
  body: (world: () => ClusterWorld) => void,
): Promise<void> {
  const found = externalVault() === undefined ? await ensureOpenBao() : { unavailable: 'not wanted' };
  if ('unavailable' in found) console.log(`${title}: skipped, ${found.unavailable}.`);
  describe.skipIf('unavailable' in found)(title, () => {
    let cluster: OpenBaoCluster | undefined;
    let world: ClusterWorld | undefined;
    const ends: (() => unknown)[] = [];
    beforeAll(async () => {
      if (!('binary' in found)) return;
      cluster = await startCluster(found.binary);
      world = await createWorld(cluster, ends);
    }, 240_000);
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
    });
    afterAll(() => cluster?.stop());
    body(() => {
      if (world === undefined) throw new Error('the cluster is up only while tests run');
      return world;
    });
  });
}

async function createWorld(cluster: OpenBaoCluster, ends: (() => unknown)[]): Promise<ClusterWorld> {
  const admin = async (): Promise<TestAdmin> => new TestAdmin(await cluster.asVault());
  const mount = await (await admin()).createMount('kv');
  const down = new Set<ClusterNode>();
  await cluster.untilServed(mount);
  const wayTo = async (upstream: Upstream): Promise<FaultProxy> => {
    const proxy = await startFaultProxy(upstream);
    ends.push(() => proxy.close());
    return proxy;
  };
  const connection = (): VaultConnection => {
    const opened = createVaultConnection({
      environment: {},
      homeDirectory: '/nowhere',
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
      patience: { rate: { limit: 1_000, burst: 1_000 } },
    });
    ends.push(() => opened.signOut());
    return opened;
  };
  return {
    cluster,
    mount,
    admin,
    wayTo,
    connection,
    balancer: () => {
      let turn = 0;
      const next = (): string => {
        const up = cluster.nodes.filter((node) => !down.has(node));
        turn += 1;
        return up[turn % up.length]?.address ?? '';
      };
      return wayTo({
        caPem: cluster.caPem,
        get address() {
          return next();
        },
      });
    },
    signedIn: async (address, options = {}) => {
      const opened = connection();
      const params: SignInParams = { method: 'token', address, token: cluster.rootToken, ...options };
      expect(await opened.signIn(params)).toMatchObject({ ok: true });
      return opened;
    },
    kill: async (node) => {
      down.add(node);
      await node.crash();
    },
    revive: async () => {
      for (const node of down) {
        await node.restart();
        down.delete(node);
      }
      await cluster.untilWhole();
    },
  };
}
