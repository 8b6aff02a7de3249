import { parseReference } from '../grammar.ts';
import type { KnownMount } from '../mounts.ts';
import type { ExtractedReference } from '../reference.ts';

/** What every reference of the URI form begins with. */
export const uriScheme = 'vault://';

/** Blanks, quotes, brackets, list separators, `$` and `?` end the address: a name that has them is percent-encoded. */
const addressEndPattern = /[ \t\r\n"'`<>{}|\\^,;()[\]$?#]/;

/**
 * A key is often followed by more of a URL (`@host`, `:5432`, `/db`, `&ssl=on`) or of a sentence, so every sign but
 * `-`, `_`, `.` and `~` ends it. A further `#` and invisible characters belong to it, as mistakes to report.
 */
const keyEndPattern = /(?![A-Za-z0-9_.~%#-])[\x20-\x7e\t\r\n\p{P}\p{S}\p{Zs}]/u;

/**
 * All `vault://mount/path#key` in a scalar, percent-decoded, in text order. Text without `#` is none, and neither is
 * what another tool reads: the tail of a longer scheme (`ref+vault://`), `{vault://...}`, a placeholder inside.
 */
export function uriReferences(value: string, mounts: readonly KnownMount[]): readonly ExtractedReference[] {
  const references: ExtractedReference[] = [];
  let start = value.indexOf(uriScheme);
  while (start !== -1) {
    const next = value.indexOf(uriScheme, start + uriScheme.length);
    const token = value.slice(start, next === -1 ? value.length : next);
    const reference = isForeignUri(value, start) ? undefined : readToken(token, start, mounts);
    if (reference) references.push(reference);
    start = next;
  }
  return references;
}

function readToken(
  token: string,
  start: number,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const hash = uriScheme.length + uriAddressLength(token.slice(uriScheme.length));
  if (token[hash] !== '#') return undefined;
  const keyEnd = hash + 1 + uriKeyLength(token.slice(hash + 1));
  // An unrendered key: `#${KEY}`, `#{{ key }}`, `#<key>`.
  if (/[$<{]/.test(token[keyEnd] ?? '')) return undefined;
  // A final full stop ends a sentence, not a key.
  const key = token.slice(hash + 1, keyEnd).replace(/(?<!\.)\.+$/, '');
  return parseReference(
    {
      dialect: 'uri',
      start,
      end: start + hash + 1 + key.length,
      address: { text: token.slice(uriScheme.length, hash), start: start + uriScheme.length },
      key: { text: key, start: start + hash + 1 },
      isEncoded: true,
    },
    mounts,
  );
}

/**
 * True when the `vault://` at `start` is another tool's. Kong writes `{vault://name/key}`, vals
 * `ref+vault://path#/key`, Spring `optional:vault://path` (no `#`).
 */
export function isForeignUri(value: string, start: number): boolean {
  return /[A-Za-z0-9+.-]$|\{ *$/.test(value.slice(Math.max(0, start - 8), start));
}

/** How many characters at the start of `text` may belong to mount and path. */
export function uriAddressLength(text: string): number {
  return lengthUntil(addressEndPattern, text);
}

/** How many characters at the start of `text` may belong to a key, mistakes included. */
export function uriKeyLength(text: string): number {
  return lengthUntil(keyEndPattern, text);
}

function lengthUntil(end: RegExp, text: string): number {
  const length = text.search(end);
  return length === -1 ? text.length : length;
}
