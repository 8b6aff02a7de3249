import type { BackendRequest, JsonObject } from '../backend.ts';
import type { Mount } from '../mounts.ts';
import { mountFacts } from '../mounts.ts';
import type { Reply } from '../reply.ts';
import { denied, failure, ok } from '../reply.ts';
import type { VaultState } from '../vaultState.ts';

/** GET sys/internal/ui/mounts: the mounts that the token has some right under; none without a token. */
export function uiMounts(state: VaultState, request: BackendRequest): Reply {
  if (request.token === undefined) return ok({ auth: {}, secret: {} });
  const acl = state.aclFor(request.token);
  const visible = state.mounts.all().filter((mount) => acl.seesMount(mount.path));
  const auth = visible.filter((mount) => mount.path.startsWith('auth/'));
  const secret = visible.filter((mount) => !mount.path.startsWith('auth/'));
  return ok({ auth: byPath(auth, 'auth/'.length), secret: byPath(secret, 0) });
}

function byPath(mounts: readonly Mount[], cut: number): JsonObject {
  return Object.fromEntries(mounts.map((mount) => [mount.path.slice(cut), mountFacts(mount)]));
}

/** GET sys/internal/ui/mounts/PATH: the mount that serves a path. No mount and no right look alike. */
export function uiMount(state: VaultState, request: BackendRequest, path: string): Reply {
  if (request.token === undefined) return denied;
  const mount = state.mounts.serving(path);
  if (mount !== undefined && state.aclFor(request.token).seesMount(mount.path)) {
    return ok({ ...mountFacts(mount), path: mount.path });
  }
  const reason = `preflight capability check returned 403, please ensure client's policies grant access to path "${path}/"`;
  return failure(403, reason);
}
