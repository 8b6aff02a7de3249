import type { ConfigScalar, PathSegment } from '../../configDocument.ts';
import { parseReference } from '../grammar.ts';
import { knownMounts } from '../mounts.ts';
import type { KnownMount } from '../mounts.ts';
import { hasPlaceholder } from '../names.ts';
import type { ExtractedReference } from '../reference.ts';

/** The parts of a Sensu resource that decide whether its `spec.id` is a reference. */
export type SensuField = 'type' | 'api_version' | 'metadata.name' | 'spec.provider' | 'spec.id';

export interface SensuPart {
  readonly field: SensuField;
  /** The resource within its document: the root, or an item of a list at the root or below `items`. */
  readonly resource: string;
  readonly scalar: ConfigScalar;
}

/** By the last key, which alone rules out nearly every scalar of a file. */
const fields: ReadonlyMap<unknown, { readonly field: SensuField; readonly parent?: string }> = new Map([
  ['type', { field: 'type' }],
  ['api_version', { field: 'api_version' }],
  ['name', { field: 'metadata.name', parent: 'metadata' }],
  ['provider', { field: 'spec.provider', parent: 'spec' }],
  ['id', { field: 'spec.id', parent: 'spec' }],
]);

/** What `scalar` is in a Sensu resource, judged by its key path alone; undefined when it is nothing of interest. */
export function sensuPart(scalar: ConfigScalar): SensuPart | undefined {
  const { path } = scalar;
  const candidate = fields.get(path.at(-1));
  if (!candidate) return undefined;
  const { field, parent } = candidate;
  const depth = resourceDepth(path);
  const below = path.length - depth;
  if (parent === undefined ? below !== 1 : below !== 2 || path[depth] !== parent) return undefined;
  return { field, resource: path.slice(0, depth).join('.'), scalar };
}

function resourceDepth([first, second]: readonly PathSegment[]): number {
  if (typeof first === 'number') return 1;
  return first === 'items' && typeof second === 'number' ? 2 : 0;
}

/** A Sensu resource: the value of each part that it has. */
export type SensuResource = Partial<Record<SensuField, string>>;

/** Names of the providers that `resources` declare (`secrets/v1`), with their type. */
export function declaredProviders(resources: Iterable<SensuResource>): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const resource of resources) {
    const { type, api_version: version, 'metadata.name': name } = resource;
    if (version !== 'secrets/v1' || type === undefined || type === 'Secret') continue;
    if (name !== undefined) types.set(name, type);
  }
  return types;
}

/** True for `type: Secret` of `secrets/v1`, whatever its provider: its `spec.id` is read by Sensu and by nobody else. */
export function isSensuSecret(resource: SensuResource): boolean {
  return resource.type === 'Secret' && resource.api_version === 'secrets/v1';
}

/**
 * The reference in `spec.id` of a Sensu Go secret: `mount/path#field` or `mount#path#field`. The first part need not be
 * a known mount: the id can be nothing else, so whether the mount exists is for the server to say.
 *
 * Undefined when the provider is missing, is `env` (Sensu's only and built-in Env provider), or is declared in the same
 * file as anything but a `VaultProvider`. An id without `#` is malformed only under a provider that the file declares
 * as a `VaultProvider`: under any other it may name a variable of CyberArk.
 */
export function sensuReference(
  resource: SensuResource,
  providers: ReadonlyMap<string, string>,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const id = resource['spec.id'] ?? '';
  const provider = resource['spec.provider'] ?? '';
  if (provider === '' || provider === 'env' || id === '' || hasPlaceholder(id)) return undefined;
  const declared = providers.get(provider);
  if (declared !== undefined && declared !== 'VaultProvider') return undefined;
  if (!id.includes('#')) return declared === undefined ? undefined : malformed(id, 'no `#` with a field');
  return readId(id, mounts) ?? malformed(id, 'no path between mount and field');
}

function readId(id: string, mounts: readonly KnownMount[]): ExtractedReference | undefined {
  const first = id.indexOf('#');
  const second = id.indexOf('#', first + 1);
  if (second === -1) {
    const mount = id.slice(0, first).split('/')[0] ?? '';
    return readAs(id, first, [...mounts, ...knownMounts([mount])]);
  }
  // `mount#path#field` has the offsets of `mount/path#field`.
  return readAs(`${id.slice(0, first)}/${id.slice(first + 1)}`, second, knownMounts([id.slice(0, first)]));
}

function readAs(text: string, hash: number, mounts: readonly KnownMount[]): ExtractedReference | undefined {
  return parseReference(
    {
      dialect: 'sensu',
      start: 0,
      end: text.length,
      address: { text: text.slice(0, hash), start: 0 },
      key: { text: text.slice(hash + 1), start: hash + 1 },
      isEncoded: false,
    },
    mounts,
  );
}

function malformed(id: string, lack: string): ExtractedReference {
  const whole = { start: 0, end: id.length };
  return { kind: 'malformed', dialect: 'sensu', ...whole, problem: whole, message: `The id has ${lack}.` };
}
