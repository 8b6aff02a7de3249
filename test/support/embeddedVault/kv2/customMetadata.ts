import type { JsonObject } from '../backend.ts';
import { isObject } from '../jsonBody.ts';
import { badRequest, Refusal, wrappedFailure } from '../reply.ts';

const maxKeys = 64;
const maxKeyBytes = 128;
const maxValueBytes = 512;

/** The server's rules for `custom_metadata`. @throws Refusal in its words. */
export function validCustomMetadata(given: JsonObject): Readonly<Record<string, string>> | null {
  const entries = Object.entries(given).map(([key, value]) => [key, textOf(value)] as const);
  if (entries.length > maxKeys) {
    invalid(`payload must contain at most ${maxKeys} keys, provided ${entries.length}`);
  }
  for (const [key, value] of entries) checkEntry(key, value);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function textOf(value: unknown): string {
  if (isObject(value) || Array.isArray(value)) {
    badRequest(
      "custom_metadata validation failed: '' expected type 'string', got unconvertible type 'map[string]interface {}'",
    );
  }
  return String(value);
}

function checkEntry(key: string, value: string): void {
  const keyBytes = Buffer.byteLength(key);
  const valueBytes = Buffer.byteLength(value);
  if (keyBytes === 0 || keyBytes > maxKeyBytes) {
    invalid(`length of key "${key}" is ${keyBytes} but must be 0 < len(key) <= ${maxKeyBytes}`);
  }
  if (valueBytes === 0 || valueBytes > maxValueBytes) {
    invalid(
      `length of value for key "${key}" is ${valueBytes} but must be 0 < len(value) <= ${maxValueBytes}`,
    );
  }
  if (/[\p{C}\p{Z}]/u.test(key.replaceAll(' ', ''))) invalid(`key "${key}" contains unprintable characters`);
  if (/[\p{C}\p{Z}]/u.test(value.replaceAll(' ', '')))
    invalid(`value for key "${key}" contains unprintable characters`);
}

function invalid(reason: string): never {
  throw new Refusal(wrappedFailure(400, `custom_metadata validation failed: ${reason}`));
}
