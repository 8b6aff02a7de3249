import type { BlockContent, ConfigBlock, ConfigDocument, ConfigScalar } from '../configDocument.ts';
import { blockReferences, type ScalarReference } from './blockReferences.ts';
import type { NamedMount } from './mounts.ts';
import { knownMounts } from './mounts.ts';
import { mapRanges } from './mapRanges.ts';
import type { ExtractedReference } from './reference.ts';
import { type SensuIds, sensuIds } from './sensuDocuments.ts';
import { sourceMap } from './sourceMap.ts';

/** A reference with the block and the place of the scalar that it is written in. Its ranges are relative to the block. */
export interface PlacedReference extends ScalarReference {
  readonly block: ConfigBlock;
}

/**
 * All references of a file, in file order, given the known mounts (`secret`, `team/kv`; slashes at the ends do not
 * matter; with their versions where those are known); the same however the file is cut into blocks. Blocks that did not change since the last call with the same
 * mounts are not read again.
 */
export function extractReferences(
  document: ConfigDocument,
  mounts: readonly NamedMount[],
): readonly PlacedReference[] {
  const known = knownMounts(mounts);
  const memoKey = known.map(({ path, kvVersion = '' }) => `${kvVersion} ${path}`).join('\n');
  const sensu = sensuIds(document.blocks, known);
  const placed: PlacedReference[] = [];
  for (const block of document.blocks) {
    const references = blockReferences(block.content, known, memoKey);
    const ids = sensu?.get(block);
    const all = ids ? withSensu(block.content, references, ids) : references;
    for (const { scalar, extracted } of all) placed.push({ block, scalar, extracted });
  }
  return placed;
}

/** Sensu's reading of its ids goes before any other reading of the same scalars. */
function withSensu(
  content: BlockContent,
  references: readonly ScalarReference[],
  ids: SensuIds,
): readonly ScalarReference[] {
  const starts = new Set(Array.from(ids.keys(), ({ start }) => start));
  const others = references.filter(({ scalar }) => !starts.has(scalar.start));
  const read = [...ids].flatMap(([scalar, id]) => (id ? [inSource(content, scalar, id)] : []));
  return [...others, ...read].sort((left, right) => left.scalar.start - right.scalar.start);
}

function inSource(content: BlockContent, scalar: ConfigScalar, id: ExtractedReference): ScalarReference {
  const { start, end } = scalar;
  return { scalar: { start, end }, extracted: mapRanges(id, sourceMap(content.text, scalar)) };
}
