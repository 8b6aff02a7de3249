import type { ConfigComment, PathSegment, ScalarKind, ScalarStyle } from '../configDocument.ts';
import type { Memory } from '../memory.ts';
import type { PathNode } from './path.ts';
import type { PathShift } from './pathShift.ts';
import type { PlacedContent } from './readContent.ts';
import { PlacedScalar } from './scalar.ts';

/**
 * Content that was read in a state which differs from the present one in indices only. Its scalars are made when they are
 * asked for: what later stages keep by shape needs none, and an entry more in a long list moves all that follow.
 */
export class MovedContent implements PlacedContent {
  readonly text: string;
  readonly comments: readonly ConfigComment[];
  readonly shape: Memory;
  readonly #read: PlacedContent;
  readonly #shift: () => PathShift;
  #scalars: readonly PlacedScalar[] | undefined;
  #known: PathShift | undefined;

  constructor(read: PlacedContent, shift: () => PathShift) {
    this.text = read.text;
    this.comments = read.comments;
    this.shape = read.shape;
    this.#read = read;
    this.#shift = shift;
  }

  get scalars(): readonly PlacedScalar[] {
    return (this.#scalars ??= this.#read.scalars.map((scalar) => this.#moved(scalar)));
  }

  get firstScalar(): PlacedScalar | undefined {
    const { firstScalar } = this.#read;
    return firstScalar && this.#moved(firstScalar);
  }

  get lastScalar(): PlacedScalar | undefined {
    const { lastScalar } = this.#read;
    return lastScalar && this.#moved(lastScalar);
  }

  #moved(scalar: PlacedScalar): PlacedScalar {
    this.#known ??= this.#shift();
    return new MovedScalar(scalar, this.#known);
  }
}

/** A scalar under another path. */
class MovedScalar extends PlacedScalar {
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  readonly tag?: string;
  readonly node: PathNode;
  readonly segment: PathSegment | undefined;
  readonly #scalar: PlacedScalar;

  constructor(scalar: PlacedScalar, shift: PathShift) {
    super();
    this.#scalar = scalar;
    this.start = scalar.start;
    this.end = scalar.end;
    this.style = scalar.style;
    if (scalar.tag !== undefined) this.tag = scalar.tag;
    this.node = shift.node(scalar.node);
    this.segment = scalar.segment === undefined ? undefined : shift.segment(scalar.node, scalar.segment);
  }

  get kind(): ScalarKind {
    return this.#scalar.kind;
  }

  get value(): string {
    return this.#scalar.value;
  }
}
