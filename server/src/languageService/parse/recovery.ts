import type { ConfigScalar, PathSegment, Refusal } from '../configDocument.ts';
import { costOfScan, MAX_DEPTH, TOO_DEEP, TOO_MANY, type TokenBudget } from './guards.ts';
import { type Item, splitItems } from './items.ts';
import { isRefusal, joinReadings, type Reading } from './reading.ts';
import type { SliceReading } from './yamlSlice.ts';

/** Reads a part of a text; see `readSlice`. */
export type ReadPart = (text: string, base: number) => SliceReading | Refusal;

/** A part of the text under recovery: a block map or list under `path`. */
interface Region {
  readonly text: string;
  readonly base: number;
  readonly path: readonly PathSegment[];
  readonly level: number;
}

/** A region and whether it holds a single entry. */
interface SplitRegion extends Region {
  readonly isSingle: boolean;
}

/** Into how many runs entries are split at a time. One fault in a long list then costs little more than one pass. */
const PARTS = 16;

/**
 * Reads malformed YAML so that damage stays within its entry: runs of entries are split until each is well-formed
 * or a single entry, which is then taken apart one level deeper.
 */
export class Recovery {
  readonly #read: ReadPart;
  readonly #budget: TokenBudget;

  constructor(read: ReadPart, budget: TokenBudget) {
    this.#read = read;
    this.#budget = budget;
  }

  /**
   * Returns the scalars of a document that `attempt` shows to be malformed, or why it cannot be taken apart within
   * the limits.
   */
  recover(text: string, attempt: SliceReading | Refusal): Reading | Refusal {
    const recovered = this.#region({ text, base: 0, path: [], level: 0 }, attempt);
    // Many small faults look deep to the parser; taken apart, the text shows how deep it is.
    const isDeep = !isRefusal(recovered) && recovered.scalars.some(({ path }) => path.length > MAX_DEPTH);
    return isDeep ? TOO_DEEP : recovered;
  }

  #region(region: Region, attempt?: SliceReading | Refusal): Reading | Refusal {
    if (region.level > MAX_DEPTH) return TOO_DEEP;
    if (!this.#budget.spend(costOfScan(region.text.length))) return TOO_MANY;
    const items = splitItems(region.text);
    const split = { ...region, isSingle: items.filter(({ kind }) => kind !== 'prelude').length === 1 };
    return items.length === 1 ? this.#run(split, items, attempt) : this.#parts(split, items);
  }

  #parts(region: SplitRegion, items: readonly Item[]): Reading | Refusal {
    const size = Math.ceil(items.length / PARTS);
    const readings: Reading[] = [];
    for (let from = 0; from < items.length; from += size) {
      const reading = this.#run(region, items.slice(from, from + size));
      if (isRefusal(reading)) return reading;
      readings.push(reading);
    }
    return joinReadings(readings);
  }

  #run(region: SplitRegion, items: readonly Item[], known?: SliceReading | Refusal): Reading | Refusal {
    const [first] = items;
    const last = items.at(-1);
    if (!first || !last) return joinReadings([]);
    // What is no map or list by itself cannot be well-formed.
    if (!isUniform(items)) return this.#parts(region, items);
    const attempt = known ?? this.#read(region.text.slice(first.start, last.end), region.base + first.start);
    if (!isRefusal(attempt) && attempt.clean) return place(attempt, first, region);
    const deeper = items.length > 1 ? this.#parts(region, items) : this.#descend(region, first);
    if (deeper && !isRefusal(deeper)) return deeper;
    return isRefusal(attempt) ? attempt : place(attempt, first, region);
  }

  /** Takes one entry apart: a list's by blanking its dash, a map's by reading its first line and the rest apart. */
  #descend(region: SplitRegion, item: Item): Reading | Refusal | undefined {
    const text = region.text.slice(item.start, item.end);
    const base = region.base + item.start;
    const level = region.level + 1;
    if (item.kind === 'seq') {
      const inner = ' '.repeat(item.column + 1) + text.slice(item.column + 1);
      return this.#region({ text: inner, base, path: [...region.path, item.index], level });
    }
    const header = headerLength(text);
    if (item.kind === 'prelude' || header === text.length) return undefined;
    const opening = this.#read(text.slice(0, header), base);
    if (isRefusal(opening)) return opening;
    const [value] = opening.scalars;
    const key = value?.path[0];
    if (key === undefined || value?.style === 'literal' || value?.style === 'folded') return undefined;
    const path = [...region.path, key];
    const body = this.#region({ text: text.slice(header), base: base + header, path, level });
    if (isRefusal(body)) return body;
    const written = opening.scalars.filter(({ start, end }) => end > start);
    return joinReadings([place({ ...opening, scalars: written }, item, region), body]);
  }
}

/** A run reads as one map or list only when all its entries stand at one column and are of one kind. */
function isUniform(items: readonly Item[]): boolean {
  const [first] = items;
  return items.every(({ kind, column }) => kind === first?.kind && column === first.column);
}

/** The length of the first line that is neither blank nor a comment, with all before it. */
function headerLength(text: string): number {
  const line = /^(?:[ \t]*(?:#.*)?\r?\n)*.*(?:\r?\n|$)/.exec(text);
  return line?.[0].length ?? text.length;
}

/**
 * Puts the paths of an entry under those of its region. A scalar without a key is the value of its region when it is
 * all there is; among entries it is a half-typed key.
 */
function place(reading: Reading, { kind, index }: Item, { path, isSingle }: SplitRegion): Reading {
  const scalars = reading.scalars.flatMap((scalar): ConfigScalar[] => {
    const [step, ...rest] = scalar.path;
    if (step === undefined) return isSingle && path.length > 0 ? [{ ...scalar, path }] : [];
    const placed = kind === 'seq' && typeof step === 'number' ? step + index : step;
    return [{ ...scalar, path: [...path, placed, ...rest] }];
  });
  return { scalars, comments: reading.comments };
}
