import type { Backend, BackendRequest, JsonObject } from '../backend.ts';
import { isObject } from '../jsonBody.ts';
import { InertBackend } from '../inertBackend.ts';
import { Kv1Backend } from '../kv1Backend.ts';
import { Kv2Backend } from '../kv2/kv2Backend.ts';
import { mountFacts } from '../mounts.ts';
import type { NewMount } from '../mounts.ts';
import type { Reply } from '../reply.ts';
import { badRequest, envelope, noContent, unsupportedOperation } from '../reply.ts';
import type { ServerClock } from '../serverClock.ts';
import type { VaultState } from '../vaultState.ts';

/** Types that can be mounted and do nothing here. */
const inertTypes = ['transit', 'pki', 'totp', 'ssh', 'database'];

/** GET sys/mounts */
export function handleMounts(state: VaultState, request: BackendRequest): Reply {
  if (request.operation !== 'read') return unsupportedOperation;
  const secret = state.mounts.all().filter((mount) => !mount.path.startsWith('auth/'));
  const facts = Object.fromEntries(secret.map((mount) => [mount.path, mountFacts(mount)]));
  return { status: 200, body: { ...facts, ...envelope(facts) } };
}

/** sys/mounts/PATH: make, show and remove a mount. */
export function handleMount(state: VaultState, request: BackendRequest, name: string): Reply {
  const path = `${name}/`;
  switch (request.operation) {
    case 'read': {
      const mount = state.mounts.get(path);
      if (mount === undefined) return badRequest(`No secret engine mount at ${path}`);
      return { status: 200, body: { ...mountFacts(mount), ...envelope(mountFacts(mount)) } };
    }
    case 'create':
    case 'update':
      state.mounts.add(newMount(path, request.body, state.clock));
      return noContent;
    case 'delete':
      state.mounts.remove(path);
      return noContent;
    case 'list':
    case 'patch':
      return unsupportedOperation;
  }
}

/** @throws Refusal for a type that the server does not have. */
export function newMount(path: string, body: JsonObject, clock: ServerClock): NewMount {
  const asked = String(body['type']);
  const named = /^kv-v(?<version>[12])$/u.exec(asked)?.groups?.['version'];
  const given = isObject(body['options']) ? body['options'] : {};
  const options = {
    ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
    ...(named !== undefined && { version: named }),
  };
  const type = named === undefined ? asked : 'kv';
  const description = typeof body['description'] === 'string' ? body['description'] : '';
  return { path, type, options, description, backend: backendOf(type, options['version'], clock) };
}

function backendOf(type: string, version: string | undefined, clock: ServerClock): Backend {
  if (type === 'kv') return version === '2' ? new Kv2Backend(clock) : new Kv1Backend();
  if (!inertTypes.includes(type)) badRequest(`plugin not found in the catalog: ${type}`);
  return new InertBackend();
}
