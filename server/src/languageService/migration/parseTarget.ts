import { uriScheme } from '../references/dialects/uri.ts';
import { formatReference } from '../references/format.ts';
import { parseReference } from '../references/grammar.ts';
import { knownMounts } from '../references/mounts.ts';
import type { ExtractedReference } from '../references/reference.ts';
import type { SecretTarget } from './moveResult.ts';

export type ParsedTarget =
  | { readonly ok: true; readonly target: SecretTarget }
  /** `message`: one sentence that says what to mend. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a target that a person typed, `mount/path#key` or the same as `vault://` URI. Only known mounts are
 * accepted: what is written into the file must be readable as a reference afterwards.
 */
export function parseTarget(text: string, mounts: readonly string[]): ParsedTarget {
  const read = readWhole(text.trim(), mounts);
  switch (read?.kind) {
    case 'found':
      if (read.dataRange) return no('Leave `data/` out of the path: the KV v2 API adds it by itself.');
      return { ok: true, target: { ...read.reference, key: read.reference.key ?? '' } };
    case 'malformed':
      return no(read.message);
    case 'unknown-mount':
      return no(`There is no mount of that name; did you mean ${read.nearest}?`);
    case undefined:
      return no(`A target is written as \`mount/path#key\` with a known mount: ${mountList(mounts)}.`);
  }
}

/**
 * Whether the reference that is written for `target` reads back as that target, that is, whether its names keep to the
 * grammar. The mount's too: a setting may name any mount, so it is read once more as part of a path.
 */
export function isSpellable(target: SecretTarget): boolean {
  const { mount, path, key } = target;
  return readsBack(target) && readsBack({ mount: 'any', path: `${mount}/${path}`, key });
}

function readsBack(target: SecretTarget): boolean {
  const read = readWhole(formatReference(target), [target.mount]);
  if (read?.kind !== 'found') return false;
  const { mount, path, key } = read.reference;
  return mount === target.mount && path === target.path && key === target.key;
}

function readWhole(text: string, mounts: readonly string[]): ExtractedReference | undefined {
  const isEncoded = text.startsWith(uriScheme);
  const start = isEncoded ? uriScheme.length : 0;
  const hash = text.indexOf('#', start);
  if (hash === -1) return undefined;
  return parseReference(
    {
      dialect: isEncoded ? 'uri' : 'own',
      start: 0,
      end: text.length,
      address: { text: text.slice(start, hash), start },
      key: { text: text.slice(hash + 1), start: hash + 1 },
      isEncoded,
    },
    knownMounts(mounts),
  );
}

function mountList(mounts: readonly string[]): string {
  return mounts.length === 0
    ? 'none is known, so add one to the setting vaultRefs.mounts'
    : mounts.join(', ');
}

function no(message: string): ParsedTarget {
  return { ok: false, message };
}
