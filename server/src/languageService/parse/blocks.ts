import type { ConfigBlock, Refusal } from '../configDocument.ts';
import { Memory } from '../memory.ts';
import { commonPrefix, commonSuffix } from './commonParts.ts';
import { MAX_DOCUMENTS, TOO_DEEP, TOO_MANY } from './guards.ts';
import { MovedContent } from './movedContent.ts';
import { type PlacedContent, ReadContent } from './readContent.ts';
import type { Cut, ReaderState, Segment, SegmentReader } from './segment.ts';

/** A block together with what is needed to read it again, or not to. */
interface ReadBlock<State extends ReaderState> extends ConfigBlock {
  readonly content: PlacedContent;
  readonly end: number;
  readonly entry: State;
  readonly exit: State;
  readonly endsDocument: boolean;
  readonly tooDeep: boolean;
  readonly usesCarried: boolean;
  readonly isRegular: boolean;
  /** Its content as it was read, and the state in which that was done. */
  readonly origin: { readonly content: PlacedContent; readonly entry: State };
  /** How many characters behind the block were looked at to read it. */
  readonly lookahead: number;
}

/** The blocks of one version of a text, which the next version is read against. */
export class BlockSequence<State extends ReaderState> {
  readonly blocks: readonly ReadBlock<State>[];
  readonly #reader: SegmentReader<State>;
  readonly #text: string;

  private constructor(reader: SegmentReader<State>, blocks: readonly ReadBlock<State>[], text: string) {
    this.#reader = reader;
    this.blocks = blocks;
    this.#text = text;
  }

  /** Reads a text as a whole. */
  static read<State extends ReaderState>(
    reader: SegmentReader<State>,
    text: string,
    cut: Cut,
  ): BlockSequence<State> {
    return new BlockSequence<State>(reader, [], '').reread(text, cut);
  }

  get refusal(): Refusal | undefined {
    if ((this.blocks.at(-1)?.end ?? 0) < this.#text.length) return TOO_MANY;
    return this.blocks.some(({ tooDeep }) => tooDeep) ? TOO_DEEP : undefined;
  }

  /**
   * Reads the next version of the text. Blocks before the change stay as they are, unless reading them looked at what
   * changed; behind it reading stops where it meets a block in the state in which that was read before.
   */
  reread(text: string, cut: Cut): BlockSequence<State> {
    const kept = this.#unchangedBefore(text);
    const tail = this.#unchangedBehind(text, kept);
    const shift = text.length - this.#text.length;
    const preferred = new Set<number>();
    for (let at = tail; at < this.blocks.length; at += 1)
      preferred.add((this.blocks[at]?.start ?? 0) + shift);
    const run = new Run(this.#reader, text, { ...cut, preferred }, this.blocks.slice(0, kept));
    let next = tail;
    while (!run.isDone) {
      while (next < this.blocks.length && (this.blocks[next]?.start ?? 0) + shift < run.at) next += 1;
      const old = this.blocks[next];
      if (old && old.start + shift === run.at) {
        if (run.meets(old)) {
          run.append(this.blocks.slice(next), shift);
          next = this.blocks.length;
          continue;
        }
        if (!run.takeMoved(old, shift)) run.read(old);
      } else run.read(undefined);
    }
    return new BlockSequence(this.#reader, run.blocks, text);
  }

  /** How many blocks stand in the new text as they did, with all that was looked at to read them. */
  #unchangedBefore(text: string): number {
    if (text === this.#text) return this.blocks.length;
    const unchanged = commonPrefix(this.#text, text);
    const touched = this.blocks.findIndex(({ end, lookahead }) => end + lookahead > unchanged);
    return touched === -1 ? this.blocks.length : touched;
  }

  /** Index of the first of the blocks at the end whose text stands in the new text as it did. */
  #unchangedBehind(text: string, from: number): number {
    const shift = text.length - this.#text.length;
    const before = this.blocks[from - 1]?.end ?? 0;
    const unchanged = this.#text.length - commonSuffix(this.#text, text);
    let index = this.blocks.length;
    while (index > from) {
      const start = this.blocks[index - 1]?.start ?? 0;
      if (start < unchanged || start + shift < before) break;
      index -= 1;
    }
    return index;
  }
}

/** The blocks of a text as far as they are read. */
class Run<State extends ReaderState> {
  readonly blocks: ReadBlock<State>[];
  readonly #reader: SegmentReader<State>;
  readonly #text: string;
  readonly #cut: Cut;

  constructor(reader: SegmentReader<State>, text: string, cut: Cut, kept: readonly ReadBlock<State>[]) {
    this.#reader = reader;
    this.#text = text;
    this.#cut = cut;
    this.blocks = [...kept];
  }

  get at(): number {
    return this.blocks.at(-1)?.end ?? 0;
  }

  get isDone(): boolean {
    return this.at >= this.#text.length || this.#document >= MAX_DOCUMENTS;
  }

  get #state(): State {
    return this.blocks.at(-1)?.exit ?? this.#reader.initial;
  }

  get #document(): number {
    const last = this.blocks.at(-1);
    return last ? last.document + (last.endsDocument ? 1 : 0) : 0;
  }

  /** Whether a block that was read before can follow as it is. */
  meets(old: ReadBlock<State>): boolean {
    // At the start of a text a byte order mark means nothing; elsewhere it is a character.
    return (old.start === 0) === (this.at === 0) && old.entry.equals(this.#state);
  }

  /**
   * Takes over one block that differs in nothing but indices of lists that are open before it, or in what is carried
   * where it never used that. Returns whether it did.
   */
  takeMoved(old: ReadBlock<State>, shift: number): boolean {
    const reader = this.#reader;
    const state = this.#state;
    const entry = old.usesCarried ? old.entry : reader.carry(old.entry, state);
    if ((old.start === 0) !== (this.at === 0) || !entry.isAlike(state)) return false;
    const exit = old.usesCarried ? old.exit : reader.carry(old.exit, state);
    if (entry.equals(state)) {
      // Both states of a block stay those of one reading: they share what they are told apart by.
      this.append([{ ...old, entry, exit }], shift);
      return true;
    }
    const moved = old.isRegular ? reader.moved(exit, entry, state) : undefined;
    if (!moved) return false;
    this.append([{ ...old, entry: state, exit: moved, content: this.#contentIn(old, state) }], shift);
    return true;
  }

  /** The content of a block in a state that is like the one in which it was read. */
  #contentIn({ origin }: ReadBlock<State>, state: State): PlacedContent {
    const reader = this.#reader;
    if (reader.carry(origin.entry, state).equals(state)) return origin.content;
    return new MovedContent(origin.content, () => reader.shift(origin.entry, state));
  }

  /** Reads on to the next boundary. `old` is the block that stood here, of the same text perhaps. */
  read(old: ReadBlock<State> | undefined): void {
    const start = this.at;
    const entry = this.#state;
    const segment = this.#reader.read(this.#text, start, entry, this.#cut);
    const content = contentOf(segment, old, entry);
    this.blocks.push({
      start,
      document: this.#document,
      content,
      origin: { content, entry },
      end: segment.end,
      entry,
      exit: segment.exit,
      endsDocument: segment.endsDocument,
      tooDeep: segment.tooDeep,
      usesCarried: segment.usesCarried,
      isRegular: segment.isRegular,
      lookahead: segment.lookahead - segment.end,
    });
  }

  /** Takes over blocks that were read before, where they stand now. */
  append(blocks: readonly ReadBlock<State>[], shift: number): void {
    const [first] = blocks;
    const documents = first ? this.#document - first.document : 0;
    for (const block of blocks) {
      if (block.document + documents >= MAX_DOCUMENTS) break;
      const isMoved = shift !== 0 || documents !== 0;
      this.blocks.push(
        isMoved
          ? {
              ...block,
              start: block.start + shift,
              end: block.end + shift,
              document: block.document + documents,
            }
          : block,
      );
    }
  }
}

function contentOf<State extends ReaderState>(
  segment: Segment,
  old: ReadBlock<State> | undefined,
  entry: State,
): ReadContent {
  const isAlike = old !== undefined && old.content.text === segment.text && old.entry.isAlike(entry);
  return new ReadContent(segment, isAlike ? old.content.shape : new Memory());
}
