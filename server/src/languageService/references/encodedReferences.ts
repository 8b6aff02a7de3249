import { decodeBase64Text } from '../base64.ts';
import type { ConfigScalar } from '../configDocument.ts';
import { mapRanges } from './mapRanges.ts';
import type { KnownMount } from './mounts.ts';
import type { ExtractedReference } from './reference.ts';
import { injectedReferences } from './scalarReferences.ts';

/** What base64 has of a text wherever that stands in what is encoded: one part for each place in three bytes. */
function partsOf(text: string): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = btoa(`${'x'.repeat(offset)}${text}`);
    // The characters at both ends have bits of the neighbours as well.
    const [first, last] = [offset * 8, (offset + text.length) * 8];
    return encoded.slice(Math.ceil(first / 6), Math.floor(last / 6));
  });
}

/** One pattern: a file may have thousands of texts to look at, and each pass takes its time. */
const marks = new RegExp(['vault:', 'bao:', '<path:'].flatMap(partsOf).join('|'));

/** Whether a text may hold base64 of a reference, without breaks in it. */
export function mayHoldEncoded(text: string): boolean {
  return marks.test(text);
}

/** Whether a scalar is where Kubernetes has base64: `data` of a Secret. */
export function isEncodedPlace({ parentKey }: ConfigScalar): boolean {
  return parentKey === 'data';
}

/**
 * The references of bank-vaults and ArgoCD Vault Plugin in the text that a value is base64 of. There may be several, and
 * all have the range of the whole value.
 */
export function encodedReferences(
  value: string,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  if (!/^[A-Za-z0-9+/=\s]*$/.test(value)) return [];
  const compact = value.replace(/\s+/g, '');
  const text = mayHoldEncoded(compact) ? decodeBase64Text(compact) : undefined;
  if (text === undefined) return [];
  const whole = { start: 0, end: value.length };
  return injectedReferences(text, mounts).map((reading) => {
    const placed = mapRanges(reading, () => whole);
    return placed.kind === 'found' ? { ...placed, isEncoded: true } : placed;
  });
}
