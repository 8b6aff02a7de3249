import type { SecretPath } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';

// Control, zero-width and other format characters, line separators, lone surrogates: servers refuse or alter them.
const refused = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** API path below `<mount>/<verb>/`; verbs are KV v2's, `''` is KV v1's path itself. */
export type KvVerb = 'data' | 'metadata' | 'subkeys' | 'delete' | '';

/**
 * A path as the API takes it, each segment encoded on its own, so that no name can reach another endpoint.
 * @throws StoreError `bad-path` for an empty, `.` or `..` segment, also an escaped one, and for characters no server keeps.
 */
export function apiPath(verb: KvVerb, { mount, path }: SecretPath): string {
  return [encodePath(mount), ...(verb === '' ? [] : [verb]), encodePath(path)].join('/');
}

/** The same path as policies name it: nothing is encoded. Never to be asked for. */
export function apiName(verb: KvVerb, { mount, path }: SecretPath): string {
  return [mount, ...(verb === '' ? [] : [verb]), path].join('/');
}

/** The folder's listing path; an empty folder is the mount's root. @throws StoreError `bad-path`. */
export function listPath(kvVersion: 1 | 2, mount: string, folder: string): string {
  const base = kvVersion === 2 ? `${encodePath(mount)}/metadata` : encodePath(mount);
  return `${base}/${folder === '' ? '' : `${encodePath(folder)}/`}?list=true`;
}

/** Segments encoded and joined. @throws StoreError `bad-path`. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

/** One segment encoded, whatever slashes are in it. @throws StoreError `bad-path`. */
export function encodeSegment(segment: string): string {
  if (segment === '' || refused.test(segment) || hidesDots(segment)) {
    throw new StoreError('bad-path', 'The path has a segment that no server accepts.');
  }
  return encodeURIComponent(segment);
}

/**
 * True when a part of the segment is `.` or `..` as it is or once escapes in it are decoded: a proxy may decode what
 * was encoded for the server, however often.
 */
function hidesDots(segment: string): boolean {
  const plain = segment.replace(/%(?:25)*2e/gi, '.').replace(/%(?:25)*(?:2f|5c)/gi, '/');
  return plain.split(/[/\\]/).some((part) => part === '.' || part === '..');
}

/** The folder that holds a path: `app` of `app/db`, empty for a path at the mount's root. */
export function parentFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
