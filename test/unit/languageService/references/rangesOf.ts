import type {
  ExtractedReference,
  OffsetRange,
} from '../../../../server/src/languageService/references/reference.ts';

/** The ranges of the parts of a reference, by their names. */
export function rangesOf(reference: ExtractedReference): Readonly<Record<string, OffsetRange>> {
  switch (reference.kind) {
    case 'malformed':
      return { problem: reference.problem };
    case 'unknown-mount':
      return { mountRange: reference.mountRange };
    case 'found': {
      const { mountRange, pathRange, keyRange, dataRange } = reference;
      return { mountRange, pathRange, ...(keyRange && { keyRange }), ...(dataRange && { dataRange }) };
    }
  }
}
