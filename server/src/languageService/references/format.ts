import { isPlainName, percentEncode } from './names.ts';

/** What a written reference names. */
export interface ReferenceTarget {
  readonly mount: string;
  readonly path: string;
  readonly key: string;
}

/**
 * `mount/path#key` where that form can hold the names, else `vault://mount/path#key` with the names percent-encoded.
 * Reading the result with the mount known gives the same names, unless they break the grammar (see
 * `names.ts`): those are written as they are and read as malformed.
 */
export function formatReference({ mount, path, key }: ReferenceTarget): string {
  const plain = `${mount}/${path}#${key}`;
  if ([mount, path, key].every(isPlainName)) return plain;
  return `vault://${encodePath(mount)}/${encodePath(path)}#${percentEncode(key)}`;
}

/** A path or mount as the `vault://` form writes it; for a key, use {@link percentEncode}. Slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(percentEncode).join('/');
}
