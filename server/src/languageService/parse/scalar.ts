import type { ConfigScalar, PathSegment, ScalarKind, ScalarStyle } from '../configDocument.ts';
import type { PathNode } from './path.ts';

/**
 * The text of the segment that scalars are cut from. Filled in when the segment is complete, with a copy of its own:
 * V8's slices keep the text they were cut from alive.
 */
export interface SegmentText {
  text: string;
}

/** A scalar that materialises its path and decodes its value when it is first asked for them. */
export abstract class LazyScalar implements ConfigScalar {
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  readonly tag?: string;
  readonly source: SegmentText;
  readonly #node: PathNode;
  #path: readonly PathSegment[] | undefined;
  #value: string | undefined;

  /**
   * `start` and `end` are relative to the segment. Plain arguments, as in the classes below: a large file has tens of
   * thousands of scalars, and collecting what carried them here took most of the time of reading it.
   */
  constructor(
    source: SegmentText,
    node: PathNode,
    start: number,
    end: number,
    style: ScalarStyle,
    tag: string | undefined,
  ) {
    this.source = source;
    this.#node = node;
    this.start = start;
    this.end = end;
    this.style = style;
    if (tag !== undefined) this.tag = tag;
  }

  get key(): PathSegment | undefined {
    return this.depth > 0 ? this.#node.segment : undefined;
  }

  get parentKey(): PathSegment | undefined {
    return this.depth > 1 ? this.#node.parent?.segment : undefined;
  }

  get rootKey(): PathSegment | undefined {
    return this.#node.first;
  }

  get depth(): number {
    return this.#node.depth;
  }

  get path(): readonly PathSegment[] {
    return (this.#path ??= this.#node.segments());
  }

  get value(): string {
    return (this.#value ??= this.decode());
  }

  abstract get kind(): ScalarKind;

  /** The value text as it stands in the file. */
  protected get raw(): string {
    return this.source.text.slice(this.start, this.end);
  }

  protected abstract decode(): string;
}
