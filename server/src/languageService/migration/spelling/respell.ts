import { encodeBase64 } from './base64.ts';
import { writeEscape } from './escapes.ts';
import { MAX_RESPELLED, MAX_STEPS, type Spelling, type SpellingStep } from './spelling.ts';

/**
 * The text that `value` was written as. Undefined when the spelling does not go with the value: it must use all of it,
 * and its layout may hold blanks, line breaks and escaping marks only. Never throws, whatever the spelling, and makes no
 * more than {@link MAX_RESPELLED} code units.
 */
export function respell(value: string, { steps, encoding }: Spelling): string | undefined {
  if (steps.length > MAX_STEPS) return undefined;
  const writer = new Writer(encoding === 'base64' ? encodeBase64(value) : value);
  for (const step of steps) if (!writer.write(step)) return undefined;
  return writer.text;
}

class Writer {
  readonly #value: string;
  readonly #parts: string[] = [];
  #at = 0;
  #length = 0;

  constructor(value: string) {
    this.#value = value;
  }

  /** Undefined unless the whole value is written. */
  get text(): string | undefined {
    return this.#at === this.#value.length ? this.#parts.join('') : undefined;
  }

  write(step: SpellingStep): boolean {
    if ('copy' in step)
      return this.#has(step.copy) && this.#put(this.#value.slice(this.#at, this.#at + step.copy), step.copy);
    if ('skip' in step) return this.#has(step.skip) && this.#put('', step.skip);
    if ('layout' in step) return isLayout(step.layout) && this.#put(step.layout, 0);
    const escape = writeEscape(this.#value, this.#at, step.escape);
    return escape !== undefined && this.#put(escape.text, escape.units);
  }

  #has(count: number): boolean {
    return Number.isSafeInteger(count) && count > 0 && count <= this.#value.length - this.#at;
  }

  #put(text: string, count: number): boolean {
    this.#parts.push(text);
    this.#at += count;
    this.#length += text.length;
    return this.#length <= MAX_RESPELLED;
  }
}

/** Whether a text may be layout. */
export function isLayout(text: string): boolean {
  return /^[ \t\r\n'\\]+$/.test(text);
}
