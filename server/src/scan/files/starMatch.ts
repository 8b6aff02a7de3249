/**
 * Whether the parts of a pattern fit a whole sequence, one item each, where a part that is `many` takes any number of
 * items, none too. Goes back to the last such part alone: what an earlier one could take besides, the last one can take
 * as well. Time is at most proportional to both lengths multiplied.
 */
export function starMatch<Part, Item>(
  parts: readonly Part[],
  items: readonly Item[],
  isMany: (part: Part) => boolean,
  takes: (part: Part, item: Item) => boolean,
): boolean {
  let [part, item, star, mark] = [0, 0, -1, 0];
  while (item < items.length) {
    const next = parts[part];
    if (next !== undefined && isMany(next)) {
      star = part;
      mark = item;
      part += 1;
    } else if (next !== undefined && takes(next, items[item] as Item)) {
      part += 1;
      item += 1;
    } else if (star >= 0) {
      part = star + 1;
      mark += 1;
      item = mark;
    } else return false;
  }
  return parts.slice(part).every(isMany);
}
