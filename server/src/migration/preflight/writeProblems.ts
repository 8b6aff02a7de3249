import type { CurrentSecret, MountInfo, PathHistory } from '../../languageService/migration/secretVault.ts';
import { hasUnsafeNumber } from '../../languageService/migration/unsafeNumber.ts';
import {
  isTooMuch,
  jsonBytes,
  MAX_WRITE_BYTES,
  MAX_WRITE_KEYS,
} from '../../languageService/migration/writeLimits.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { shownPath } from '../shownName.ts';
import type { Blocker } from './judgement.ts';
import { hasFailed, type PathLook } from './looks.ts';
import { missingRights } from './missingRights.ts';
import { type VersionRoom, versionRoom } from './versionRoom.ts';

/** What stands in the way of one path. */
export type PathBlocker = Pick<Blocker, 'kind' | 'message' | 'remedy'>;

/** A path to write, as it was seen. */
export interface WriteToJudge {
  readonly secret: SecretPath;
  readonly mount: MountInfo;
  readonly look: PathLook;
  readonly current: CurrentSecret;
  /** What is to be added, by key. */
  readonly missing: ReadonlyMap<string, string>;
}

/** What stands in the way of adding keys to a path: what would be refused, and what would lose or alter something. */
export function writeProblems(write: WriteToJudge): readonly PathBlocker[] {
  const { secret, look, current } = write;
  const name = shownPath(secret);
  const history = look.history && !hasFailed(look.history) ? look.history : undefined;
  if (current.kvVersion === 1 && current.kind === 'present') {
    const message = `KV v1 has no check-and-set, so the existing path ${name} is not changed: choose another one.`;
    return [{ kind: 'kv-v1', message, remedy: 'edit-target' }];
  }
  return [
    ...rightsProblem(look, current, history, name),
    ...roomProblem(write, history, name),
    ...dataProblem(current, name),
    ...sizeProblem(write, name),
  ];
}

function rightsProblem(
  { rights }: PathLook,
  current: CurrentSecret,
  history: PathHistory | undefined,
  name: string,
): readonly PathBlocker[] {
  const missing = rights ? missingRights(rights, current, history) : [];
  if (missing.length === 0) return [];
  const message = `Your token has no ${missing.join(' and no ')} permission on ${name}: ask for it.`;
  return [{ kind: 'permission', message, remedy: 'show-policy' }];
}

function roomProblem(
  { mount, current, look }: WriteToJudge,
  history: PathHistory | undefined,
  name: string,
): readonly PathBlocker[] {
  const hasVersions = current.kvVersion === 2 && (current.kind === 'present' || current.cas > 0);
  if (!hasVersions) return [];
  const hasFailedLook = look.history !== undefined && hasFailed(look.history);
  const mayLook = look.rights?.readMetadata !== false && !hasFailedLook;
  const room: VersionRoom = mayLook ? versionRoom(current, history, mount) : { kind: 'hidden' };
  switch (room.kind) {
    case 'free':
      return [];
    case 'fooled':
      return [{ kind: 'path', message: `Somebody else is changing ${name}: try again.` }];
    case 'full': {
      const message = `${name} keeps ${room.maxVersions} versions and is full, so a write would purge its oldest one: choose another path.`;
      return [{ kind: 'versions', message, remedy: 'edit-target' }];
    }
    case 'hidden': {
      const message = `Your token may not read the metadata of ${name}, so nobody can tell whether a write would purge its oldest version: ask for read permission, or choose another path.`;
      return [{ kind: 'versions', message, remedy: 'show-policy' }];
    }
    case 'mount-hidden': {
      const message = `Your token may not read the settings of the mount (config), so nobody can tell whether a write would purge the oldest version of ${name}: ask for read permission, or choose another path.`;
      return [{ kind: 'versions', message, remedy: 'show-policy' }];
    }
  }
}

function dataProblem(current: CurrentSecret, name: string): readonly PathBlocker[] {
  if (current.kind === 'absent' || !hasUnsafeNumber(current.data)) return [];
  const message = `${name} holds a number that is too large to be kept exactly when a key is added: choose another path.`;
  return [{ kind: 'unsafe-number', message, remedy: 'edit-target' }];
}

/** Without the patch permission, all that is there is written again. All of it is read back in any case. */
function sizeProblem({ look, current, missing }: WriteToJudge, name: string): readonly PathBlocker[] {
  const data = current.kind === 'present' ? current.data : {};
  const keys = missing.size + (look.rights?.patch === true ? 0 : Object.keys(data).length);
  const bytes = jsonBytes(Object.fromEntries(missing)) + jsonBytes(data);
  if (!isTooMuch(missing) && keys <= MAX_WRITE_KEYS && bytes <= MAX_WRITE_BYTES) return [];
  const message = `${name} would hold more than ${MAX_WRITE_KEYS} keys or 512 KiB, which a server may refuse: choose another path for some of them.`;
  return [{ kind: 'too-much', message, remedy: 'edit-target' }];
}
