/** Most keys that one write may hold: OpenBao refuses 499 (it counts at most 1,000 strings in a request). */
export const MAX_WRITE_KEYS = 400;

/** Most bytes that the keys and values of one write may take as JSON; Vault answers a lasting error above 1 MiB. */
export const MAX_WRITE_BYTES = 512 * 1024;

/** Most bytes of JSON that a path may hold after a write: more than 1 MiB in an answer is not read. */
export const MAX_SECRET_BYTES = 900 * 1024;

/** Whether a server could refuse to take these keys at once, or to give them back. No number of tries changes that. */
export function isTooMuch(values: ReadonlyMap<string, string>): boolean {
  if (values.size > MAX_WRITE_KEYS) return true;
  let bytes = 0;
  for (const [key, value] of values) bytes += jsonBytes(key) + jsonBytes(value);
  return bytes > MAX_WRITE_BYTES;
}

/** Bytes of a value as JSON, without what JSON has around it. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
