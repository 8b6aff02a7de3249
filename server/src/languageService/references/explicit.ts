import type { WrittenReference } from './grammar.ts';
import { parseReference } from './grammar.ts';
import type { KnownMount } from './mounts.ts';
import { mountOf } from './mounts.ts';
import { isDotSegment, percentDecode } from './names.ts';
import type { DialectId, ExtractedReference } from './reference.ts';

/** Dialects whose path is the one that the API is asked for, with the `data/` of KV v2. */
const apiDialects: ReadonlySet<DialectId> = new Set(['bank-vaults', 'argocd-vault-plugin']);

/** Whether references of a dialect have the `data/` of KV v2. */
export function writesApiPath(dialect: DialectId): boolean {
  return apiDialects.has(dialect);
}

/**
 * Reads a reference of a dialect that no other text looks like: where it begins with no known mount, what comes before
 * the `data/` of the API, or else the first segment, is the mount, and whether there is one is for the server to say.
 * Text with blanks needs a known mount: it may be prose.
 */
export function parseExplicit(
  written: WrittenReference,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const reading = parseReference(written, [...mounts, ...guessedMount(written)]);
  return reading?.kind === 'found' && writesApiPath(written.dialect) ? withoutData(reading, mounts) : reading;
}

function guessedMount({ dialect, address, key, isEncoded }: WrittenReference): readonly KnownMount[] {
  if (/\s/.test(address.text) || /\s/.test(key.text)) return [];
  const names = address.text.split('/');
  const data = writesApiPath(dialect) ? names.indexOf('data', 1) : -1;
  const mount = names.slice(0, data === -1 || data === names.length - 1 ? 1 : data).join('/');
  const path = isEncoded ? percentDecode(mount) : mount;
  if (path === undefined || path.split('/').some((name) => name === '' || isDotSegment(name))) return [];
  return [mountOf(path)];
}

/** On a mount of KV v1 `data` is a folder as any other; where the version is not known, it is that of the API. */
function withoutData(
  found: ExtractedReference & { readonly kind: 'found' },
  mounts: readonly KnownMount[],
): ExtractedReference {
  const { dataRange, ...rest } = found;
  const { reference, pathRange } = found;
  const mount = mounts.find(({ path }) => path === reference.mount);
  if (!dataRange || mount?.kvVersion === 1) return rest;
  return {
    ...found,
    reference: { ...reference, path: reference.path.slice('data/'.length) },
    pathRange: { start: dataRange.end, end: pathRange.end },
  };
}
