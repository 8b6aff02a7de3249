import { CLOSE_BRACE, CLOSE_BRACKET } from './characters.ts';
import { scanQuoted } from './quoted.ts';
import type { Sink } from './sink.ts';

/** Where the reading of a flow collection stands, and what was noticed of the collection so far. */
export class FlowCursor {
  readonly text: string;
  /** Offset behind the last character that may be read. */
  readonly limit: number;
  /** Column of the block collection that holds the flow collection; -1 at the root. */
  readonly holder: number;
  readonly sink: Sink;
  at: number;
  /** Whether the token to come is the first of its line. */
  isFresh = false;
  multiline = false;
  /** Whether lines began like entries of block collections. */
  looksLikeBlock = false;
  /** Whether a line was met that no flow collection can hold. */
  isMalformed = false;

  constructor(text: string, at: number, limit: number, holder: number, sink: Sink) {
    this.text = text;
    this.at = at;
    this.limit = limit;
    this.holder = holder;
    this.sink = sink;
  }

  /** Scans the quoted scalar that begins here, in a map or in a list. */
  scanQuoted(isInMap: boolean): ReturnType<typeof scanQuoted> {
    const { text, holder, limit } = this;
    const closer = isInMap ? CLOSE_BRACE : CLOSE_BRACKET;
    const scan = scanQuoted(text, this.at, { holder, closer, limit });
    this.sink.see(scan.seen);
    if (scan.multiline) this.multiline = true;
    return scan;
  }
}
