import type { JsonObject } from './backend.ts';
import { badRequest, failure, Refusal } from './reply.ts';

/** Limits of a default listener of the real server. */
const maxBytes = 33_554_432;
const maxStrings = 1000;

/** A JSON object and nothing else; an empty body is an empty object. @throws Refusal otherwise. */
export function parseBody(bytes: Buffer): JsonObject {
  if (bytes.length > maxBytes) throw new Refusal(failure(413, 'http: request body too large'));
  if (bytes.length === 0) return {};
  const value = parsed(bytes);
  if (!isObject(value)) return badRequest('failed to decode JSON input: the top level is not an object');
  if (countStrings(value) > maxStrings) {
    badRequest('refused JSON input due to high complexity: exceeded maximum number of strings');
  }
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JavaScript's numbers are the server's float64; lone surrogates become U+FFFD there too. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'), (_key, value: unknown) =>
      typeof value === 'string' ? wellFormed(value) : value,
    ) as unknown;
  } catch {
    return badRequest('failed to decode JSON input: invalid character');
  }
}

function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** Keys count too. */
function countStrings(value: unknown): number {
  if (typeof value === 'string') return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countStrings(item), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countStrings(item), 0);
}

/** An optional field that must be an object or null. @throws Refusal in the server's words. */
export function objectField(body: JsonObject, name: string): JsonObject | null | undefined {
  const value = body[name];
  if (value === undefined || value === null || isObject(value)) return value;
  const found = Array.isArray(value) ? "'[0]'" : "''";
  const type = Array.isArray(value) ? 'json.Number' : typeof value;
  return badRequest(
    `error converting input for field "${name}": ${found} expected type 'map[string]interface {}', got unconvertible type '${type}'`,
  );
}

/** A query parameter or body field that must be a whole number. @throws Refusal in the server's words. */
export function wholeNumber(name: string, text: string | null): number {
  if (text === null || text === '') return 0;
  if (/^-?\d+$/u.test(text)) return Number(text);
  return badRequest(
    `Field validation failed: error converting input for field "${name}": '' cannot parse value as 'int': strconv.ParseInt: invalid syntax`,
  );
}
