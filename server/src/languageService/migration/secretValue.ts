/** Largest value that is written, in bytes of JSON: servers refuse a string over 1 MiB, for good. */
export const MAX_VALUE_BYTES = 512 * 1024;

/** Vault would answer U+FFFD in its place, and the value would be another one. */
const loneSurrogate = /\p{Cs}/u;

/** Text has line breaks and tabs; with other controls it is binary, which tools that read it back may cut or drop. */
const control = /(?![\t\n\r])\p{Cc}/u;

/** Why a value is not moved to Vault, as the beginning of a sentence without the value; undefined when it can be. */
export function valueProblem(value: string): string | undefined {
  if (value === '') return 'The value is empty';
  if (value.length > MAX_VALUE_BYTES) return 'The value is larger than 512 KiB';
  if (loneSurrogate.test(value)) return 'The value is not valid Unicode (half of a surrogate pair)';
  if (control.test(value)) return 'The value has control characters, so it is not text';
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  return bytes > MAX_VALUE_BYTES ? 'The value is larger than 512 KiB' : undefined;
}
