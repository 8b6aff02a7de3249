/**
 * Whether data of a secret holds a whole number that is not exact: servers decode stored numbers as float64, also when
 * another key is patched, so writing beside it could alter it. No recursion: a server chose the depth.
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
