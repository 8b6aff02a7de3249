import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePortPair } from './freePort.ts';
import type { HttpAnswer } from './httpCall.ts';
import { httpCall } from './httpCall.ts';
import { projectCache } from './openBaoBinary.ts';
import type { GuardedServer } from './openBaoProcess.ts';
import { startGuarded } from './openBaoProcess.ts';

export interface ClusterNode {
  readonly address: string;
  /** Ends the process at once, without a farewell to the others. */
  kill(): Promise<void>;
}

/** Real servers that are one, by their own storage: they outlive the loss of fewer than half of them. */
export interface RaftCluster {
  readonly nodes: readonly ClusterNode[];
  readonly rootToken: string;
  /** The one that is active now. @throws Error when there is none in 30 s. */
  active(): Promise<ClusterNode>;
  stop(): Promise<void>;
}

interface RunningNode extends ClusterNode {
  readonly server: GuardedServer;
}

/** Starts a cluster of so many servers, all of them unsealed. @throws Error when it does not become ready. */
export async function startRaftCluster(binary: string, count: number): Promise<RaftCluster> {
  const nodes: RunningNode[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map(({ server }) => server.stop()));
  };
  try {
    for (let index = 0; index < count; index++) nodes.push(await startNode(binary, index));
    const [first] = nodes;
    if (!first) throw new Error('a cluster has a server');
    const shares = { secret_shares: 1, secret_threshold: 1 };
    const { keys_base64: keys, root_token: rootToken } = (await call(first, 'PUT', 'sys/init', shares))
      .json as {
      keys_base64: readonly [string];
      root_token: string;
    };
    for (const node of nodes) {
      if (node !== first)
        await call(node, 'POST', 'sys/storage/raft/join', { leader_api_addr: first.address });
      await unseal(node, keys[0]);
      // It can be joined only once it is active.
      if (node === first) await activeOf([first]);
    }
    await untilVoting(first, rootToken, count);
    return { nodes, rootToken, active: () => activeOf(nodes), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startNode(binary: string, index: number): Promise<RunningNode> {
  await mkdir(projectCache, { recursive: true });
  const folder = await mkdtemp(join(projectCache, 'openbao-raft-'));
  await mkdir(join(folder, 'data'));
  const port = await freePortPair();
  const address = `http://127.0.0.1:${String(port)}`;
  const pidFile = join(folder, 'pid');
  const config = {
    storage: {
      raft: { path: join(folder, 'data'), node_id: `node-${String(index)}`, performance_multiplier: 1 },
    },
    listener: {
      tcp: {
        address: `127.0.0.1:${String(port)}`,
        cluster_address: `127.0.0.1:${String(port + 1)}`,
        tls_disable: true,
      },
    },
    api_addr: address,
    cluster_addr: `https://127.0.0.1:${String(port + 1)}`,
    pid_file: pidFile,
  };
  const file = join(folder, 'server.json');
  await writeFile(file, JSON.stringify(config));
  const args = ['server', `-config=${file}`];
  const server = startGuarded({ folder, binary, args, port, rootToken: 'unused' });
  await server.untilReady(() => answers(address));
  return {
    address,
    server,
    kill: async () => {
      process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
      while (await answers(address)) await delay(20);
    },
  };
}

async function answers(address: string): Promise<true | undefined> {
  const request = { method: 'GET', origin: address, path: '/v1/sys/seal-status', timeoutMs: 2_000 };
  const answer = await httpCall(request).catch(() => undefined);
  return answer && answer.status < 500 ? true : undefined;
}

/** One that has joined takes the key only once it has heard of the others. */
async function unseal(node: ClusterNode, key: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    await httpCall({ method: 'PUT', origin: node.address, path: '/v1/sys/unseal', body: { key } });
    const health = await httpCall({ method: 'GET', origin: node.address, path: '/v1/sys/health' });
    if (health.status === 200 || health.status === 429) return;
    await delay(200);
  }
  throw new Error(`${node.address} stays sealed`);
}

/** Who has just joined has no vote for a while, and without a majority of votes nobody becomes active. */
async function untilVoting(node: ClusterNode, token: string, count: number): Promise<void> {
  const headers = { 'x-vault-token': token };
  const path = '/v1/sys/storage/raft/';
  const quick = { server_stabilization_time: '1s' };
  const autopilot = `${path}autopilot/configuration`;
  await httpCall({ method: 'POST', origin: node.address, path: autopilot, headers, body: quick });
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const { json } = await httpCall({
      method: 'GET',
      origin: node.address,
      path: `${path}configuration`,
      headers,
    });
    const { data } = json as { data: { config: { servers: readonly { voter: boolean }[] } } };
    if (data.config.servers.filter(({ voter }) => voter).length === count) return;
    await delay(200);
  }
  throw new Error('not all servers have a vote');
}

async function activeOf(nodes: readonly ClusterNode[]): Promise<ClusterNode> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    for (const node of nodes) {
      const request = { method: 'GET', origin: node.address, path: '/v1/sys/health', timeoutMs: 2_000 };
      if ((await httpCall(request).catch(() => undefined))?.status === 200) return node;
    }
    await delay(100);
  }
  throw new Error('no server is active');
}

async function call(node: ClusterNode, method: string, path: string, body: object): Promise<HttpAnswer> {
  const answer = await httpCall({
    method,
    origin: node.address,
    path: `/v1/${path}`,
    body,
    timeoutMs: 30_000,
  });
  if (answer.status < 300) return answer;
  throw new Error(`${method} ${path} answered ${String(answer.status)}: ${answer.text}`);
}
