import { knownMounts, longestMount } from './mounts.ts';
import type { KnownMount } from './mounts.ts';
import { hasPlaceholder, percentDecode } from './names.ts';
import type { OffsetRange } from './reference.ts';
import { isForeignUri, uriAddressLength, uriKeyLength, uriScheme } from './dialects/uri.ts';

/** A reference that is being typed: what the cursor is in, and what a completion replaces. */
export type PartialReference = {
  readonly form: 'own' | 'uri';
  /** What stands before the cursor in the part that is replaced, percent-decoded in the `uri` form. */
  readonly typed: string;
  /** The part of the reference under the cursor, in offsets of the value text. */
  readonly replace: OffsetRange;
} & (
  | { readonly stage: 'mount' }
  /** `folder`: the path before the segment under the cursor, without slashes at the ends; empty at the root. */
  | { readonly stage: 'path'; readonly mount: string; readonly folder: string }
  | { readonly stage: 'key'; readonly mount: string; readonly path: string }
);

/** The text that one reference may cover, cut at the cursor. */
interface Typing {
  readonly form: 'own' | 'uri';
  /** Offset in the value at which the mount begins. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
  /** How much of `after` belongs to a key under the cursor. */
  readonly keyRest: number;
}

/**
 * What is being typed at `offset` of a scalar's value text; undefined where it cannot become a reference: prose,
 * templates, several lines, a word that begins no known mount, a path with empty segments. An empty value is the start
 * of a mount.
 */
export function partialReference(
  value: string,
  offset: number,
  mounts: readonly string[],
): PartialReference | undefined {
  const typing = uriTyping(value, offset) ?? ownTyping(value, offset);
  if (!typing) return undefined;
  const known = knownMounts(mounts);
  return typing.before.includes('#') ? keyStage(typing, known) : addressStage(typing, known);
}

function uriTyping(value: string, offset: number): Typing | undefined {
  const scheme = offset < uriScheme.length ? -1 : value.lastIndexOf(uriScheme, offset - uriScheme.length);
  if (scheme === -1 || isForeignUri(value, scheme)) return undefined;
  const start = scheme + uriScheme.length;
  const before = value.slice(start, offset);
  const address = uriAddressLength(before);
  const hasKey = before[address] === '#';
  const read = hasKey ? address + 1 + uriKeyLength(before.slice(address + 1)) : address;
  if (read < before.length) return undefined;
  const tail = value.slice(offset);
  const after = hasKey ? '' : tail.slice(0, uriAddressLength(tail));
  return { form: 'uri', start, before, after, keyRest: uriKeyLength(tail) };
}

function ownTyping(value: string, offset: number): Typing | undefined {
  const text = value.replace(/(?<!\n)\n+$/, '');
  if (offset > text.length || /\s/.test(text) || text.includes('://') || hasPlaceholder(text))
    return undefined;
  const after = text.slice(offset);
  return { form: 'own', start: 0, before: text.slice(0, offset), after, keyRest: after.length };
}

function keyStage(typing: Typing, mounts: readonly KnownMount[]): PartialReference | undefined {
  const { form, start, before, keyRest } = typing;
  const hash = before.indexOf('#');
  const segments = decodeSegments(before.slice(0, hash), form);
  const mount = segments && longestMount(segments.slice(0, -1), mounts);
  const typed = decode(before.slice(hash + 1), form);
  if (!mount || typed === undefined || typed.includes('#')) return undefined;
  const path = segments.slice(mount.segments.length);
  if (path.includes('')) return undefined;
  const replace = { start: start + hash + 1, end: start + before.length + keyRest };
  return { stage: 'key', form, typed, replace, mount: mount.path, path: path.join('/') };
}

function addressStage(typing: Typing, mounts: readonly KnownMount[]): PartialReference | undefined {
  const { form, start, before, after } = typing;
  const segments = decodeSegments(before, form);
  const mount = segments && longestMount(segments.slice(0, -1), mounts);
  if (!mount) return mountStage(typing, mounts);
  const folder = segments.slice(mount.segments.length, -1);
  if (folder.includes('')) return undefined;
  const replace = {
    start: start + before.lastIndexOf('/') + 1,
    end: start + before.length + segmentRest(after),
  };
  const typed = segments.at(-1) ?? '';
  return { stage: 'path', form, typed, replace, mount: mount.path, folder: folder.join('/') };
}

function mountStage(typing: Typing, mounts: readonly KnownMount[]): PartialReference | undefined {
  const { form, start, before, after } = typing;
  const typed = decode(before, form);
  if (typed === undefined) return undefined;
  const written = longestMount(before.concat(after).split(/[/#]/), mounts);
  const covers = written !== undefined && written.path.length >= before.length;
  const isStart = typed !== '' && mounts.some(({ path }) => startsAlike(path, typed));
  if (form === 'own' && !covers && !isStart && before + after !== '') return undefined;
  if (form === 'uri' && typed !== '' && !isStart) return undefined;
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

function decode(text: string, form: Typing['form']): string | undefined {
  return form === 'uri' ? percentDecode(text) : text;
}

function decodeSegments(text: string, form: Typing['form']): readonly string[] | undefined {
  const segments = text.split('/').map((segment) => decode(segment, form));
  return segments.every((segment) => segment !== undefined) ? segments : undefined;
}
