import { detach } from '../detach.ts';
import { MAX_DEPTH } from '../guards.ts';
import type { PathNode } from '../path.ts';
import { type BlockScalarHeader, type BlockScalarScan, readHeader, scanBlockScalar } from './blockScalar.ts';
import {
  ASTERISK,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isBreak,
  isGap,
  lineEnd,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  skipBlanks,
} from './characters.ts';
import { decodeBlockScalar, decodePlain, decodeQuoted } from './decode.ts';
import { scanFlow } from './flow.ts';
import type { EntryStatus, Frame, Ghost } from './frame.ts';
import { scanPlainLine, scanPlainRest } from './plain.ts';
import { endOfAnchor, readProperties } from './properties.ts';
import { scanQuoted } from './quoted.ts';
import type { Found, Sink } from './sink.ts';
import type { YamlState } from './state.ts';
import { findAction, mayOpenAction } from './templates.ts';

/** Where an entry of a collection may be met. */
interface Sibling {
  /** The collection that has entries at this column; undefined when one would have to be opened. */
  readonly frame: Frame | undefined;
  /** Under what a new collection is opened. */
  readonly parent: Frame;
  /** Path of a new collection. */
  readonly node: PathNode;
}

/**
 * Reads the lines of block YAML, one after the other, over a stack of open collections. What a line means depends on
 * its column and on the collections open there, so that a fault stays in the entry where it is.
 */
export class LineReader {
  top: Frame;
  ghost: Ghost | undefined;
  readonly #text: string;
  readonly #sink: Sink;
  /** Where an empty value of the innermost entry would stand. */
  #emptyAt = 0;
  #tag: string | undefined;
  /** Offset of column 0 of the line that is read, as its indentation is understood. */
  #lineStart = 0;
  #isDedentLine = false;
  /** How many entries the outermost collection had that the line closed. */
  #closedCount = 0;
  #closedColumn = Infinity;
  #hasClosedList = false;
  #isResumed: boolean;

  constructor(text: string, sink: Sink, from: Pick<YamlState, 'top' | 'ghost' | 'isDedentLine'>) {
    this.#text = text;
    this.#sink = sink;
    this.top = from.top;
    this.ghost = from.ghost;
    this.#isResumed = from.isDedentLine;
  }

  /** Whether the line that is read is the one that the ghost was taken at. */
  get isDedentLine(): boolean {
    return this.#isDedentLine;
  }

  /**
   * Closes the collections that a line at `column` ends. Returns whether the line begins an entry of a collection that
   * is open already: there a segment may end.
   */
  dedent(column: number, isDash: boolean): boolean {
    const before = this.top;
    const isResumed = this.#isResumed;
    this.#isDedentLine = isResumed;
    this.#isResumed = false;
    this.#closedCount = 0;
    this.#closedColumn = Infinity;
    this.#hasClosedList = false;
    while (this.top.column > column && this.top.parent) {
      this.#settle();
      this.#closedCount = this.top.count;
      this.#closedColumn = this.top.column;
      this.#hasClosedList ||= this.top.kind === 'seq';
      this.top = around(this.top);
    }
    const isHaunted = before !== this.top && this.#haunt(before, column);
    if (!isHaunted && !isResumed && this.ghost && column <= this.ghost.reach) {
      this.#releaseUnlessMisfit(column, isDash);
    }
    const { top } = this;
    if (top.column !== column || top.hidden || top.status === 'pending' || top.status === 'key') return false;
    return isDash ? top.kind === 'seq' : top.kind === 'map';
  }

  /** A sibling shows that the line before stood where it should; a misfit may yet need the frames before it. */
  #releaseUnlessMisfit(column: number, isDash: boolean): void {
    const { top } = this;
    const fits =
      top.column === column && (isDash ? top.kind === 'seq' || top.status === 'pending' : top.kind === 'map');
    if (fits) this.ghost = undefined;
  }

  /** Remembers the frames that a dedent closed, unless those of an outer one are still in doubt. */
  #haunt(closed: Frame, column: number): boolean {
    if (this.ghost && this.ghost.column < column) return false;
    const wasPending = closed.status === 'pending';
    this.ghost = { top: settled(closed), wasPending, column, reach: column, isDoubtful: false };
    this.#isDedentLine = true;
    return true;
  }

  /** Ends the innermost entry: one without a value has an empty one. */
  #settle(): void {
    const { status, kind, hidden } = this.top;
    if (status === 'pending') {
      if (kind !== 'root' && !hidden) this.#emit(this.#emptyAt);
      else if (kind === 'root' && this.#emptyAt > 0) this.#emit(this.#emptyAt);
      this.top = { ...this.top, status: 'complete' };
    }
    this.#tag = undefined;
    this.#emptyAt = 0;
  }

  #emit(at: number): void {
    this.#sink.scalar(this.top.entry, { style: 'plain', start: at, end: at, tag: this.#tag });
  }

  /** Ends the document: closes all that is open. */
  finish(): void {
    this.dedentToRoot();
    this.#settle();
  }

  dedentToRoot(): void {
    while (this.top.parent) {
      this.#settle();
      this.top = this.top.parent;
    }
  }

  /**
   * The column of a line whose first character is at `first`. YAML indents by spaces: where a tab stands among them, the
   * column is that of the spaces if entries stand there, or else where the line would fit.
   */
  columnOf(lineStart: number, first: number, isDash: boolean): number {
    const indent = this.#text.slice(lineStart, first);
    if (!indent.includes('\t')) return indent.length;
    const spaces = indent.replaceAll('\t', '').length;
    const kind = isDash ? 'seq' : 'map';
    let fitting: Frame | undefined;
    for (let frame: Frame | undefined = this.top; frame; frame = frame.parent) {
      if (frame.column === spaces && spaces > 0) return spaces;
      if (frame.kind === kind) fitting ??= frame;
    }
    const { top } = this;
    if (top.status !== 'pending' && fitting) return fitting.column;
    return spaces > top.column ? spaces : Math.max(top.column + 1, this.#columnBelow(first));
  }

  /** The column of the next line with text. */
  #columnBelow(from: number): number {
    const text = this.#text;
    let lineStart = nextLine(text, lineEnd(text, from));
    let first = skipBlanks(text, lineStart);
    while (first < text.length && isBreak(text.charCodeAt(first))) {
      lineStart = nextLine(text, first);
      first = skipBlanks(text, lineStart);
    }
    this.#sink.see(first + 1);
    return first - lineStart;
  }

  /**
   * Reads the line whose first character is at `first`, at this column, after {@link dedent}. Returns the start of the
   * next line.
   */
  line(first: number, column: number): number {
    this.#lineStart = first - column;
    const sibling = this.#siblingAt(column, this.#isIndicator(first, DASH));
    return this.#entry(first, sibling);
  }

  /** Reads what stands behind `---` on its line. */
  afterMark(lineStart: number, from: number): number {
    this.#lineStart = lineStart;
    const first = skipBlanks(this.#text, from);
    if (this.#isLineDone(first)) return this.#endLine(first);
    const properties = readProperties(this.#text, first, false);
    if (properties.end > first) {
      this.#remember(properties.tag, properties.next);
      if (this.#isLineDone(properties.next)) return this.#endLine(properties.next);
    }
    return this.#entry(first, { frame: undefined, parent: this.top, node: this.top.entry });
  }

  #isIndicator(at: number, code: number): boolean {
    return this.#text.charCodeAt(at) === code && isGap(this.#text.charCodeAt(at + 1));
  }

  #siblingAt(column: number, isDash: boolean): Sibling {
    const { top } = this;
    if (top.column === column) return isDash ? this.#dashAt(column) : this.#keyAt(column);
    const isMisfit = top.status !== 'pending' && top.status !== 'key' && top.kind !== 'root';
    if (isMisfit && !this.#resume(column, isDash) && !this.#resumePending(column)) {
      if (isDash && this.#nextOfList()) return { frame: this.top, parent: this.top, node: this.top.node };
    } else if (isMisfit && this.top.column === column) {
      return { frame: this.top, parent: this.top, node: this.top.node };
    }
    return { frame: undefined, parent: this.top, node: this.top.entry };
  }

  /** Goes back to an entry without a value that a dedent just before closed: its first child stood too far left. */
  #resumePending(column: number): boolean {
    const { ghost } = this;
    if (!ghost?.wasPending || column <= ghost.top.column || this.top.status !== 'complete') return false;
    this.top = ghost.top;
    this.ghost = undefined;
    return true;
  }

  /** A dash right of a complete entry is an entry of the innermost list, at a wrong column. */
  #nextOfList(): boolean {
    // Where a list was closed by the line, that is the list it comes from.
    if (this.top.status === 'nested' && (this.top.kind !== 'seq' || this.#hasClosedList)) return false;
    let frame: Frame | undefined = this.top;
    while (frame && frame.kind !== 'seq') frame = frame.parent;
    if (frame) this.top = frame;
    return frame !== undefined;
  }

  #dashAt(column: number): Sibling {
    const { top } = this;
    if (top.kind === 'seq') return { frame: top, parent: top, node: top.node };
    const isMisfit = top.status !== 'pending' && top.status !== 'key';
    if (isMisfit && (this.#resume(column, true) || this.#nextOfList())) {
      return { frame: this.top, parent: this.top, node: this.top.node };
    }
    return { frame: undefined, parent: this.top, node: this.top.entry };
  }

  #keyAt(column: number): Sibling {
    const { top } = this;
    if (top.kind !== 'seq') return { frame: top, parent: top, node: top.node };
    const around = top.parent;
    if (!around) return { frame: undefined, parent: top, node: top.node };
    this.#settle();
    if (around.kind === 'map' && around.column === column) {
      this.top = around;
      return { frame: around, parent: around, node: around.node };
    }
    // A key where the list expects a dash: a list can be resumed behind it.
    if (this.ghost?.column !== column) this.#haunt(this.top, column);
    return { frame: undefined, parent: around, node: top.node };
  }

  /** Goes back to a collection at exactly this column that a dedent just before closed. */
  #resume(column: number, isDash: boolean): boolean {
    const { ghost } = this;
    if (!ghost) return false;
    // Children at a column of their own speak for the dedent, unless several stood where the closed ones would.
    if (ghost.isDoubtful && (this.top.status !== 'nested' || this.#closedCount < 2)) return false;
    // What was opened on the line of the dedent itself stands as wrongly as that line.
    if (this.top.status === 'nested' && this.#closedColumn <= ghost.reach) return false;
    const kind = isDash ? 'seq' : 'map';
    for (let frame: Frame | undefined = ghost.top; frame && frame.column >= column; frame = frame.parent) {
      if (frame.column !== column || frame.kind !== kind || frame.column < ghost.column) continue;
      this.top = isDash ? countedOn(frame, this.top) : frame;
      this.ghost = undefined;
      return true;
    }
    return false;
  }

  #columnAt(at: number): number {
    return at - this.#lineStart;
  }

  /** Reads an entry, or a value on a line of its own, at `at`. Compact collections open one after the other. */
  #entry(at: number, sibling: Sibling): number {
    const text = this.#text;
    let here = at;
    let place = sibling;
    for (;;) {
      const column = this.#columnAt(here);
      let opened: boolean;
      if (this.#isIndicator(here, DASH)) opened = this.#nextItem(column, place);
      else if (this.#isIndicator(here, QUESTION)) opened = this.#explicitKey(column, place);
      else if (this.#isIndicator(here, COLON)) {
        opened = this.#explicitValue(column, place);
      } else return this.#node(here, place);
      if (!opened) return this.#skipLine(here);
      here = skipBlanks(text, here + 1);
      this.#remember(undefined, here);
      if (this.#isLineDone(here)) return this.#endLine(here);
      place = { frame: undefined, parent: this.top, node: this.top.entry };
    }
  }

  #remember(tag: string | undefined, emptyAt: number): void {
    this.#tag = tag;
    this.#emptyAt = emptyAt;
  }

  #nextItem(column: number, { frame, parent, node }: Sibling): boolean {
    if (!frame) return this.#open('seq', column, parent, node, parent.items, 'pending');
    this.#settle();
    this.#advance(frame, indexOf(frame) + 1, 'pending');
    return true;
  }

  #explicitKey(column: number, sibling: Sibling): boolean {
    return this.#nextKey('', column, sibling, 'key');
  }

  #explicitValue(column: number, sibling: Sibling): boolean {
    const { frame } = sibling;
    if (frame?.status !== 'key') return this.#nextKey('', column, sibling, 'pending');
    this.top = { ...frame, entry: frame.node.child(detach(frame.key)), status: 'pending', key: '', items: 0 };
    return true;
  }

  #advance(frame: Frame, segment: string | number, status: EntryStatus): void {
    const { parent, kind, column, node, depth, hidden, count } = frame;
    const entry = node.child(segment);
    this.top = {
      parent,
      kind,
      column,
      node,
      entry,
      status,
      depth,
      hidden,
      key: '',
      count: count + 1,
      items: 0,
    };
  }

  #nextKey(key: string, column: number, { frame, parent, node }: Sibling, status: EntryStatus): boolean {
    if (!frame) return this.#open('map', column, parent, node, detach(key), status);
    this.#settle();
    this.#advance(frame, detach(key), status);
    return true;
  }

  /** Opens a collection under `parent`. Returns false when it would nest too deep. */
  #open(
    kind: 'map' | 'seq',
    column: number,
    parent: Frame,
    node: PathNode,
    segment: string | number,
    status: EntryStatus,
  ): boolean {
    if (node.depth >= MAX_DEPTH) {
      this.#sink.tooDeep = true;
      return false;
    }
    const isKey = parent.status === 'key';
    const around: Frame = isKey ? { ...parent, key: '?' } : { ...parent, status: 'nested' };
    this.#layGhost(column);
    this.top = {
      parent: around,
      kind,
      column,
      node,
      entry: node.child(segment),
      status,
      depth: parent.depth + 1,
      hidden: parent.hidden || isKey,
      key: '',
      count: 1,
      items: 0,
    };
    return true;
  }

  /** Children where the closed collections would have theirs show that the dedent was meant; others leave it open. */
  #layGhost(column: number): void {
    const { ghost } = this;
    if (!ghost || (!this.#isDedentLine && column > ghost.top.column)) return;
    if (this.#isDedentLine) this.ghost = { ...ghost, reach: column };
    else this.ghost = column > firstColumnRightOf(ghost) ? { ...ghost, isDoubtful: true } : undefined;
  }

  /** Reads a key with its value, or a value, at `at`. */
  #node(at: number, sibling: Sibling): number {
    const { tag, end, next } = readProperties(this.#text, at, false);
    const column = this.#columnAt(at);
    if (end > at && this.#isLineDone(next)) {
      // They belong to what follows on the next lines.
      if (!sibling.frame) this.#remember(tag, next);
      return this.#endLine(next);
    }
    const key = this.#keyBefore(next);
    if (key) {
      if (!this.#nextKey(key.text, column, sibling, 'pending')) return this.#skipLine(key.colon);
      return this.#inline(key.colon + 1);
    }
    if (sibling.frame) return this.#halfTyped(next, sibling.frame);
    if (end > at) this.#remember(tag ?? this.#tag, next);
    return this.#value(next, column);
  }

  /** A line in a map that is no entry: a key whose colon is yet to be typed. What stands deeper below is its. */
  #halfTyped(at: number, frame: Frame): number {
    const line = scanPlainLine(this.#text, at, this.#text.length, false);
    if (frame.status !== 'key') {
      this.#settle();
      this.#advance(frame, detach(this.#text.slice(at, line.end)), 'nested');
    }
    return this.#skipLine(at);
  }

  /** The implicit key at `at` and the colon behind it, when there are such. */
  #keyBefore(at: number): { readonly text: string; readonly colon: number } | undefined {
    const text = this.#text;
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const scan = scanQuoted(text, at, { holder: this.top.column, closer: undefined, limit: text.length });
      this.#sink.see(scan.seen);
      if (!scan.closed || scan.multiline) return undefined;
      const colon = this.#colonAt(scan.next);
      const raw = text.slice(scan.start, scan.end);
      return colon === undefined ? undefined : { text: decodeQuoted(raw, code === DOUBLE_QUOTE), colon };
    }
    if (code === ASTERISK) {
      const end = endOfAnchor(text, at);
      const colon = this.#colonAt(end);
      return colon === undefined ? undefined : { text: text.slice(at, end), colon };
    }
    if ((code === OPEN_BRACE || code === OPEN_BRACKET) && !this.#startsAction(at)) return this.#flowKey(at);
    return this.#plainKey(at);
  }

  #plainKey(at: number): { readonly text: string; readonly colon: number } | undefined {
    const line = scanPlainLine(this.#text, at, this.#text.length, false);
    this.#sink.see(Math.max(line.seen, line.at + 2));
    if (line.stop !== 'colon') return undefined;
    return { text: this.#text.slice(at, line.end), colon: line.at };
  }

  /** A collection as a key: only on one line. */
  #flowKey(at: number): { readonly text: string; readonly colon: number } | undefined {
    const text = this.#text;
    const colon = / *:(?=[ \t\r\n]|$)/;
    const end = lineEnd(text, at);
    this.#sink.see(end + 1);
    if (end - at > MAX_FLOW_KEY || !colon.test(text.slice(at, end + 1))) return undefined;
    const scalars = this.#sink.scalars.length;
    const comments = this.#sink.comments.length;
    const flow = scanFlow(
      text,
      at,
      { node: this.top.entry, holder: this.top.column, hidden: true },
      this.#sink,
    );
    this.#sink.truncate(scalars, comments);
    const found = flow.closed && !flow.multiline ? this.#colonAt(flow.next) : undefined;
    return found === undefined ? undefined : { text: '?', colon: found };
  }

  #colonAt(from: number): number | undefined {
    const at = skipBlanks(this.#text, from);
    this.#sink.see(at + 2);
    return this.#isIndicator(at, COLON) ? at : undefined;
  }

  /** Whether a template action starts here, or is being typed. */
  #startsAction(at: number): boolean {
    const text = this.#text;
    if (!mayOpenAction(text, at)) return false;
    const action = findAction(text, at);
    this.#sink.see(action.seen);
    if (action.end !== undefined) return true;
    const end = lineEnd(text, at);
    this.#sink.see(end + 1);
    return !text.slice(at, end).includes('}');
  }

  /** Reads the value behind a key's colon on its line, or what makes it stand on the lines below. */
  #inline(from: number): number {
    const first = skipBlanks(this.#text, from);
    this.#remember(undefined, first);
    if (this.#isLineDone(first)) return this.#endLine(first);
    const { tag, end, next } = readProperties(this.#text, first, false);
    if (end > first) {
      this.#remember(tag, next);
      if (this.#isLineDone(next)) return this.#endLine(next);
    }
    return this.#value(next, undefined);
  }

  /** Reads a value. `column` is given where it stands on a line of its own. */
  #value(at: number, column: number | undefined): number {
    const text = this.#text;
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quoted(at, code, column);
    if (code === ASTERISK) return this.#alias(at);
    if ((code === OPEN_BRACE || code === OPEN_BRACKET) && !this.#startsAction(at)) return this.#flow(at);
    const header = code === PIPE || code === GREATER ? readHeader(text, at) : undefined;
    if (header) return this.#blockScalar(at, header);
    return this.#plain(at, column);
  }

  #alias(at: number): number {
    const end = endOfAnchor(this.#text, at);
    if (this.top.status === 'key') this.top = { ...this.top, key: detach(this.#text.slice(at, end)) };
    this.#complete();
    return this.#endLine(end);
  }

  #quoted(at: number, code: number, column: number | undefined): number {
    const scan = scanQuoted(this.#text, at, {
      holder: this.top.column,
      closer: undefined,
      limit: this.#text.length,
    });
    this.#sink.see(scan.seen);
    if (!scan.closed && column !== undefined && this.#isAboveEntry(scan.next, column))
      return this.#endLine(scan.next);
    const style = code === DOUBLE_QUOTE ? 'double-quoted' : 'single-quoted';
    this.#found({ style, start: scan.start, end: scan.end, tag: this.#tag });
    // What stands below an open quote is not its text: it is the entry's, as if the quote were closed.
    return this.#endLine(scan.next);
  }

  #flow(at: number): number {
    const { top } = this;
    const hidden = top.hidden || top.status === 'key';
    const flow = scanFlow(this.#text, at, { node: top.entry, holder: top.column, hidden }, this.#sink);
    if (top.status === 'key') this.top = { ...top, key: '?' };
    this.#complete();
    return flow.closed ? this.#endLine(flow.next) : this.#startOfNext(flow.next);
  }

  #startOfNext(at: number): number {
    const before = this.#text.charCodeAt(at - 1);
    return isBreak(before) ? at : nextLine(this.#text, lineEnd(this.#text, at));
  }

  #blockScalar(at: number, header: BlockScalarHeader): number {
    const { top } = this;
    const scan = scanBlockScalar(this.#text, header, top.column);
    this.#sink.see(scan.seen);
    this.#endLine(header.end);
    if (top.status === 'key') this.top = { ...top, key: this.#blockKey(header, scan) };
    else if (!top.hidden) this.#sink.blockScalar(top.entry, header, scan, this.#tag);
    this.#complete();
    return Math.max(scan.next, nextLine(this.#text, lineEnd(this.#text, at)));
  }

  #blockKey(header: BlockScalarHeader, { body, bodyEnd, indent }: BlockScalarScan): string {
    return detach(decodeBlockScalar(this.#text.slice(body, bodyEnd), indent, header));
  }

  #plain(at: number, column: number | undefined): number {
    const text = this.#text;
    const line = scanPlainLine(text, at, text.length, false);
    this.#sink.see(Math.max(line.seen, line.at + 2));
    if (line.stop === 'colon') return this.#plainWithColon(at);
    const place = { holder: this.top.column, inFlow: false, limit: text.length };
    const scan = scanPlainRest(text, line, place);
    this.#sink.see(scan.seen);
    const isStray = this.top.status !== 'pending' && this.top.status !== 'key';
    const isHalfTyped =
      column !== undefined && scan.entry !== undefined && this.#isAtColumn(scan.entry, column);
    if (isStray || isHalfTyped) return this.#endLine(line.at);
    this.#found({ style: 'plain', start: at, end: scan.end, tag: this.#tag });
    if (column !== undefined && !scan.multiline) this.#expectEntriesAt(column);
    return this.#endLine(scan.next);
  }

  /**
   * A word on a line of its own may be a key whose colon is yet to be typed: later lines at its column are entries
   * beside it, should they stand where nothing else can.
   */
  #expectEntriesAt(column: number): void {
    const { top } = this;
    if (top.status !== 'complete' || top.entry.depth >= MAX_DEPTH) return;
    const status = 'complete';
    const { depth, hidden, entry } = top;
    const frame = {
      parent: top,
      kind: 'map',
      column,
      node: entry,
      entry,
      status,
      hidden,
      key: '',
      count: 0,
      items: 0,
    } as const;
    this.top = { ...frame, depth: depth + 1 };
  }

  /** `a: b: c`: the value is all of it. */
  #plainWithColon(at: number): number {
    const text = this.#text;
    let line = scanPlainLine(text, at, text.length, false);
    while (line.stop === 'colon') line = { ...scanPlainLine(text, line.at + 1, text.length, false) };
    const end = Math.max(line.end, at);
    this.#found({ style: 'plain', start: at, end, tag: this.#tag });
    this.#sink.see(line.at + 2);
    return this.#endLine(line.at);
  }

  /** Whether the next line with text is an entry at this column: what stands above it is a key that is being typed. */
  #isAboveEntry(lineBreak: number, column: number): boolean {
    const text = this.#text;
    let lineStart = nextLine(text, lineBreak);
    let first = skipBlanks(text, lineStart);
    while (first < text.length && isBreak(text.charCodeAt(first))) {
      lineStart = nextLine(text, first);
      first = skipBlanks(text, lineStart);
    }
    const line = scanPlainLine(text, first, text.length, false);
    this.#sink.see(Math.max(line.seen, line.at + 2));
    return first - lineStart === column && line.stop === 'colon';
  }

  #isAtColumn(at: number, column: number): boolean {
    const start = at - column;
    return start > 0 && isBreak(this.#text.charCodeAt(start - 1)) && skipBlanks(this.#text, start) === at;
  }

  /** A scalar is the key or the value of the innermost entry. */
  #found(found: Found): void {
    const { top } = this;
    if (top.status === 'key') {
      const raw = this.#text.slice(found.start, found.end);
      const key =
        found.style === 'plain' ? decodePlain(raw) : decodeQuoted(raw, found.style === 'double-quoted');
      this.top = { ...top, key: detach(key) };
    } else if (!top.hidden && top.status === 'pending') this.#sink.scalar(top.entry, found);
    this.#complete();
  }

  #complete(): void {
    if (this.top.status === 'pending') this.top = { ...this.top, status: 'complete' };
    this.#tag = undefined;
    this.#emptyAt = 0;
  }

  /** Whether nothing but a comment follows on the line. */
  #isLineDone(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return (
      at >= this.#text.length || isBreak(code) || (code === HASH && isGap(this.#text.charCodeAt(at - 1)))
    );
  }

  /** Passes the rest of the line, with its comment. Returns the start of the next. */
  #endLine(from: number): number {
    const at = skipBlanks(this.#text, from);
    const code = this.#text.charCodeAt(at);
    if (code === HASH && isGap(this.#text.charCodeAt(at - 1))) {
      const end = lineEnd(this.#text, at);
      this.#sink.comment(at, end);
      return this.#behind(end);
    }
    return this.#skipLine(at);
  }

  /** Passes what means nothing, but for a comment. */
  #skipLine(from: number): number {
    let line = scanPlainLine(this.#text, from, this.#text.length, false);
    while (line.stop === 'colon') line = scanPlainLine(this.#text, line.at + 1, this.#text.length, false);
    const end = lineEnd(this.#text, line.at);
    if (line.stop === 'comment') this.#sink.comment(line.at, end);
    return this.#behind(end);
  }

  #behind(end: number): number {
    this.#sink.see(end + 2);
    return nextLine(this.#text, end);
  }

  /** Passes the rest of a line that holds nothing but perhaps a comment. */
  rest(from: number): number {
    return this.#endLine(from);
  }

  /** Reads a comment on a line of its own. */
  comment(at: number): number {
    const end = lineEnd(this.#text, at);
    this.#sink.comment(at, end);
    return this.#behind(end);
  }
}

/** A longer one is no key by YAML 1.2.2 (section 7.4), and looking for its colon would cost each line twice. */
const MAX_FLOW_KEY = 1024;

/** The frame around a closed one. */
function around(closed: Frame): Frame {
  const parent = closed.parent ?? closed;
  const items = closed.kind === 'seq' ? indexOf(closed) + 1 : parent.items;
  return items === parent.items ? parent : { ...parent, items };
}

function indexOf({ entry }: Frame): number {
  return typeof entry.segment === 'number' ? entry.segment : -1;
}

/** A resumed list, behind the entries that a line at a wrong column gave it meanwhile. */
function countedOn(list: Frame, from: Frame): Frame {
  for (let frame: Frame | undefined = from; frame; frame = frame.parent) {
    const index = frame.kind === 'seq' && frame.node === list.node ? indexOf(frame) : -1;
    if (index > indexOf(list)) return { ...list, entry: frame.entry };
  }
  return list;
}

/** The column of the outermost collection that the dedent closed. */
function firstColumnRightOf({ top, column }: Ghost): number {
  let first = top.column;
  for (let frame: Frame | undefined = top; frame && frame.column > column; frame = frame.parent)
    first = frame.column;
  return first;
}

function settled(frame: Frame): Frame {
  return frame.status === 'pending' ? { ...frame, status: 'complete' } : frame;
}
