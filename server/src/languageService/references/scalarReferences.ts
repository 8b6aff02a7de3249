import type { ScalarStyle } from '../configDocument.ts';
import { trimEndOf } from '../trim.ts';
import { mayHavePlaceholder, placeholderReferences } from './dialects/argoCdVaultPlugin.ts';
import { bankVaultsReferences, mayHaveBankVaults } from './dialects/bankVaults.ts';
import { ownReference } from './dialects/own.ts';
import { uriReferences } from './dialects/uri.ts';
import { mayHaveVals, valsReferences } from './dialects/vals.ts';
import type { KnownMount } from './mounts.ts';
import type { ExtractedReference } from './reference.ts';

/** The references in a value that can be told from it alone, in text order, not overlapping. Linear. */
export function scalarReferences(
  value: string,
  style: ScalarStyle,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  const mayBeOurs = value.includes('#');
  const own = mayBeOurs ? ownReference(value, style, mounts) : undefined;
  if (own?.kind === 'found') return [own];
  const foreign = foreignReferences(isBlock(style) ? trimEndOf(value, '\n') : value, mounts);
  if (own && foreign.length === 0) return [own];
  const uris = mayBeOurs ? uriReferences(value, mounts) : [];
  return foreign.length === 0 ? uris : inOrder([...foreign, ...uris]);
}

/** Those of other tools, which may come in one value, in no order. */
export function foreignReferences(
  value: string,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  return [...injectedReferences(value, mounts), ...(mayHaveVals(value) ? valsReferences(value, mounts) : [])];
}

/** Those of the tools that also look into base64. */
export function injectedReferences(
  value: string,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  return [
    ...(mayHaveBankVaults(value) ? bankVaultsReferences(value, mounts) : []),
    ...(mayHavePlaceholder(value) ? placeholderReferences(value, mounts) : []),
  ];
}

/** Of two that overlap the first one counts. */
function inOrder(references: readonly ExtractedReference[]): readonly ExtractedReference[] {
  let end = 0;
  return [...references]
    .sort((left, right) => left.start - right.start)
    .filter((reference) => {
      if (reference.start < end) return false;
      ({ end } = reference);
      return true;
    });
}

function isBlock(style: ScalarStyle): boolean {
  return style === 'literal' || style === 'folded';
}
