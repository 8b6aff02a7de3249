import { nameKeys, referringSiblings, typeKeys } from '../siblingKeys.ts';
import type { OutlineEntry } from './outline.ts';

/** Keys that rules ask for beside a value or above it, and those whose values are judged by what is beside them. */
const asked: ReadonlySet<string> = new Set([
  ...nameKeys,
  ...typeKeys,
  ...referringSiblings,
  ...'value Value ParameterValue defaultValue default_value val Default default'.split(' '),
]);

/** Whether rules may ask for an entry of a name, as it is written, when they judge another. Escapes may spell any. */
export function isAsked(name: string): boolean {
  return asked.has(name) || name.includes('\\');
}

/** What has to be read of an outline. */
export interface Scopes {
  /** With all that is in them. */
  readonly whole: ReadonlySet<OutlineEntry>;
  /** Those that have some of these in them. */
  readonly above: ReadonlySet<OutlineEntry>;
}

/** What has to be read to judge entries: all that is in them, and what rules look at beside them and those above. */
export function scopesOf(text: string, found: readonly OutlineEntry[]): Scopes {
  const whole = new Set<OutlineEntry>();
  const above = new Set<OutlineEntry>();
  for (const entry of found) {
    const scope = scopeOf(text, entry);
    whole.add(scope);
    for (let at = scope.parent; at && !above.has(at); at = at.parent) {
      above.add(at);
      for (const beside of at.entries) if (isAsked(beside.name)) whole.add(beside);
    }
  }
  return { whole, above };
}

/** What has to be read to judge an entry that has a telling name in it. */
function scopeOf(text: string, entry: OutlineEntry): OutlineEntry {
  let scope = entry;
  for (let at = entry.parent; at; at = at.parent) if (at.isWhole || at.isMixed) scope = at;
  // Of a list of texts one tells what the next one is.
  if (scope.name === '' && scope.isWhole) return scope.parent ?? scope;
  const isAboutAll = scope.name === 'kty' || scope.name.includes('\\') || isSecret(text, scope);
  return isAboutAll ? (scope.parent ?? scope) : scope;
}

/** Whether an entry says, or may say with an escape, that all that it stands beside is a Secret. */
function isSecret(text: string, { name, start, end }: OutlineEntry): boolean {
  return (
    name === 'kind' &&
    /(?<![A-Za-z])Secret(?![A-Za-z])|\\/.test(text.slice(start, Math.min(end, start + 1_000)))
  );
}
