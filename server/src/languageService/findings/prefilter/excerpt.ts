import { nameKeys, referringSiblings, typeKeys } from '../siblingKeys.ts';
import type { OutlineEntry } from './outline.ts';
import { type OutlinedDocument, outlineOf } from './outlineReader.ts';

/** Keys that rules ask for beside a value or above it, and those whose values are judged by what is beside them. */
const asked: ReadonlySet<string> = new Set([
  ...nameKeys,
  ...typeKeys,
  ...referringSiblings,
  ...'value Value ParameterValue defaultValue default_value val Default default'.split(' '),
]);

/** An excerpt that is not much shorter is not worth reading first. */
const MOST = 0.7;

/**
 * The parts of a YAML file in which rules that go by names may find something, given the places of telling names: the
 * entries that have them, those that rules look at beside them, and the lines they are below, so that paths stay.
 * Nothing is found in the file unless something is found in the excerpt, whatever class of file it is taken for.
 * Undefined where all has to be read; empty where nothing has.
 */
export function excerptOf(text: string, places: readonly number[]): string | undefined {
  const documents = outlineOf(text, places);
  if (!documents) return undefined;
  let excerpt = '';
  for (const document of documents) {
    if (document.found.length > 0) excerpt += excerptOfDocument(text, document);
    if (excerpt.length > text.length * MOST) return undefined;
  }
  return excerpt;
}

function excerptOfDocument(text: string, { start, found }: OutlinedDocument): string {
  const parts: Part[] = start > 0 ? [{ start, end: behindLine(text, start) }] : [];
  const above = new Set<OutlineEntry>();
  for (const entry of found) {
    const scope = scopeOf(text, entry);
    parts.push(scope);
    for (let at = scope.parent; at && !above.has(at); at = at.parent) {
      above.add(at);
      if (at.parent) parts.push({ start: at.start, end: behindLine(text, at.start) });
      for (const beside of at.entries) if (asked.has(beside.name)) parts.push(beside);
    }
  }
  return joined(text, parts);
}

interface Part {
  readonly start: number;
  readonly end: number;
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

function behindLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end + 1;
}

/** What has to be read to judge an entry that has a telling name in it. */
function scopeOf(text: string, entry: OutlineEntry): OutlineEntry {
  let scope = entry;
  for (let at = entry.parent; at; at = at.parent) if (at.isWhole || at.isMixed) scope = at;
  // Of a list of texts one tells what the next one is.
  if (scope.name === '' && scope.isWhole) return scope.parent ?? scope;
  const isAboutAll = scope.name === 'kty' || isSecret(text, scope);
  return isAboutAll ? (scope.parent ?? scope) : scope;
}

/** Whether an entry says that all that it stands beside is a Secret. */
function isSecret(text: string, { name, start, end }: OutlineEntry): boolean {
  return (
    name === 'kind' && /(?<![A-Za-z])Secret(?![A-Za-z])/.test(text.slice(start, Math.min(end, start + 1_000)))
  );
}
