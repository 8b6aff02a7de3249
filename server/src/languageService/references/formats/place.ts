import type { KvVersion } from '../../secretStore.ts';
import type { ReferenceTarget } from '../format.ts';
import { findUnprintable, isDotSegment } from '../names.ts';

/** Where a reference is written, as far as its text depends on it. */
export interface ReferencePlace {
  /** Of the target's mount. */
  readonly kvVersion: KvVersion;
  /** Whether other text stands before or behind it in the scalar. */
  readonly isInline: boolean;
  /**
   * Whether the file has base64 here that a tool decodes before it looks for references, as in `data` of a Kubernetes
   * Secret, and the value was moved decoded: then what is written is base64 as well, with the reference in it. False where
   * the text of the file itself is what was moved, and where a caller encodes more than the reference.
   */
  readonly isBase64: boolean;
  /** The value's text before and behind it, as far as it is on the same line; absent where there is none. */
  readonly before?: string;
  readonly behind?: string;
  /** Whether the twin for OpenBao is meant (`bao:`, `ref+openbao:`) where a tool has two. */
  readonly isOpenBao?: boolean;
}

/** The text of a reference, or why a dialect has none: the beginning of a sentence, which quotes no name. */
export type Writing =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Makes the text of a reference in one dialect. */
export type ReferenceWriter = (target: ReferenceTarget, place: ReferencePlace) => Writing;

export function written(text: string): Writing {
  return { ok: true, text };
}

export function refused(reason: string): Writing {
  return { ok: false, reason };
}

/** Whether all names keep to the grammar: no invisible characters, no empty segment, no `.` or `..`. */
export function isTarget({ mount, path, key }: ReferenceTarget): boolean {
  const segments = [...mount.split('/'), ...path.split('/')];
  return (
    segments.every((segment) => segment !== '' && !isDotSegment(segment)) &&
    key !== '' &&
    [mount, path, key].every((name) => findUnprintable(name) === undefined)
  );
}

/** The path that a tool asks the API for: with `data/` behind a mount of KV v2. */
export function apiPath({ mount, path }: ReferenceTarget, { kvVersion }: ReferencePlace): string {
  return kvVersion === 2 ? `${mount}/data/${path}` : `${mount}/${path}`;
}

/** `text`, in base64 of its UTF-8 where the place wants that. */
export function wrapped(text: string, { isBase64 }: ReferencePlace): Writing {
  if (!isBase64) return written(text);
  const bytes = new TextEncoder().encode(text);
  return written(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
}
