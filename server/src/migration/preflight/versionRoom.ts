import type { CurrentSecret, MountInfo, PathHistory } from '../../languageService/migration/secretVault.ts';

/** What another version of a path would do. `fooled`: the path is not what was read, as others change it at the moment. */
export type VersionRoom =
  | { readonly kind: 'free' | 'hidden' | 'mount-hidden' | 'fooled' }
  | { readonly kind: 'full'; readonly maxVersions: number };

/**
 * Whether another version has room in a path that has versions, or its oldest one would be purged. Versions that are
 * destroyed have nothing to lose. The larger of the mount's and the path's `max_versions` is in force, but a mount without
 * one tells its default of 10, which a smaller one of the path replaces: so where the path has one, that is taken.
 */
export function versionRoom(
  current: CurrentSecret,
  history: PathHistory | undefined,
  mount: MountInfo,
): VersionRoom {
  if (!history && isFarFromFull(current, mount)) return { kind: 'free' };
  if (history?.kind !== 'known') return { kind: history?.kind === 'none' ? 'fooled' : 'hidden' };
  if (!isSame(current, history)) return { kind: 'fooled' };
  const maxVersions = history.maxVersions > 0 ? history.maxVersions : mount.maxVersions;
  if (maxVersions === undefined) return { kind: 'mount-hidden' };
  const lastPurged = history.currentVersion + 1 - maxVersions;
  const purged = [...history.versions].filter(
    ([version, facts]) => version <= lastPurged && !facts.isDestroyed,
  );
  return purged.length > 0 ? { kind: 'full', maxVersions } : { kind: 'free' };
}

/**
 * Whether a path's history is not worth a request yet: it has fewer versions than its mount keeps. A smaller limit of its
 * own is seen right before the write, which looks at the history in any case.
 */
export function isFarFromFull(current: CurrentSecret, { maxVersions }: MountInfo): boolean {
  const version = current.kind === 'present' ? current.version : current.cas;
  return maxVersions !== undefined && version < maxVersions;
}

/** A path that was deleted and made again counts its versions from 1, so the time is compared as well. */
function isSame(current: CurrentSecret, history: PathHistory & { readonly kind: 'known' }): boolean {
  if (current.kind === 'absent') return current.cas === history.currentVersion;
  const facts = history.versions.get(current.version);
  return current.version === history.currentVersion && facts?.createdTime === current.createdTime;
}
