import type { BlockSequence } from './blocks.ts';
import type { JsonState } from './json/state.ts';
import type { YamlState } from './yaml/state.ts';
import type { ConfigBlock, ConfigDocument, ConfigScalar, LocatedScalar, Refusal } from '../configDocument.ts';

type Sequence = BlockSequence<JsonState> | BlockSequence<YamlState>;

/** The reading of one version of a file. */
export class ParsedDocument implements ConfigDocument {
  readonly format: ConfigDocument['format'];
  readonly text: string;
  readonly blocks: readonly ConfigBlock[];
  readonly refusal?: Refusal;

  /** What the next version of the text is read against. */
  readonly sequence: Sequence | undefined;

  constructor(
    format: ConfigDocument['format'],
    text: string,
    sequence: Sequence | undefined,
    refusal?: Refusal,
  ) {
    this.format = format;
    this.text = text;
    this.sequence = sequence;
    this.blocks = sequence?.blocks ?? [];
    const reason = refusal ?? sequence?.refusal;
    if (reason) this.refusal = reason;
  }

  scalarAt(offset: number): LocatedScalar | undefined {
    const count = countUpTo(this.blocks, offset);
    // An empty value may stand at the very end of a block, where the next begins.
    return this.#scalarIn(this.blocks[count - 1], offset) ?? this.#scalarIn(this.blocks[count - 2], offset);
  }

  #scalarIn(block: ConfigBlock | undefined, offset: number): LocatedScalar | undefined {
    if (!block) return undefined;
    const { scalars } = block.content;
    const next = countUpTo(scalars, offset - block.start);
    const scalar = [scalars[next - 1], scalars[next]].find((candidate) =>
      candidate ? this.#reaches(block, candidate, offset) : false,
    );
    return scalar && { block, scalar, start: block.start + scalar.start, end: block.start + scalar.end };
  }

  /** A value that is yet to be written reaches over the blanks around its place. */
  #reaches(block: ConfigBlock, { start, end, style }: ConfigScalar, offset: number): boolean {
    const first = block.start + start;
    const last = block.start + end;
    if (first <= offset && offset <= last) return true;
    const between = this.text.slice(Math.min(offset, first), Math.max(offset, last));
    return start === end && style === 'plain' && /^[ \t]*$/.test(between);
  }
}

/** How many of the items, ordered by start, start at or before `offset`; found by halving. */
function countUpTo(items: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
