import { detach } from './detach.ts';

/** Most keys that are remembered, and the longest, in UTF-16 code units: far more than any config file repeats. */
const MAX_KEYS = 4096;
const MAX_LENGTH = 64;

const known = new Map<string, string>();

/**
 * The same key for the same text. Config files repeat few keys many times: one string for all of them takes no memory
 * of its own, shares none with the text it was cut from, and is looked up in tables without being hashed again.
 */
export function sharedKey(key: string): string {
  if (key.length > MAX_LENGTH) return detach(key);
  const shared = known.get(key);
  if (shared !== undefined) return shared;
  if (known.size === MAX_KEYS) known.clear();
  const own = detach(key);
  known.set(own, own);
  return own;
}
