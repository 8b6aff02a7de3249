import { knownMounts, longestMount } from '../languageService/references/mounts.ts';
import { findUnprintable, isDotSegment } from '../languageService/references/names.ts';

/** A folder of a mount; an empty one is the whole mount. */
export interface Prefix {
  readonly mount: string;
  readonly folder: string;
}

export type ParsedPrefix =
  | { readonly ok: true; readonly prefix: Prefix }
  /** `message`: one sentence that says what to mend. */
  | { readonly ok: false; readonly message: string };

/** Reads a prefix that a person typed, `mount` or `mount/path` with a known mount; slashes at the ends do not matter. */
export function parsePrefix(text: string, mounts: readonly string[]): ParsedPrefix {
  const segments = text
    .trim()
    .replace(/^\/+/, '')
    .replace(/(?<!\/)\/+$/, '')
    .split('/');
  if (!segments.every(isName)) {
    return no('A prefix has no empty segment, no `.` or `..` and no invisible characters.');
  }
  const mount = longestMount(segments, knownMounts(mounts));
  if (!mount) {
    return no(`A prefix begins with a known mount: ${mounts.join(', ') || 'none is known'}.`);
  }
  return {
    ok: true,
    prefix: { mount: mount.path, folder: segments.slice(mount.segments.length).join('/') },
  };
}

/** Whether a segment can be part of a path. */
export function isName(segment: string): boolean {
  return segment !== '' && !isDotSegment(segment) && findUnprintable(segment) === undefined;
}

function no(message: string): ParsedPrefix {
  return { ok: false, message };
}
