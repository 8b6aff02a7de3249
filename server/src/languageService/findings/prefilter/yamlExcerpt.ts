import { type OutlinedDocument, outlineOf } from './outlineReader.ts';
import { scopesOf } from './scopes.ts';

/** See `excerptOf`. */
export function yamlExcerptOf(text: string, places: readonly number[]): string | undefined {
  return outlineOf(text, places)
    ?.filter(({ found }) => found.length > 0)
    .map((document) => excerptOfDocument(text, document))
    .join('');
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Whole entries as they are, and the lines that others begin with. */
function excerptOfDocument(text: string, { start, found }: OutlinedDocument): string {
  const { whole, above } = scopesOf(text, found);
  const parts: Part[] = start > 0 ? [lineAt(text, start)] : [];
  for (const entry of whole) parts.push(entry);
  for (const entry of above) if (entry.parent) parts.push(lineAt(text, entry.start));
  return joined(text, parts);
}

function lineAt(text: string, start: number): Part {
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end + 1 };
}

/** The parts in order, each character once. */
function joined(text: string, parts: readonly Part[]): string {
  let written = '';
  let at = 0;
  for (const { start, end } of parts.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    const part = text.slice(Math.max(at, start), end);
    written += part;
    // The last line of a file may have no break.
    if (!part.endsWith('\n')) written += '\n';
    at = end;
  }
  return written;
}
