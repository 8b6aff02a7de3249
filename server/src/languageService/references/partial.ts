import { foreignTyping } from './foreignTyping.ts';
import { knownMounts, longestMount } from './mounts.ts';
import type { KnownMount, NamedMount } from './mounts.ts';
import type { OffsetRange } from './reference.ts';
import { ownTyping, typedName, typedSegments, uriTyping } from './typing.ts';
import type { TypedForm, Typing } from './typing.ts';

/** A reference that is being typed: what the cursor is in, and what a completion replaces. */
export type PartialReference = {
  readonly form: TypedForm;
  /** What stands before the cursor in the part that is replaced, percent-decoded in forms with escapes. */
  readonly typed: string;
  /** The part of the reference under the cursor, in offsets of the value text. */
  readonly replace: OffsetRange;
} & (
  | { readonly stage: 'mount' }
  /**
   * `folder`: the path before the segment under the cursor, without slashes at the ends; empty at the root. `lead`: what
   * the form has before the path and is not there yet.
   */
  | { readonly stage: 'path'; readonly mount: string; readonly folder: string; readonly lead: '' | 'data/' }
  | { readonly stage: 'key'; readonly mount: string; readonly path: string }
);

/**
 * What is being typed at `offset` of a scalar's value text; undefined where it cannot become a reference: prose,
 * templates, several lines, a word that begins no known mount, a path with empty segments. An empty value is the start
 * of a mount.
 */
export function partialReference(
  value: string,
  offset: number,
  mounts: readonly NamedMount[],
): PartialReference | undefined {
  const typing = foreignTyping(value, offset) ?? uriTyping(value, offset) ?? ownTyping(value, offset);
  if (!typing) return undefined;
  const known = knownMounts(mounts);
  return typing.before.includes('#') ? keyStage(typing, known) : addressStage(typing, known);
}

function keyStage(typing: Typing, mounts: readonly KnownMount[]): PartialReference | undefined {
  const { form, start, before, keyRest } = typing;
  const hash = before.indexOf('#');
  const segments = typedSegments(withoutParameters(before.slice(0, hash), form), form);
  const mount = segments && longestMount(segments.slice(0, -1), mounts);
  const from = hash + (form === 'vals' && before[hash + 1] === '/' ? 2 : 1);
  const typed = typedName(before.slice(from), form);
  if (!mount || typed === undefined || typed.includes('#')) return undefined;
  if (form === 'vals' && typed.includes('/')) return undefined;
  const { path } = pathIn(form, mount, segments);
  if (path.includes('')) return undefined;
  const replace = { start: start + from, end: start + before.length + keyRest };
  return { stage: 'key', form, typed, replace, mount: mount.path, path: path.join('/') };
}

function addressStage(typing: Typing, mounts: readonly KnownMount[]): PartialReference | undefined {
  const { form, start, before, after } = typing;
  const segments = typedSegments(before, form);
  const mount = segments && longestMount(segments.slice(0, -1), mounts);
  if (!mount) return mountStage(typing, mounts);
  if (withoutParameters(before, form) !== before) return undefined;
  const { path, lead } = pathIn(form, mount, segments);
  const folder = path.slice(0, -1);
  if (folder.includes('')) return undefined;
  const replace = {
    start: start + before.lastIndexOf('/') + 1,
    end: start + before.length + segmentRest(after),
  };
  const typed = segments.at(-1) ?? '';
  return { stage: 'path', form, typed, replace, mount: mount.path, folder: folder.join('/'), lead };
}

interface TypedPath {
  /** Behind the mount and the `data/` of the API. */
  readonly path: readonly string[];
  readonly lead: '' | 'data/';
}

/** The path among `segments`; its last segment may be that under the cursor. */
function pathIn(form: TypedForm, mount: KnownMount, segments: readonly string[]): TypedPath {
  const path = segments.slice(mount.segments.length);
  if (form !== 'api' || mount.kvVersion === 1) return { path, lead: '' };
  if (path.length > 1 && path[0] === 'data') return { path: path.slice(1), lead: '' };
  return { path, lead: path.length === 1 && mount.kvVersion === 2 ? 'data/' : '' };
}

function withoutParameters(address: string, form: TypedForm): string {
  const query = form === 'vals' ? address.indexOf('?') : -1;
  return query === -1 ? address : address.slice(0, query);
}

function mountStage(typing: Typing, mounts: readonly KnownMount[]): PartialReference | undefined {
  const { form, start, before, after } = typing;
  const typed = typedName(before, form);
  if (typed === undefined) return undefined;
  const written = longestMount(before.concat(after).split(/[/#]/), mounts);
  const covers = written !== undefined && written.path.length >= before.length;
  const isStart = typed !== '' && mounts.some(({ path }) => startsAlike(path, typed));
  if (form === 'own' && !covers && !isStart && before + after !== '') return undefined;
  if (form !== 'own' && typed !== '' && !isStart) return undefined;
  const end = covers ? written.path.length : before.length + segmentRest(after);
  return { stage: 'mount', form, typed, replace: { start, end: start + end } };
}

function startsAlike(mount: string, typed: string): boolean {
  return mount.slice(0, typed.length).toLowerCase() === typed.toLowerCase();
}

function segmentRest(after: string): number {
  const end = after.search(/[/#]/);
  return end === -1 ? after.length : end;
}
