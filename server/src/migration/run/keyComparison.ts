import type { CurrentSecret } from '../../languageService/migration/secretVault.ts';

/** How a path stands to the values that are to be in it. */
export interface KeyComparison {
  /** Not there yet. */
  readonly missing: ReadonlyMap<string, string>;
  /** There, with the same value. */
  readonly held: readonly string[];
  /** There, with another value, which is never overwritten. */
  readonly taken: readonly string[];
}

/** Compares decoded strings, key by key. */
export function compareKeys(current: CurrentSecret, values: ReadonlyMap<string, string>): KeyComparison {
  const missing = new Map<string, string>();
  const held: string[] = [];
  const taken: string[] = [];
  for (const [key, value] of values) {
    if (!hasKey(current, key)) missing.set(key, value);
    else if (holds(current, key, value)) held.push(key);
    else taken.push(key);
  }
  return { missing, held, taken };
}

/** True when the path holds exactly this value at this key. */
export function holds(current: CurrentSecret, key: string, value: string): boolean {
  return current.kind === 'present' && hasKey(current, key) && current.data[key] === value;
}

/** Whether the path has the key, with whatever value. */
export function hasKey(current: CurrentSecret, key: string): boolean {
  return current.kind === 'present' && Object.hasOwn(current.data, key);
}
