import { randomBytes } from 'node:crypto';
import { FaultTable } from '../faultTable.ts';
import { listenLoopback } from '../loopbackHttp.ts';
import type { AuditedRequest, TestVault } from '../testVault.ts';
import type { EmbeddedFault } from './faults.ts';
import { handleHttp } from './httpHandler.ts';
import { InertBackend } from './inertBackend.ts';
import { ServerClock } from './serverClock.ts';
import { SysBackend } from './sys/sysBackend.ts';
import { embeddedVersion } from './sys/serverStatus.ts';
import { newMount } from './sys/sysMounts.ts';
import { TokenBackend } from './tokenBackend.ts';
import { VaultState } from './vaultState.ts';

export type { EmbeddedFault } from './faults.ts';

export interface EmbeddedOptions {
  /** Milliseconds since the epoch; decides expiry, deletion times and stamps. */
  readonly now?: () => number;
  /** As Vault's community edition: serve the root namespace whatever the header says. */
  readonly ignoreNamespaces?: boolean;
  /** Called with each request before it is carried out, which waits for it: a place for another's write. */
  readonly beforeRequest?: (request: AuditedRequest) => void | Promise<void>;
}

export interface EmbeddedVault extends TestVault {
  readonly kind: 'embedded';
  readonly unsealKey: string;
  /** Puts a fault in force; the returned function takes it out. */
  addFault(fault: EmbeddedFault): () => void;
}

/**
 * Starts a server of the API subset that the product uses, in this process and in memory, on a free loopback port:
 * KV v2 at `secret/`, a random root token. It gives the same answers as the real one; test/vault/api shows it.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedVault> {
  const rootToken = `root-${randomBytes(12).toString('hex')}`;
  const state = newState(rootToken, options.now);
  const faults = new FaultTable<EmbeddedFault>();
  const requests: AuditedRequest[] = [];
  const host = await listenLoopback(handleHttp({ state, faults, requests, options }));
  return {
    kind: 'embedded',
    label: `embedded server ${embeddedVersion}`,
    address: host.address,
    rootToken,
    unsealKey: state.unsealKey,
    requests: () => Promise.resolve([...requests]),
    clearRequests: () => Promise.resolve(requests.splice(0)).then(() => undefined),
    addFault: (fault) => faults.add(fault, fault),
    stop: () => host.close(),
  };
}

function newState(rootToken: string, now: (() => number) | undefined): VaultState {
  const clock = new ServerClock(now);
  const state = new VaultState(clock, randomBytes(32).toString('base64'));
  state.tokens.create({ id: rootToken, policies: ['root'], renewable: false, orphan: true, ttl: 0 });
  const fixed = { description: '', options: null };
  state.mounts.add({ ...fixed, path: 'sys/', type: 'system', backend: new SysBackend(state) });
  state.mounts.add({ ...fixed, path: 'auth/token/', type: 'token', backend: new TokenBackend(state) });
  state.mounts.add({ ...fixed, path: 'cubbyhole/', type: 'cubbyhole', backend: new InertBackend() });
  state.mounts.add({ ...fixed, path: 'identity/', type: 'identity', backend: new InertBackend() });
  state.mounts.add(newMount('secret/', { type: 'kv', options: { version: '2' } }, clock));
  return state;
}
