import type { FindingAddress, ReferenceAddress } from '../../server/src/protocol.ts';
import { isRecord, isText } from './shape.ts';

const invisible = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u;

/** Longer texts are no names that the server gave out. */
const longestText = 4096;

/**
 * The address of a finding, from arguments that any extension may have made up; undefined unless it has exactly that
 * shape and names a document that is open now.
 */
export function findingAddress(
  args: readonly unknown[],
  isOpen: (uri: string) => boolean,
): FindingAddress | undefined {
  const given = onlyRecord(args, ['uri', 'version', 'findingId']);
  if (!given) return undefined;
  const { uri, version, findingId } = given;
  if (!isName(uri) || !isName(findingId) || !isVersion(version)) return undefined;
  return isOpen(uri) ? { uri, version, findingId } : undefined;
}

/** As {@link findingAddress}, for a place in Vault that a reference in an open document names. */
export function referenceAddress(
  args: readonly unknown[],
  isOpen: (uri: string) => boolean,
): ReferenceAddress | undefined {
  const given = onlyRecord(args, ['uri', 'mount', 'path', 'key']);
  if (!given) return undefined;
  const { uri, mount, path, key } = given;
  if (!isName(uri) || !isName(mount) || !isName(path) || !isName(key)) return undefined;
  return isOpen(uri) ? { uri, mount, path, key } : undefined;
}

function onlyRecord(args: readonly unknown[], keys: readonly string[]): Record<string, unknown> | undefined {
  const [first] = args;
  if (args.length !== 1 || !isRecord(first)) return undefined;
  const own = Object.keys(first);
  return own.length === keys.length && keys.every((key) => own.includes(key)) ? first : undefined;
}

function isName(value: unknown): value is string {
  // Invisible characters would let a dialog show another name than the one that is meant.
  return isText(value) && value !== '' && value.length <= longestText && !invisible.test(value);
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
