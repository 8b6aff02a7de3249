/**
 * True when one insertion, deletion, replacement or swap of neighbours makes `left` into `right` (a
 * Damerau-Levenshtein distance of exactly 1). Linear in the length.
 */
export function isOneEditApart(left: string, right: string): boolean {
  if (left.length > right.length) return isOneEditApart(right, left);
  if (left === right || right.length - left.length > 1) return false;
  const start = commonPrefix(left, right);
  if (left.length < right.length) return left.slice(start) === right.slice(start + 1);
  if (left.slice(start + 1) === right.slice(start + 1)) return true;
  const swapped = left[start] === right[start + 1] && left[start + 1] === right[start];
  return swapped && left.slice(start + 2) === right.slice(start + 2);
}

function commonPrefix(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}

/** Longer words are not compared: the cost of a comparison grows with the square of the length. */
const maxLength = 256;

/**
 * The candidate that is fewest edits away from `word` (the first of several), or undefined when even that one is
 * more than a third of the word, or 3 edits, away. A word that is itself a candidate is its own nearest.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > maxLength) return undefined;
  let best: string | undefined;
  let limit = Math.min(3, Math.max(1, Math.floor(word.length / 3))) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate, limit);
    if (distance >= limit) continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

/** Optimal string alignment distance of two words, or `limit` when it is not below that. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = nextRow(left, right, row, last, beforeLast);
    if (Math.min(...current) >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return Math.min(limit, last[right.length] ?? limit);
}

function nextRow(left: string, right: string, row: number, last: number[], beforeLast: number[]): number[] {
  const at = (line: number[], column: number): number => line[column] ?? Infinity;
  const current = [row];
  for (let column = 1; column <= right.length; column++) {
    const replaced = left[row - 1] === right[column - 1] ? 0 : 1;
    const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    current[column] = Math.min(
      at(last, column) + 1,
      at(current, column - 1) + 1,
      at(last, column - 1) + replaced,
      isSwap ? at(beforeLast, column - 2) + 1 : Infinity,
    );
  }
  return current;
}
