import { createHmac, randomBytes, randomUUID, scrypt, scryptSync } from 'node:crypto';

/**
 * Gives what a baseline knows a value by: twelve bits of its scrypt with the baseline's salt, as three hex digits. Of
 * 4,096 values one has the same mark, so it tells a changed value from the old one, and nobody can tell by it what the
 * value is: of ten million guesses 2,400 fit.
 */
export type Marker = (value: string) => string;

/**
 * About a millisecond. The cost is no wall, as twelve bits fit many values whatever they cost: it only makes going
 * through them slow.
 */
const cost = { N: 256, r: 8, p: 1 };

/** Most marks that are remembered; the rest is made again. */
const MAX_REMEMBERED = 100_000;

/** The same for a thread that somebody waits for: the work is done in others. */
export type AsyncMarker = (value: string) => Promise<string>;

/**
 * A marker with the salt of a baseline. Where a value stands does not matter to its mark: with a salt of each place, one
 * that stands in ten would have ten times twelve bits told of it, which single it out.
 */
export function createMarker(salt: string): Marker {
  const remembered = new Remembered<string>();
  return (value) => remembered.get(value, (text) => markOf(scryptSync(text, salt, LENGTH, cost)));
}

/** {@link createMarker} for a thread that somebody waits for. */
export function createAsyncMarker(salt: string): AsyncMarker {
  const remembered = new Remembered<Promise<string>>();
  return (value) =>
    remembered.get(
      value,
      (text) =>
        new Promise((resolve, reject) => {
          scrypt(text, salt, LENGTH, cost, (error, key) => (error ? reject(error) : resolve(markOf(key))));
        }),
    );
}

/** Bytes of scrypt that a mark is taken from. */
const LENGTH = 2;

function markOf(key: Buffer): string {
  return key.toString('hex').slice(0, 3);
}

/** Results for values, kept for the process by a key that ends with it. Values are not kept. */
class Remembered<Result> {
  readonly #key = randomBytes(32);
  readonly #results = new Map<string, Result>();

  get(value: string, make: (text: string) => Result): Result {
    const text = comparable(value);
    const id = createHmac('sha256', this.#key).update(text).digest('base64');
    const known = this.#results.get(id);
    if (known !== undefined) return known;
    const made = make(text);
    if (this.#results.size < MAX_REMEMBERED) this.#results.set(id, made);
    return made;
  }
}

/** A salt for a new baseline: a random UUID, which scanners for secrets know to be none. */
export function newSalt(): string {
  return randomUUID();
}

/** Line ends, and those at the end, are a matter of how a value is written. */
function comparable(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}
