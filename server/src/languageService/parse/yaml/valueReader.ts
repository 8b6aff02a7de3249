import { detach } from '../detach.ts';
import { type BlockScalarHeader, readHeader, scanBlockScalar } from './blockScalar.ts';
import { ASTERISK, DOUBLE_QUOTE, GREATER, isBreak, PIPE, SINGLE_QUOTE, skipBlanks } from './characters.ts';
import { decodeBlockScalar, decodePlain, decodeQuoted } from './decode.ts';
import { type FlowScan, type MayEnd, type OpenFlow, resumeFlow, scanFlow } from './flow.ts';
import { opensFlow } from './keys.ts';
import { endLine, passLine, textLineBelow } from './lineRest.ts';
import { type PlainLine, scanPlainLine, scanPlainRest } from './plain.ts';
import { ownPathOf } from './frame.ts';
import type { OpenEntries } from './openEntries.ts';
import { endOfAnchor } from './properties.ts';
import { scanQuoted } from './quoted.ts';
import type { FlowStyle, Found, Sink } from './sink.ts';

/** Reads the values of entries, which may span lines. Each method returns the start of the line behind the value. */
export class ValueReader {
  readonly #text: string;
  readonly #sink: Sink;
  readonly #entries: OpenEntries;
  readonly #mayEnd: MayEnd;
  #openFlow: OpenFlow | undefined;

  /** `mayEnd` tells whether the segment may end in a flow collection. */
  constructor(text: string, sink: Sink, entries: OpenEntries, mayEnd: MayEnd) {
    this.#text = text;
    this.#sink = sink;
    this.#entries = entries;
    this.#mayEnd = mayEnd;
  }

  /** The flow collection that the segment ends in. */
  get openFlow(): OpenFlow | undefined {
    return this.#openFlow;
  }

  /** Reads the value of the innermost entry. `column` is given where it stands on a line of its own. */
  read(at: number, column: number | undefined): number {
    const text = this.#text;
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quoted(at, code, column);
    if (code === ASTERISK) return this.#alias(at);
    if (opensFlow(text, at, this.#sink)) return this.#flow(at);
    const header = code === PIPE || code === GREATER ? readHeader(text, at) : undefined;
    return header ? this.#blockScalar(at, header) : this.#plain(at, column);
  }

  #alias(at: number): number {
    const end = endOfAnchor(this.#text, at, this.#sink);
    this.#entries.takeKey(() => detach(this.#text.slice(at, end)));
    this.#entries.complete();
    return this.#endLine(end);
  }

  #quoted(at: number, code: number, column: number | undefined): number {
    const text = this.#text;
    const place = { holder: this.#entries.top.column, closer: undefined, limit: text.length };
    const { start, end, next, closed, seen } = scanQuoted(text, at, place);
    this.#sink.see(seen);
    if (closed || column === undefined || !this.#isAboveEntry(next, column)) {
      const style = code === DOUBLE_QUOTE ? 'double-quoted' : 'single-quoted';
      this.#found({ style, start, end, tag: this.#entries.tag });
    }
    // What stands below an open quote is not its text: it is the entry's, as if the quote were closed.
    return this.#endLine(next);
  }

  #flow(at: number): number {
    const { top } = this.#entries;
    const hidden = top.hidden || top.status === 'key';
    const place = { node: ownPathOf(top), holder: top.column, hidden };
    const mayEnd: MayEnd = (offset, depth) => this.#mayEnd(offset, top.depth + 1 + depth);
    return this.#endFlow(scanFlow(this.#text, at, place, this.#sink, mayEnd));
  }

  /** Reads on in the flow collection that the segment before ended in. */
  resume(at: number, open: OpenFlow): number {
    const around = this.#entries.top.depth + 1;
    const mayEnd: MayEnd = (offset, depth) => this.#mayEnd(offset, around + depth);
    return this.#endFlow(resumeFlow(this.#text, at, open, this.#sink, mayEnd));
  }

  #endFlow({ next, closed, open }: FlowScan): number {
    this.#openFlow = open;
    if (open) return next;
    this.#entries.takeKey(() => '?');
    this.#entries.complete();
    if (closed) return this.#endLine(next);
    return isBreak(this.#text.charCodeAt(next - 1)) ? next : passLine(this.#text, next, this.#sink);
  }

  #blockScalar(at: number, header: BlockScalarHeader): number {
    const { top, tag } = this.#entries;
    const scan = scanBlockScalar(this.#text, header, top.column);
    this.#sink.see(scan.seen);
    const next = this.#endLine(header.end);
    const isKey = this.#entries.takeKey(() => {
      const body = this.#text.slice(scan.body, scan.bodyEnd);
      return detach(decodeBlockScalar(body, scan.indent, header));
    });
    if (!isKey && !top.hidden && top.status === 'pending')
      this.#sink.blockScalar(top.node, top.segment, header, scan, tag);
    this.#entries.complete();
    return Math.max(scan.next, next, at);
  }

  #plain(at: number, column: number | undefined): number {
    const text = this.#text;
    const line = scanPlainLine(text, at, text.length, false);
    this.#sink.see(Math.max(line.seen, line.at + 2));
    if (line.stop === 'colon') return this.#plainWithColon(at, line);
    // A stray line is passed alone: following it over further lines again and again would take forever.
    if (!this.#entries.isOpen) return this.#endLine(line.at);
    const place = { holder: this.#entries.top.column, inFlow: false, limit: text.length };
    const { end, next, entry, multiline, seen } = scanPlainRest(text, line, place);
    this.#sink.see(seen);
    const isHalfTyped = column !== undefined && entry !== undefined && this.#isAtColumn(entry, column);
    if (isHalfTyped) return multiline ? entry - column : this.#endLine(line.at);
    this.#found({ style: 'plain', start: at, end, tag: this.#entries.tag });
    if (column !== undefined && !multiline) this.#entries.expectEntriesAt(column);
    return this.#endLine(next);
  }

  /** `a: b: c`: the value is all of it. */
  #plainWithColon(at: number, first: PlainLine): number {
    const text = this.#text;
    let line = first;
    while (line.stop === 'colon') {
      line = scanPlainLine(text, line.at + 1, text.length, false);
      this.#sink.see(Math.max(line.seen, line.at + 2));
    }
    this.#found({ style: 'plain', start: at, end: line.end, tag: this.#entries.tag });
    return this.#endLine(line.at);
  }

  /** Whether the next line with text is an entry at this column: what stands above it is a key that is being typed. */
  #isAboveEntry(from: number, column: number): boolean {
    const text = this.#text;
    const { start, first } = textLineBelow(text, from);
    const line = scanPlainLine(text, first, text.length, false);
    this.#sink.see(Math.max(line.seen, line.at + 2));
    return first - start === column && line.stop === 'colon';
  }

  #isAtColumn(at: number, column: number): boolean {
    const start = at - column;
    return start > 0 && isBreak(this.#text.charCodeAt(start - 1)) && skipBlanks(this.#text, start) === at;
  }

  /** A scalar is the key or the value of the innermost entry. */
  #found(found: Found): void {
    const isKey = this.#entries.takeKey(() => detach(this.#decode(found)));
    if (isKey) this.#entries.complete();
    else this.take(found.style, found.start, found.end);
  }

  /** A scalar is the value of the innermost entry. */
  take(style: FlowStyle, start: number, end: number): void {
    const { top, tag } = this.#entries;
    if (!top.hidden && top.status === 'pending') {
      this.#sink.scalar(top.node, top.segment, style, start, end, tag);
    }
    this.#entries.complete();
  }

  #decode({ style, start, end }: Found): string {
    const raw = this.#text.slice(start, end);
    return style === 'plain' ? decodePlain(raw) : decodeQuoted(raw, style === 'double-quoted');
  }

  #endLine(from: number): number {
    return endLine(this.#text, from, this.#sink);
  }
}
