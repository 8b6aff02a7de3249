import type { ConfigScalar, PathSegment, ScalarKind, ScalarStyle } from '../configDocument.ts';
import type { PathNode } from './path.ts';

/**
 * The text of the segment that scalars are cut from. Filled in when the segment is complete, with a copy of its own:
 * V8's slices keep the text they were cut from alive.
 */
export interface SegmentText {
  text: string;
}

/** A scalar with its place among the paths. */
export abstract class PlacedScalar implements ConfigScalar {
  abstract readonly start: number;
  abstract readonly end: number;
  abstract readonly style: ScalarStyle;
  abstract readonly tag?: string;
  /** Path of the collection that holds it. */
  abstract readonly node: PathNode;
  /** Its key or index in that; undefined for the root of a document. */
  abstract readonly segment: PathSegment | undefined;
  #path: readonly PathSegment[] | undefined;

  get key(): PathSegment | undefined {
    return this.segment;
  }

  get parentKey(): PathSegment | undefined {
    return this.node.depth > 0 ? this.node.segment : undefined;
  }

  get rootKey(): PathSegment | undefined {
    return this.node.first ?? this.segment;
  }

  get depth(): number {
    return this.node.depth + (this.segment === undefined ? 0 : 1);
  }

  get path(): readonly PathSegment[] {
    return (this.#path ??= this.#segments());
  }

  abstract get kind(): ScalarKind;
  abstract get value(): string;

  #segments(): readonly PathSegment[] {
    const segments = this.node.segments();
    if (this.segment !== undefined) segments.push(this.segment);
    return segments;
  }
}

/** A scalar that materialises its path and decodes its value when it is first asked for them. */
export abstract class LazyScalar extends PlacedScalar {
  readonly node: PathNode;
  readonly segment: PathSegment | undefined;
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  readonly tag?: string;
  readonly source: SegmentText;
  #value: string | undefined;

  /**
   * `start` and `end` are relative to the segment. Plain arguments, as in the classes below: a large file has tens of
   * thousands of scalars, and collecting what carried them here took most of the time of reading it.
   */
  constructor(
    source: SegmentText,
    node: PathNode,
    segment: PathSegment | undefined,
    start: number,
    end: number,
    style: ScalarStyle,
    tag: string | undefined,
  ) {
    super();
    this.source = source;
    this.node = node;
    this.segment = segment;
    this.start = start;
    this.end = end;
    this.style = style;
    if (tag !== undefined) this.tag = tag;
  }

  get value(): string {
    return (this.#value ??= this.decode());
  }

  /** The value text as it stands in the file. */
  protected get raw(): string {
    return this.source.text.slice(this.start, this.end);
  }

  protected abstract decode(): string;
}
