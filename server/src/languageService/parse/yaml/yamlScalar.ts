import type { PathSegment, ScalarKind } from '../../configDocument.ts';
import type { PathNode } from '../path.ts';
import { LazyScalar, type SegmentText } from '../scalar.ts';
import type { BlockScalarHeader, BlockScalarScan } from './blockScalar.ts';
import { decodeBlockScalar, decodePlain, decodeQuoted } from './decode.ts';
import { kindOfPlain } from './scalarKind.ts';

/** A plain or quoted scalar. */
export class FlowScalar extends LazyScalar {
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
    segment: PathSegment | undefined,
    header: BlockScalarHeader,
    scan: BlockScalarScan,
    { base, tag }: { readonly base: number; readonly tag: string | undefined },
  ) {
    const style = header.folded ? 'folded' : 'literal';
    super(source, node, segment, scan.start - base, scan.end - base, style, tag);
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
