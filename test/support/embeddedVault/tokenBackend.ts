import type { Backend, BackendRequest, JsonObject } from './backend.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { isObject } from './jsonBody.ts';
import type { Reply } from './reply.ts';
import { badRequest, denied, noContent, ok, unsupportedOperation, unsupportedPath } from './reply.ts';
import type { TokenEntry } from './tokens.ts';
import type { VaultState } from './vaultState.ts';

/** 768 h, the server's longest lease in seconds. */
const maxTtl = 2_764_800;

interface CappedTtl {
  readonly seconds: number;
  readonly warnings: readonly string[] | null;
}

/** `auth/token/`: make, look up, renew and revoke tokens. */
export class TokenBackend implements Backend {
  readonly #state: VaultState;

  constructor(state: VaultState) {
    this.#state = state;
  }

  exists(): boolean {
    return true;
  }

  handle(request: BackendRequest): Reply {
    const { token, path, operation } = request;
    if (token === undefined) return denied;
    const wanted = path === 'lookup-self' ? 'read' : 'update';
    if (!['create', 'lookup', 'lookup-self', 'renew-self', 'revoke', 'revoke-self'].includes(path)) {
      return unsupportedPath;
    }
    return operation === wanted || (path === 'lookup-self' && operation === 'update')
      ? this.#run(path, request.body, token)
      : unsupportedOperation;
  }

  #run(path: string, body: JsonObject, token: TokenEntry): Reply {
    switch (path) {
      case 'create':
        return this.#create(body, token);
      case 'lookup':
        return this.#lookup(this.#state.tokens.find(String(body['token'])));
      case 'lookup-self':
        return this.#lookup(token);
      case 'renew-self':
        return this.#renew(body, token);
      default:
        this.#state.tokens.revoke(path === 'revoke' ? String(body['token']) : token.id);
        return noContent;
    }
  }

  #create(body: JsonObject, parent: TokenEntry): Reply {
    const own = Array.isArray(body['policies']) ? body['policies'].map(String) : [];
    const policies = own.length === 0 ? parent.policies : own;
    const isRoot = policies.includes('root');
    const { seconds, warnings } = cappedTtl(body['ttl'], isRoot ? 0 : maxTtl);
    const entry = this.#state.tokens.create({
      policies: isRoot || body['no_default_policy'] === true ? policies : [...policies, 'default'],
      ...(typeof body['display_name'] === 'string' && { displayName: `token-${body['display_name']}` }),
      meta: isObject(body['meta']) ? (body['meta'] as Readonly<Record<string, string>>) : null,
      renewable: !isRoot && body['renewable'] !== false,
      orphan: body['no_parent'] === true,
      ttl: seconds,
    });
    const missing = policies.filter((name) => name !== 'root' && !this.#state.policies.has(name));
    const unknown = missing.map((name) => `Policy "${name}" does not exist`);
    const all = [...(warnings ?? []), ...unknown];
    return ok(null, { warnings: all.length === 0 ? null : all, auth: authFacts(entry, seconds) });
  }

  #lookup(entry: TokenEntry | undefined): Reply {
    if (entry === undefined) return denied;
    const expire = entry.expiresMs === undefined ? null : new Date(entry.expiresMs).toISOString();
    return ok({
      accessor: entry.accessor,
      creation_time: Math.floor(entry.createdMs / 1000),
      creation_ttl: entry.creationTtl,
      display_name: entry.displayName,
      entity_id: '',
      expire_time: expire,
      explicit_max_ttl: 0,
      id: entry.id,
      issue_time: entry.issueTime,
      meta: entry.meta,
      num_uses: 0,
      orphan: entry.orphan,
      path: 'auth/token/create',
      policies: entry.policies,
      renewable: entry.renewable,
      ttl: this.#state.tokens.secondsLeft(entry),
      type: 'service',
    });
  }

  #renew(body: JsonObject, token: TokenEntry): Reply {
    if (!token.renewable) return badRequest('lease is not renewable');
    const { seconds, warnings } = cappedTtl(body['increment'], token.creationTtl);
    this.#state.tokens.renew(token, seconds);
    return ok(null, { warnings, auth: authFacts(token, seconds) });
  }
}

/** `auth` of an answer; `seconds` is the lease as granted. */
function authFacts(entry: TokenEntry, seconds: number): JsonObject {
  const { policies } = entry;
  return {
    client_token: entry.id,
    accessor: entry.accessor,
    policies,
    token_policies: policies,
    metadata: entry.meta,
    lease_duration: seconds,
    renewable: entry.renewable,
    entity_id: '',
    token_type: 'service',
    orphan: entry.orphan,
    mfa_requirement: null,
    num_uses: 0,
  };
}

function cappedTtl(given: unknown, fallback: number): CappedTtl {
  const wanted = given === undefined || given === '' ? 0 : parseDuration(given);
  if (wanted === undefined) return badRequest(`time: invalid duration "${String(given)}"`);
  if (wanted === 0) return { seconds: fallback, warnings: null };
  if (wanted <= maxTtl) return { seconds: wanted, warnings: null };
  const [asked, most] = [formatDuration(wanted).replace(/0m0s$/u, ''), '768h'];
  const warning = `TTL of "${asked}" exceeded the effective max_ttl of "${most}"; TTL value is capped accordingly`;
  return { seconds: maxTtl, warnings: [warning] };
}
