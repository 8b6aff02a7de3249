import type { BlockContent, ConfigBlock, ConfigDocument, ConfigScalar } from '../configDocument.ts';
import { ownReference } from './dialects/own.ts';
import { sensuPart } from './dialects/sensu.ts';
import type { SensuPart } from './dialects/sensu.ts';
import { uriReferences } from './dialects/uri.ts';
import { knownMounts } from './mounts.ts';
import type { KnownMount } from './mounts.ts';
import { mapRanges } from './mapRanges.ts';
import type { ExtractedReference } from './reference.ts';
import { sensuReferences } from './sensuDocuments.ts';
import type { SensuIds } from './sensuDocuments.ts';
import { sourceMap } from './sourceMap.ts';

/** A reference with the scalar that it is written in. Its ranges are relative to the block, in the source text. */
export interface PlacedReference {
  readonly block: ConfigBlock;
  readonly scalar: ConfigScalar;
  readonly extracted: ExtractedReference;
}

type ScalarReference = Omit<PlacedReference, 'block'>;

interface ContentReferences {
  readonly memoKey: string;
  readonly references: readonly ScalarReference[];
  readonly sensuParts: readonly SensuPart[];
}

const memo = new WeakMap<BlockContent, ContentReferences>();

/**
 * All references of a file, in file order, given the known mounts (`secret`, `team/kv`; slashes at the ends do not
 * matter). Blocks that did not change since the last call with the same mounts are not read again.
 */
export function extractReferences(
  document: ConfigDocument,
  mounts: readonly string[],
): readonly PlacedReference[] {
  const known = knownMounts(mounts);
  const memoKey = known.map(({ path }) => path).join('\n');
  const readings = document.blocks.map((block) => ({
    block,
    ...readContent(block.content, known, memoKey),
  }));
  const sensu = sensuReferences(readings, known);
  return readings.flatMap(({ block, references }) =>
    withSensu(block.content, references, sensu.get(block)).map((reference) => ({ block, ...reference })),
  );
}

function readContent(
  content: BlockContent,
  mounts: readonly KnownMount[],
  memoKey: string,
): ContentReferences {
  const remembered = memo.get(content);
  if (remembered?.memoKey === memoKey) return remembered;
  const reading = {
    memoKey,
    references: content.scalars.flatMap((scalar) => scalarReferences(content, scalar, mounts)),
    sensuParts: content.scalars.map(sensuPart).filter((part) => part !== undefined),
  };
  memo.set(content, reading);
  return reading;
}

function scalarReferences(
  content: BlockContent,
  scalar: ConfigScalar,
  mounts: readonly KnownMount[],
): readonly ScalarReference[] {
  if (scalar.kind !== 'string' || !scalar.value.includes('#')) return [];
  const own = ownReference(scalar.value, scalar.style, mounts);
  return inSource(content, scalar, own ? [own] : uriReferences(scalar.value, mounts));
}

/** Sensu's reading of its ids goes before any other reading of the same scalars. */
function withSensu(
  content: BlockContent,
  references: readonly ScalarReference[],
  ids: SensuIds | undefined,
): readonly ScalarReference[] {
  if (!ids) return references;
  const others = references.filter(({ scalar }) => !ids.has(scalar));
  const read = [...ids].flatMap(([scalar, id]) => inSource(content, scalar, id ? [id] : []));
  return [...others, ...read].sort((left, right) => left.scalar.start - right.scalar.start);
}

/** The same references with the ranges of the source text, not of the value. */
function inSource(
  content: BlockContent,
  scalar: ConfigScalar,
  references: readonly ExtractedReference[],
): readonly ScalarReference[] {
  if (references.length === 0) return [];
  const toSource = sourceMap(content.text, scalar);
  return references.map((reference) => ({ scalar, extracted: mapRanges(reference, toSource) }));
}
