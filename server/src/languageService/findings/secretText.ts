import type { ConfigDocument } from '../configDocument.ts';
import { sourceMap } from '../references/sourceMap.ts';
import type { Finding } from './finding.ts';

/**
 * The secret of a finding as a program that reads the file gets it: without quotes, escapes, folding and indentation. It
 * must not leave the process. What is written when the finding does not lie in a scalar of the document.
 */
export function secretText(
  config: ConfigDocument,
  { start, end, scalarStart, scalarEnd }: Pick<Finding, 'start' | 'end' | 'scalarStart' | 'scalarEnd'>,
): string {
  const located = config.scalarAt(scalarStart);
  if (located?.start !== scalarStart || located.end !== scalarEnd) return config.text.slice(start, end);
  const { block, scalar } = located;
  if (start === scalarStart && end === scalarEnd) return scalar.value;
  const { value } = scalar;
  const locate = sourceMap(block.content.text, scalar);
  // Both ends only grow with the place in the value, so they are found by halving.
  const first = lowest(value.length, (at) => block.start + locate({ start: at, end: at + 1 }).end > start);
  const behind = lowest(value.length, (at) => block.start + locate({ start: at, end: at + 1 }).start >= end);
  return first < behind ? value.slice(first, behind) : value;
}

/** The lowest number below `count` that a growing condition holds for; `count` when there is none. */
function lowest(count: number, holds: (number: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
