import { type JsonOutlineEntry, jsonOutlineOf } from './jsonOutline.ts';
import { type Scopes, scopesOf } from './scopes.ts';

/** See `excerptOf`. */
export function jsonExcerptOf(text: string, places: readonly number[]): string | undefined {
  const outline = jsonOutlineOf(text, places);
  if (!outline) return undefined;
  const { root, found } = outline;
  return found.length === 0 ? '' : write(text, root, scopesOf(text, found));
}

/** An entry as it is, or with no more than the entries in it that have to be read. */
function write(text: string, entry: JsonOutlineEntry, scopes: Scopes): string {
  if (scopes.whole.has(entry)) return text.slice(entry.start, entry.end);
  const inner = entry.entries.filter((one) => scopes.whole.has(one) || scopes.above.has(one));
  const written = inner.map((one) => write(text, one, scopes)).join(',');
  return text.slice(entry.start, entry.open + 1) + written + text.charAt(entry.end - 1);
}
