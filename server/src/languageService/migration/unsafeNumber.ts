/**
 * Whether stored data holds an integer that servers, which decode numbers as float64, would alter when another key is
 * written beside it. No recursion: a server chose the depth.
 */
export function hasUnsafeNumber(data: unknown): boolean {
  const left: unknown[] = [data];
  while (left.length > 0) {
    const item = left.pop();
    if (typeof item === 'number' && Number.isInteger(item) && !Number.isSafeInteger(item)) return true;
    if (typeof item === 'object' && item !== null) for (const part of Object.values(item)) left.push(part);
  }
  return false;
}
