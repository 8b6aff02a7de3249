import { findUnprintable, isDotSegment, percentDecode } from './names.ts';
import { longestMount, nearMount } from './mounts.ts';
import type { KnownMount } from './mounts.ts';
import type { DialectId, ExtractedReference, OffsetRange } from './reference.ts';

/** A part of a scalar's value with the offset at which it begins there. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Text that may be a reference, cut at its first `#`. All offsets are in the scalar's value. */
export interface WrittenReference extends OffsetRange {
  readonly dialect: DialectId;
  /** Mount and path with their slashes. */
  readonly address: Piece;
  /** Everything after the first `#`. */
  readonly key: Piece;
  /** Whether `%` begins an escape. */
  readonly isEncoded: boolean;
}

interface Segment extends OffsetRange {
  readonly raw: string;
  /** Decoded; undefined where an escape is broken. */
  readonly name: string | undefined;
}

interface Problem {
  readonly problem: OffsetRange;
  readonly message: string;
}

/**
 * The strict grammar: `mount/path#key` with a known mount, the longest that leaves a path, and at least one more
 * segment. Answers undefined when the text begins with no known mount; with `unknown-mount` when it is well formed but
 * for a mount that is one edit away from a known one; with `malformed` and the leftmost problem otherwise. Linear.
 */
export function parseReference(
  written: WrittenReference,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const segments = cutSegments(written);
  const mount = longestMount(
    segments.slice(0, -1).map(({ name }) => name),
    mounts,
  );
  if (!mount) return withoutMount(written, segments, mounts);
  const path = segments.slice(mount.segments.length);
  const problem = pathProblem(path) ?? keyProblem(written);
  if (problem) return { kind: 'malformed', ...frame(written), ...problem };
  return found(written, mount, segments);
}

function withoutMount(
  written: WrittenReference,
  segments: readonly Segment[],
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const raw = segments.slice(0, -1).map((segment) => segment.raw);
  const near = nearMount(raw, mounts);
  if (!near) return undefined;
  const path = segments.slice(near.segments.length);
  if (pathProblem(path) ?? keyProblem(written)) return undefined;
  const mountText = raw.slice(0, near.segments.length).join('/');
  const mountRange = { start: written.address.start, end: written.address.start + mountText.length };
  return { kind: 'unknown-mount', ...frame(written), mountRange, written: mountText, nearest: near.path };
}

function found(
  written: WrittenReference,
  mount: KnownMount,
  segments: readonly Segment[],
): ExtractedReference {
  const { address, key } = written;
  const path = segments.slice(mount.segments.length);
  const pathStart = path[0]?.start ?? address.start;
  const dataRange = dataSegment(path);
  return {
    kind: 'found',
    ...frame(written),
    reference: {
      mount: mount.path,
      path: path.map(({ name }) => name).join('/'),
      key: decode(key.text, written) ?? '',
    },
    mountRange: { start: address.start, end: pathStart - 1 },
    pathRange: { start: pathStart, end: address.start + address.text.length },
    keyRange: { start: key.start, end: key.start + key.text.length },
    ...(dataRange ? { dataRange } : {}),
  };
}

function dataSegment(path: readonly Segment[]): OffsetRange | undefined {
  const [first, second] = path;
  return first?.name === 'data' && second ? { start: first.start, end: second.start } : undefined;
}

function frame({ dialect, start, end }: WrittenReference): OffsetRange & { dialect: DialectId } {
  return { dialect, start, end };
}

function decode(text: string, { isEncoded }: WrittenReference): string | undefined {
  return isEncoded ? percentDecode(text) : text;
}

function cutSegments(written: WrittenReference): Segment[] {
  let start = written.address.start;
  return written.address.text.split('/').map((raw) => {
    const segment = { raw, name: decode(raw, written), start, end: start + raw.length };
    start = segment.end + 1;
    return segment;
  });
}

function pathProblem(path: readonly Segment[]): Problem | undefined {
  for (const segment of path) {
    const problem = segmentProblem(segment);
    if (problem) return problem;
  }
  return undefined;
}

function segmentProblem(segment: Segment): Problem | undefined {
  const { raw, name, start, end } = segment;
  if (raw === '') {
    return { problem: { start: start - 1, end: start }, message: 'A path has no empty segment.' };
  }
  const problem = textProblem(raw, name, start);
  if (problem) return problem;
  if (isDotSegment(name ?? '')) {
    return { problem: { start, end }, message: 'A path segment is not `.` or `..`.' };
  }
  if (name !== undefined && name !== raw && name.includes('/')) {
    return { problem: { start, end }, message: 'A path segment has no encoded slash.' };
  }
  return undefined;
}

function keyProblem(written: WrittenReference): Problem | undefined {
  const { text, start } = written.key;
  const second = text.indexOf('#');
  if (second !== -1) {
    const problem = { start: start + second, end: start + second + 1 };
    return { problem, message: 'A reference has a single `#`, before its key.' };
  }
  if (text === '') {
    return { problem: { start: start - 1, end: start }, message: 'The key after `#` is empty.' };
  }
  return textProblem(text, decode(text, written), start);
}

function textProblem(raw: string, decoded: string | undefined, start: number): Problem | undefined {
  const whole = { start, end: start + raw.length };
  if (decoded === undefined) {
    return { problem: whole, message: 'A `%` begins two hexadecimal digits, and the bytes are UTF-8.' };
  }
  const message = 'A reference has no control, zero-width or other invisible characters.';
  const inRaw = findUnprintable(raw);
  if (inRaw) {
    const at = start + inRaw.offset;
    return { problem: { start: at, end: at + inRaw.length }, message };
  }
  return findUnprintable(decoded) ? { problem: whole, message } : undefined;
}
