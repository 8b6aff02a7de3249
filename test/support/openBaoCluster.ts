import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestAuthority } from './certificates.ts';
import { createAuthority } from './certificates.ts';
import { freePortPair } from './freePort.ts';
import type { HttpAnswer } from './httpCall.ts';
import { httpCall } from './httpCall.ts';
import { projectCache } from './openBaoBinary.ts';
import type { GuardedServer } from './openBaoProcess.ts';
import { startGuarded } from './openBaoProcess.ts';
import type { TestVault } from './testVault.ts';

/** One server of a cluster. */
export interface ClusterNode {
  readonly address: string;
  /** Kills it without a farewell, as a machine that loses its power does. */
  crash(): Promise<void>;
  /** Starts it again and unseals it. */
  restart(): Promise<void>;
  /** Status of `sys/health`: 200 active, 429 standby; undefined when nothing answers. */
  health(): Promise<number | undefined>;
}

/** Real servers that share their storage by Raft, on loopback over TLS. */
export interface OpenBaoCluster {
  readonly nodes: readonly ClusterNode[];
  readonly rootToken: string;
  readonly caPem: string;
  /** Waits for the one that is active. @throws Error when there is none for half a minute. */
  active(): Promise<ClusterNode>;
  /** Waits until all are up again and one is active. @throws as {@link active}. */
  untilWhole(): Promise<void>;
  /** Waits until all serve a KV v2 mount, which standbys do some seconds later than the active one. @throws as {@link active}. */
  untilServed(mount: string): Promise<void>;
  /** As an administrator's server: whichever is active when it is asked for. */
  asVault(): Promise<TestVault>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Starts `count` servers, initialises the first, and joins and unseals the others. */
export async function startCluster(binary: string, count = 3): Promise<OpenBaoCluster> {
  await mkdir(projectCache, { recursive: true });
  const authority = createAuthority();
  const ports: number[] = [];
  while (ports.length < count) {
    const port = await freePortPair();
    if (ports.every((other) => Math.abs(other - port) > 1)) ports.push(port);
  }
  const nodes: Node[] = [];
  const cluster = { unsealKey: '', rootToken: '' };
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    for (const port of ports) {
      const others = ports.filter((other) => other !== port);
      const folder = await nodeFolder(authority, port, others);
      nodes.push(new Node({ binary, folder, port, caPem: authority.cert, cluster }));
    }
    await nodes[0]?.initialise();
    for (const node of nodes) await node.unseal();
    await untilMembers(nodes, cluster.rootToken);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    nodes,
    rootToken: cluster.rootToken,
    caPem: authority.cert,
    active: () => activeOf(nodes),
    untilWhole: () => until('all servers are up', () => areUp(nodes)),
    untilServed: (mount) =>
      until('all servers serve the mount', async () => {
        const path = `${mount}/config`;
        const asked = nodes.map((node) => node.call('GET', path, undefined, cluster.rootToken));
        return (await Promise.all(asked)).every(({ status }) => status === 200);
      }),
    asVault: async () => vaultOf(await activeOf(nodes), cluster.rootToken, authority.cert),
    stop,
  };
}

/** Files of one server, which go with it. */
async function nodeFolder(
  authority: TestAuthority,
  port: number,
  others: readonly number[],
): Promise<string> {
  const folder = await mkdtemp(join(projectCache, 'openbao-node-'));
  await mkdir(join(folder, 'raft'));
  const { cert, key } = authority.issue({ names: ['127.0.0.1'] });
  await writeFile(join(folder, 'ca.pem'), authority.cert);
  await writeFile(join(folder, 'server.crt'), cert);
  await writeFile(join(folder, 'server.key'), key, { mode: 0o600 });
  await writeFile(join(folder, 'server.hcl'), configText(folder, port, others));
  return folder;
}

/** The other servers are named in full, so that each joins whichever leads. */
function configText(folder: string, port: number, others: readonly number[]): string {
  const text = (value: string): string => JSON.stringify(value);
  const joins = others.map(
    (other) =>
      `  retry_join {\n    leader_api_addr = "https://127.0.0.1:${String(other)}"\n    leader_ca_cert_file = ${text(join(folder, 'ca.pem'))}\n  }\n`,
  );
  return `disable_mlock = true
log_level = "warn"
api_addr = "https://127.0.0.1:${String(port)}"
cluster_addr = "https://127.0.0.1:${String(port + 1)}"
storage "raft" {
  path = ${text(join(folder, 'raft'))}
  node_id = "node-${String(port)}"
  performance_multiplier = 1
${joins.join('')}}
listener "tcp" {
  address = "127.0.0.1:${String(port)}"
  cluster_address = "127.0.0.1:${String(port + 1)}"
  tls_cert_file = ${text(join(folder, 'server.crt'))}
  tls_key_file = ${text(join(folder, 'server.key'))}
}
`;
}

interface NodeParts {
  readonly binary: string;
  readonly folder: string;
  readonly port: number;
  readonly caPem: string;
  /** Known once the first server was initialised. */
  readonly cluster: { unsealKey: string; rootToken: string };
}

class Node implements ClusterNode {
  readonly address: string;
  readonly #parts: NodeParts;
  readonly #server: GuardedServer;

  constructor(parts: NodeParts) {
    const { binary, folder, port } = parts;
    this.#parts = parts;
    this.address = `https://127.0.0.1:${String(port)}`;
    const args = ['server', `-config=${join(folder, 'server.hcl')}`];
    this.#server = startGuarded({ folder, binary, args, port, rootToken: '' });
  }

  async initialise(): Promise<void> {
    const { cluster } = this.#parts;
    const body = { secret_shares: 1, secret_threshold: 1 };
    const answer = await this.#server.untilReady(() => this.#success('PUT', 'sys/init', body));
    const made = answer.json as { keys_base64: string[]; root_token: string };
    cluster.unsealKey = made.keys_base64[0] ?? '';
    cluster.rootToken = made.root_token;
  }

  /** Also where it has to join first, which it does by itself. */
  async unseal(): Promise<void> {
    const body = { key: this.#parts.cluster.unsealKey };
    await until(`${this.address} is unsealed`, async () => {
      const health = await this.health();
      if (health === 200 || health === 429) return true;
      if (health !== undefined) await this.#success('PUT', 'sys/unseal', body);
      return false;
    });
  }

  async crash(): Promise<void> {
    this.#server.crash();
    await until(`${this.address} is gone`, async () => (await this.health()) === undefined);
  }

  async restart(): Promise<void> {
    this.#server.restart();
    await this.unseal();
  }

  async health(): Promise<number | undefined> {
    return (await this.call('GET', 'sys/health').catch(() => undefined))?.status;
  }

  call(method: string, path: string, body?: unknown, token?: string): Promise<HttpAnswer> {
    return httpCall({
      method,
      origin: this.address,
      path: `/v1/${path}`,
      body,
      caPem: this.#parts.caPem,
      timeoutMs: 5_000,
      ...(token !== undefined && { headers: { 'x-vault-token': token } }),
    });
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  async #success(method: string, path: string, body: unknown): Promise<HttpAnswer | undefined> {
    const answer = await this.call(method, path, body).catch(() => undefined);
    return answer !== undefined && answer.status < 300 ? answer : undefined;
  }
}

async function activeOf(nodes: readonly Node[]): Promise<Node> {
  let active: Node | undefined;
  await until('a server is active', async () => {
    const states = await Promise.all(nodes.map((node) => node.health()));
    active = nodes[states.indexOf(200)];
    return active !== undefined;
  });
  return active as Node;
}

async function areUp(nodes: readonly Node[]): Promise<boolean> {
  const states = await Promise.all(nodes.map((node) => node.health()));
  return states.includes(200) && states.every((state) => state === 200 || state === 429);
}

/** A server that has just joined does not count for a majority yet. */
async function untilMembers(nodes: readonly Node[], token: string): Promise<void> {
  const active = await activeOf(nodes);
  const api = 'sys/storage/raft/autopilot';
  await active.call('POST', `${api}/configuration`, { server_stabilization_time: '1s' }, token);
  await until('the loss of a server could be borne', async () => {
    const answer = await active.call('GET', `${api}/state`, undefined, token);
    const { data } = answer.json as { data?: { failure_tolerance: number } };
    return (data?.failure_tolerance ?? 0) >= Math.floor((nodes.length - 1) / 2);
  });
}

function vaultOf({ address }: ClusterNode, rootToken: string, caPem: string): TestVault {
  const none = (): Promise<never> => Promise.reject(new Error('a cluster has no one audit log'));
  const handle = { kind: 'openbao' as const, label: 'OpenBao cluster', address, rootToken, caPem };
  return { ...handle, requests: none, clearRequests: none, stop: none };
}

/** @throws Error when it is not so in a minute. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if (await isSo().catch(() => false)) return;
    await delay(50);
  }
  throw new Error(`not in ${String(PATIENCE_MS / 1000)} s: ${what}`);
}
