import { createHmac, randomBytes, randomUUID, scryptSync } from 'node:crypto';

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
const cost = { N: 512, r: 8, p: 1 };

/** Most marks that are remembered; the rest is made again. */
const MAX_REMEMBERED = 100_000;

/**
 * A marker with the salt of a baseline. Where a value stands does not matter to its mark: with a salt of each place, one
 * that stands in ten would have ten times twelve bits told of it, which single it out. Marks are remembered for the
 * process, by a key that ends with it, and values are not.
 */
export function createMarker(salt: string): Marker {
  const key = randomBytes(32);
  const remembered = new Map<string, string>();
  return (value) => {
    const text = comparable(value);
    const id = createHmac('sha256', key).update(text).digest('base64');
    const known = remembered.get(id);
    if (known !== undefined) return known;
    const mark = scryptSync(text, salt, 2, cost).toString('hex').slice(0, 3);
    if (remembered.size < MAX_REMEMBERED) remembered.set(id, mark);
    return mark;
  };
}

/** A salt for a new baseline: a random UUID, which scanners for secrets know to be none. */
export function newSalt(): string {
  return randomUUID();
}

/** Line ends, and those at the end, are a matter of how a value is written. */
function comparable(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}
