/**
 * Whether data of a secret holds a number that could be altered by writing beside it: servers decode stored numbers as
 * float64, also when another key is patched, and JSON has neither infinity nor our `-0`. No recursion: a server chose
 * the depth.
 */
export function hasUnsafeNumber(data: unknown): boolean {
  const left: unknown[] = [data];
  while (left.length > 0) {
    const item = left.pop();
    if (typeof item === 'number' && !isKept(item)) return true;
    if (typeof item === 'object' && item !== null) for (const part of Object.values(item)) left.push(part);
  }
  return false;
}

function isKept(number: number): boolean {
  if (Number.isInteger(number)) return Number.isSafeInteger(number) && !Object.is(number, -0);
  return Number.isFinite(number);
}
