import type { KvMount, KvVersion } from '../secretStore.ts';
import { trimOf } from '../trim.ts';
import { isOneEditApart } from './nearest.ts';

/** A known mount, cut into its segments. */
export interface KnownMount {
  readonly path: string;
  readonly segments: readonly string[];
  /** Undefined where only a setting names the mount. */
  readonly kvVersion?: KvVersion;
}

/** A mount as a setting writes it, or as a server lists it. */
export type NamedMount = string | KvMount;

/** Mounts without slashes at the ends, each once; the one with most segments first. */
export function knownMounts(mounts: readonly NamedMount[]): readonly KnownMount[] {
  const versions = new Map<string, KvVersion | undefined>();
  for (const mount of mounts) {
    const path = trimOf(typeof mount === 'string' ? mount : mount.path, '/');
    const version = typeof mount === 'string' ? undefined : mount.kvVersion;
    versions.set(path, version ?? versions.get(path));
  }
  versions.delete('');
  return Array.from(versions, ([path, kvVersion]) => ({
    ...mountOf(path),
    ...(kvVersion ? { kvVersion } : {}),
  })).sort((left, right) => right.segments.length - left.segments.length);
}

/** A mount of which nothing but its path is known. */
export function mountOf(path: string): KnownMount {
  return { path, segments: path.split('/') };
}

/** The longest mount that `segments` begins with. */
export function longestMount(
  segments: readonly (string | undefined)[],
  mounts: readonly KnownMount[],
): KnownMount | undefined {
  return mounts.find((mount) => mount.segments.every((name, index) => segments[index] === name));
}

/** The longest mount that is one edit away from as many of the first `segments` as it has itself. */
export function nearMount(
  segments: readonly string[],
  mounts: readonly KnownMount[],
): KnownMount | undefined {
  return mounts.find(
    (mount) =>
      segments.length >= mount.segments.length &&
      isOneEditApart(segments.slice(0, mount.segments.length).join('/'), mount.path),
  );
}
