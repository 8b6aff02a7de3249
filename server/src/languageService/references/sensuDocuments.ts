import type { BlockContent, ConfigBlock, ConfigScalar } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';
import { declaredProviders, isSensuSecret, sensuPart, sensuReference } from './dialects/sensu.ts';
import type { SensuPart, SensuResource } from './dialects/sensu.ts';
import type { KnownMount } from './mounts.ts';
import type { ExtractedReference } from './reference.ts';

/** The `spec.id` scalars of Sensu secrets in one block, each with its reference, in offsets of its value, if it is one. */
export type SensuIds = ReadonlyMap<ConfigScalar, ExtractedReference | undefined>;

/**
 * The ids of the Sensu secrets of a file, of which the parts may lie in several blocks of one document. Blocks without
 * one are absent from the answer; undefined when the file is none of Sensu's.
 */
export function sensuIds(
  blocks: readonly ConfigBlock[],
  mounts: readonly KnownMount[],
): ReadonlyMap<ConfigBlock, SensuIds> | undefined {
  if (!blocks.some(({ content }) => saysVersion(content))) return undefined;
  const resources = joinResources(blocks);
  const providers = declaredProviders(resources.map(({ values }) => values));
  const found = new Map<ConfigBlock, Map<ConfigScalar, ExtractedReference | undefined>>();
  for (const { values, id } of resources) {
    if (!id || !isSensuSecret(values)) continue;
    const ids = found.get(id.block) ?? new Map<ConfigScalar, ExtractedReference | undefined>();
    found.set(id.block, ids.set(id.scalar, sensuReference(values, providers, mounts)));
  }
  return found;
}

const version = new MemoryKey<boolean>();

/** Whether a block may state the version that all of Sensu's secrets and their providers have. */
function saysVersion({ shape, text }: BlockContent): boolean {
  const known = version.recall(shape);
  if (known !== undefined) return known;
  const says = text.includes('secrets/v1') || text.includes('secrets\\/v1');
  return version.keep(shape, says);
}

const parts = new WeakMap<BlockContent, readonly SensuPart[]>();

/** By content: they hold indices of lists. */
function partsOf(content: BlockContent): readonly SensuPart[] {
  const known = parts.get(content);
  if (known) return known;
  const found = content.scalars.map(sensuPart).filter((part) => part !== undefined);
  parts.set(content, found);
  return found;
}

interface PlacedResource {
  readonly values: SensuResource;
  id?: { readonly block: ConfigBlock; readonly scalar: ConfigScalar };
}

function joinResources(blocks: readonly ConfigBlock[]): readonly PlacedResource[] {
  const resources = new Map<string, PlacedResource>();
  for (const block of blocks) {
    for (const { field, resource, scalar } of partsOf(block.content)) {
      const name = `${block.document} ${resource}`;
      const joined = resources.get(name) ?? { values: {} };
      resources.set(name, joined);
      joined.values[field] = scalar.value;
      if (field === 'spec.id') joined.id = { block, scalar };
    }
  }
  return [...resources.values()];
}
