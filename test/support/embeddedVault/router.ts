import type { BackendRequest } from './backend.ts';
import { operationOf } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import type { Mount } from './mounts.ts';
import type { Reply } from './reply.ts';
import { denied, failure, noContent, Refusal } from './reply.ts';
import { health, seal, sealStatus, unseal } from './sys/serverStatus.ts';
import type { TokenEntry } from './tokens.ts';
import type { VaultState } from './vaultState.ts';

export interface RouterOptions {
  /** As Vault's community edition: serve the root namespace whatever the header says. */
  readonly ignoreNamespaces: boolean;
}

const tokenless = ['sys/health', 'sys/seal-status', 'sys/unseal'];

/** What a request with no living token hears. */
const noToken = failure(403, 'permission denied');

/** Answers one request. @throws Refusal, which is an answer too. */
export function route(state: VaultState, incoming: Incoming, options: RouterOptions): Reply {
  const foreign = isForeign(incoming, options);
  const open = withoutToken(state, incoming, foreign);
  if (open !== undefined) return open;
  if (state.sealed) return incoming.path === 'sys/seal' ? noContent : failure(503, 'Vault is sealed');
  if (foreign) return failure(404, 'namespace not found');
  return authorised(state, incoming);
}

function isForeign(incoming: Incoming, options: RouterOptions): boolean {
  return !options.ignoreNamespaces && !['', 'root'].includes(incoming.namespace);
}

/** Whether an audit log would hold the request. */
export function isAudited(state: VaultState, incoming: Incoming, options: RouterOptions): boolean {
  return !state.sealed && !isForeign(incoming, options) && !tokenless.includes(incoming.path);
}

/** The answer on a path that needs no token. */
function withoutToken(state: VaultState, incoming: Incoming, foreign: boolean): Reply | undefined {
  const { method, path } = incoming;
  if (!tokenless.includes(path)) return undefined;
  if (foreign) return failure(400, 'operation unavailable in namespaces');
  if (path === 'sys/unseal') return method === 'POST' ? unseal(state, incoming.body) : undefined;
  return path === 'sys/health' ? health(state) : sealStatus(state);
}

function authorised(state: VaultState, incoming: Incoming): Reply {
  const token = state.tokens.find(incoming.token);
  const isMountList = incoming.path === 'sys/internal/ui/mounts';
  if (token === undefined && !(isMountList && incoming.token === '')) return noToken;
  const mount = state.mounts.serving(incoming.path);
  const request = backendRequest(incoming, mount, token);
  // What mounts there are is filtered by what a token may see, not by a right of its own.
  const filtersItself = `${incoming.path}/`.startsWith('sys/internal/ui/mounts/');
  if (token !== undefined && !filtersItself && !permits(state, incoming, request, token)) return denied;
  if (incoming.path === 'sys/seal') return seal(state);
  if (mount !== undefined) return mount.backend.handle(request);
  return failure(404, `no handler for route "${incoming.path}". route entry not found.`);
}

function permits(state: VaultState, incoming: Incoming, request: BackendRequest, token: TokenEntry): boolean {
  const acl = state.aclFor(token);
  if (!acl.allows(request.operation, incoming.path, request.body)) return false;
  return incoming.path !== 'sys/seal' || acl.isRoot || acl.capabilities(incoming.path).includes('sudo');
}

function backendRequest(
  incoming: Incoming,
  mount: Mount | undefined,
  token: TokenEntry | undefined,
): BackendRequest {
  const path = incoming.path.slice(mount?.path.length ?? 0);
  const operation = operationOf(incoming.method, () => mount?.backend.exists(path) ?? true);
  return { operation, path, query: incoming.query, body: incoming.body, token };
}

/** As {@link route}, with a refusal turned into its answer. */
export function answer(state: VaultState, incoming: Incoming, options: RouterOptions): Reply {
  try {
    return route(state, incoming, options);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}
