import type { ConfigComment, PathSegment } from '../../configDocument.ts';
import type { PathNode } from '../path.ts';
import type { PlacedScalar, SegmentText } from '../scalar.ts';
import type { BlockScalarHeader, BlockScalarScan } from './blockScalar.ts';
import type { Sight } from './sight.ts';
import { BlockScalar, FlowScalar } from './yamlScalar.ts';
import { detach } from '../detach.ts';

export type FlowStyle = 'plain' | 'single-quoted' | 'double-quoted';

/** A scalar in the text that was scanned. */
export interface Found {
  readonly style: FlowStyle;
  readonly start: number;
  readonly end: number;
  readonly tag: string | undefined;
}

/** Takes what is found in a segment, in text order, and how far was looked to find it. */
export class Sink implements Sight {
  readonly text: SegmentText = { text: '' };
  readonly scalars: PlacedScalar[] = [];
  readonly comments: ConfigComment[] = [];
  tooDeep = false;
  #seen = 0;
  readonly #base: number;

  constructor(base: number) {
    this.#base = base;
  }

  /** Offset behind the farthest character that was looked at. */
  get seen(): number {
    return this.#seen;
  }

  see(offset: number): void {
    if (offset > this.#seen) this.#seen = offset;
  }

  /** Takes the scalar at `segment` of a collection; undefined: at the root of a document. */
  scalar(
    node: PathNode,
    segment: PathSegment | undefined,
    style: FlowStyle,
    start: number,
    end: number,
    tag: string | undefined,
  ): void {
    const base = this.#base;
    const ownTag = tag === undefined ? tag : detach(tag);
    this.scalars.push(new FlowScalar(this.text, node, segment, start - base, end - base, style, ownTag));
  }

  blockScalar(
    node: PathNode,
    segment: PathSegment | undefined,
    header: BlockScalarHeader,
    scan: BlockScalarScan,
    tag: string | undefined,
  ): void {
    this.scalars.push(
      new BlockScalar(this.text, node, segment, header, scan, {
        base: this.#base,
        tag: tag === undefined ? tag : detach(tag),
      }),
    );
  }

  comment(start: number, end: number): void {
    this.comments.push(new LazyComment(this.text, start - this.#base, end - this.#base));
  }

  /** Forgets what was found since there were so many. */
  truncate(scalars: number, comments: number): void {
    this.scalars.length = scalars;
    this.comments.length = comments;
  }
}

class LazyComment implements ConfigComment {
  readonly start: number;
  readonly end: number;
  readonly #source: SegmentText;

  constructor(source: SegmentText, start: number, end: number) {
    this.#source = source;
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return this.#source.text.slice(this.start + 1, this.end);
  }
}
