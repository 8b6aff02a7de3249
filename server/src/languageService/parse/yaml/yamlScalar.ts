import type { ScalarKind } from '../../configDocument.ts';
import type { PathNode } from '../path.ts';
import { LazyScalar, type SegmentText } from '../scalar.ts';
import type { BlockScalarHeader, BlockScalarScan } from './blockScalar.ts';
import { decodeBlockScalar, decodePlain, decodeQuoted } from './decode.ts';
import { kindOfPlain } from './scalarKind.ts';

/** Where a scalar stands; offsets relative to its segment. */
export interface Placed {
  readonly start: number;
  readonly end: number;
  readonly tag: string | undefined;
}

type FlowStyle = 'plain' | 'single-quoted' | 'double-quoted';

/** A plain or quoted scalar. */
export class FlowScalar extends LazyScalar {
  constructor(source: SegmentText, node: PathNode, style: FlowStyle, place: Placed) {
    super(source, node, {
      start: place.start,
      end: place.end,
      style,
      ...(place.tag !== undefined && { tag: place.tag }),
    });
  }

  get kind(): ScalarKind {
    return this.style === 'plain' ? kindOfPlain(this.value, this.tag) : 'string';
  }

  protected decode(): string {
    return this.style === 'plain'
      ? decodePlain(this.raw)
      : decodeQuoted(this.raw, this.style === 'double-quoted');
  }
}

/** A literal or folded scalar. */
export class BlockScalar extends LazyScalar {
  readonly #header: BlockScalarHeader;
  readonly #body: { readonly start: number; readonly end: number; readonly indent: number };

  /** `base` is the segment's start in the text that was scanned. */
  constructor(
    source: SegmentText,
    node: PathNode,
    header: BlockScalarHeader,
    scan: BlockScalarScan,
    { base, tag }: { readonly base: number; readonly tag: string | undefined },
  ) {
    const style = header.folded ? 'folded' : 'literal';
    super(source, node, {
      start: scan.start - base,
      end: scan.end - base,
      style,
      ...(tag !== undefined && { tag }),
    });
    this.#header = header;
    this.#body = { start: scan.body - base, end: scan.bodyEnd - base, indent: scan.indent };
  }

  get kind(): ScalarKind {
    return 'string';
  }

  protected decode(): string {
    const { start, end, indent } = this.#body;
    return decodeBlockScalar(this.source.text.slice(start, end), indent, this.#header);
  }
}
