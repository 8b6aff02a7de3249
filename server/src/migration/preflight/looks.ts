import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  PathRights,
  VaultErrorKind,
} from '../../languageService/migration/secretVault.ts';
import type { FileLook } from '../runFiles.ts';

/** A look that failed. */
export interface FailedLook {
  readonly failed: VaultErrorKind;
}

/** What was seen of one path. */
export interface PathLook {
  readonly current: CurrentSecret | FailedLook;
  /** Undefined where nobody looked: it is not needed for a path without versions. */
  readonly history?: PathHistory | FailedLook | undefined;
  /** Undefined where the token may not ask: then each call decides for itself. */
  readonly rights?: PathRights | undefined;
}

/** All that was seen of Vault and the files before a run. What is missing counts as not to be relied on. */
export interface Looks {
  /** Why nothing can be asked at all; `namespace`: the server does not know it, or takes no notice of it. */
  readonly connection: 'ready' | VaultErrorKind;
  readonly mounts: ReadonlyMap<string, MountInfo | FailedLook>;
  /** By `pathId`. */
  readonly paths: ReadonlyMap<string, PathLook>;
  /** By address. */
  readonly files: ReadonlyMap<string, FileLook>;
}

export function hasFailed(look: object): look is FailedLook {
  return 'failed' in look;
}
