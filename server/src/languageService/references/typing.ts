import { isForeignUri, uriAddressLength, uriKeyLength, uriScheme } from './dialects/uri.ts';
import { hasPlaceholder, percentDecode } from './names.ts';

/**
 * How a reference spells names and parts: `api` is that of bank-vaults and ArgoCD Vault Plugin, with the `data/` of KV v2
 * and names as they are.
 */
export type TypedForm = 'own' | 'uri' | 'api' | 'vals';

/** The text that one reference may cover, cut at the cursor. */
export interface Typing {
  readonly form: TypedForm;
  /** Offset in the value at which the mount begins. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
  /** How much of the text behind the cursor belongs to a key under it. */
  readonly keyRest: number;
}

/** A reference of the URI form that the cursor is in. */
export function uriTyping(value: string, offset: number): Typing | undefined {
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

/** A whole value that is, or may become, a reference of the own form. */
export function ownTyping(value: string, offset: number): Typing | undefined {
  const text = value.replace(/(?<!\n)\n+$/, '');
  if (offset > text.length || /\s/.test(text) || text.includes('://') || hasPlaceholder(text))
    return undefined;
  const after = text.slice(offset);
  return { form: 'own', start: 0, before: text.slice(0, offset), after, keyRest: after.length };
}

/** The names between slashes; undefined where an escape is broken. */
export function typedSegments(text: string, form: TypedForm): readonly string[] | undefined {
  const segments = text.split('/').map((segment) => typedName(segment, form));
  return segments.every((segment) => segment !== undefined) ? segments : undefined;
}

/** A name without the escapes that the form has. */
export function typedName(text: string, form: TypedForm): string | undefined {
  return form === 'uri' || form === 'vals' ? percentDecode(text) : text;
}
