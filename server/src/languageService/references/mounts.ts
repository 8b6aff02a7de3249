import { isOneEditApart } from './nearest.ts';

/** A known mount, cut into its segments. */
export interface KnownMount {
  readonly path: string;
  readonly segments: readonly string[];
}

/** Mounts as a setting or a server writes them, without slashes at the ends; the one with most segments first. */
export function knownMounts(mounts: readonly string[]): readonly KnownMount[] {
  const paths = new Set(mounts.map((mount) => mount.replace(/^\/+/, '').replace(/(?<!\/)\/+$/, '')));
  paths.delete('');
  return [...paths]
    .map((path) => ({ path, segments: path.split('/') }))
    .sort((left, right) => right.segments.length - left.segments.length);
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
