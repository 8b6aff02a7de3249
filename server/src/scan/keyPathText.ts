import type { PathSegment } from '../languageService/configDocument.ts';
import { looksRandom } from '../languageService/findings/entropy.ts';

/** Longest key that is written, in UTF-16 code units, and longest whole path. */
const MAX_KEY = 64;
const MAX_PATH = 500;

/** In place of a key that may be a secret itself. */
const HIDDEN = '*';

/**
 * A key path for people and files: `spec.env[2].value`, `metadata.annotations["a.b/c"]`. A key that is long or looks
 * generated is hidden (`*`), as some files have tokens for keys. The same path gives the same text.
 */
export function keyPathText(path: readonly PathSegment[]): string {
  let text = '';
  for (const segment of path) {
    text += step(segment, text === '');
    if (text.length > MAX_PATH) return `${text.slice(0, MAX_PATH)}${HIDDEN}`;
  }
  return text;
}

function step(segment: PathSegment, isFirst: boolean): string {
  if (typeof segment === 'number') return `[${String(segment)}]`;
  const key = segment.length > MAX_KEY || maySecretBeIn(segment) ? HIDDEN : segment;
  if (key === HIDDEN || /^[\w-]+$/.test(key)) return isFirst ? key : `.${key}`;
  return `[${JSON.stringify(key)}]`;
}

/** A key of several words may have a token among them, or one that follows a word without anything between. */
function maySecretBeIn(key: string): boolean {
  return (
    looksRandom(key) || key.split(/\W+/).some(looksRandom) || /[0-9a-f]{20}/i.test(key) || MIXED.test(key)
  );
}

/** Letters and digits that take turns more often than in any name, in whatever way they repeat. */
const MIXED = /(?:[A-Za-z]{1,8}[0-9]{1,8}){4}/;
