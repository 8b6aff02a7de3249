/** A key in quotes, or the index of a list: what looks like an index within a key is none. */
const quotedOrIndex = /"(?:[^"\\]|\\.)*"|\[\d+\]/g;

/** A key path as `keyPathText` writes it, without the indices of lists: `items[3].password` and `items[4].password` alike. */
export function keyPattern(keyPath: string): string {
  return keyPath.replace(quotedOrIndex, (part) => (part.startsWith('"') ? part : '[]'));
}
