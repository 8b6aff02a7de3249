import { createHash } from 'node:crypto';

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const alphanumeric = digits + upper + lower;

/** An endless text that only its seed decides. */
export class MadeUp {
  readonly #seed: string;
  #round = 0;
  #pool: number[] = [];

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** So many characters of an alphabet. */
  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.#next() % alphabet.length]).join('');
  }

  /** Letters and digits. */
  word(length: number): string {
    return this.text(alphanumeric, length);
  }

  hex(length: number): string {
    return this.text(`${digits}abcdef`, length);
  }

  /** Base64 of so many bytes. */
  base64(bytes: number): string {
    return Buffer.from(Array.from({ length: bytes }, () => this.#next() & 255)).toString('base64');
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }

  #next(): number {
    if (this.#pool.length < 2) {
      const bytes = createHash('sha256').update(`${this.#seed} ${this.#round}`).digest();
      this.#round += 1;
      this.#pool.push(...bytes);
    }
    return (this.#pool.pop() ?? 0) * 256 + (this.#pool.pop() ?? 0);
  }
}
