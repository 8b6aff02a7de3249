import type { ConfigBlock, ConfigScalar } from '../configDocument.ts';
import { declaredProviders, isSensuSecret, sensuReference } from './dialects/sensu.ts';
import type { SensuPart, SensuResource } from './dialects/sensu.ts';
import type { KnownMount } from './mounts.ts';
import type { ExtractedReference } from './reference.ts';

/** The `spec.id` scalars of Sensu secrets in one block, each with its reference, in offsets of its value, if it is one. */
export type SensuIds = ReadonlyMap<ConfigScalar, ExtractedReference | undefined>;

interface BlockParts {
  readonly block: ConfigBlock;
  readonly sensuParts: readonly SensuPart[];
}

interface PlacedResource {
  readonly values: SensuResource;
  readonly id?: { readonly block: ConfigBlock; readonly scalar: ConfigScalar };
}

/**
 * Joins the parts of Sensu resources, which may lie in several blocks of one document, and reads their ids. Blocks
 * without the id of a Sensu secret are absent from the answer.
 */
export function sensuReferences(
  blocks: readonly BlockParts[],
  mounts: readonly KnownMount[],
): ReadonlyMap<ConfigBlock, SensuIds> {
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

function joinResources(blocks: readonly BlockParts[]): readonly PlacedResource[] {
  const resources = new Map<string, PlacedResource>();
  for (const { block, sensuParts } of blocks) {
    for (const { field, resource, scalar } of sensuParts) {
      const name = `${block.document} ${resource}`;
      const before = resources.get(name);
      resources.set(name, {
        ...before,
        values: { ...before?.values, [field]: scalar.value },
        ...(field === 'spec.id' ? { id: { block, scalar } } : {}),
      });
    }
  }
  return [...resources.values()];
}
