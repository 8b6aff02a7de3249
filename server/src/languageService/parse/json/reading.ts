import type { ConfigComment } from '../../configDocument.ts';
import { endsAt } from '../segment.ts';
import type { Cut, Segment } from '../segment.ts';
import { CHAR, isBlank, isLineBreak } from './characters.ts';
import { detach } from '../detach.ts';
import { Grammar } from './grammar.ts';
import { Levels } from './levels.ts';
import { Sight } from './sight.ts';
import { ARRAY, INLINE, OBJECT, ROOT } from './state.ts';
import type { JsonState } from './state.ts';

const NOWHERE = -1;

/** The reading of one segment: tells tokens apart, keeps track of lines, and finds where the segment ends. */
export class JsonReading {
  readonly #text: string;
  readonly #start: number;
  readonly #cut: Cut;
  readonly #sight: Sight;
  readonly #levels: Levels;
  readonly #grammar: Grammar;
  readonly #comments: { start: number; end: number }[] = [];

  #at: number;
  /** Offset of the line, as long as no token of it was read. */
  #lineStart: number;
  /** Offset behind a comma after which there was no token and no line break yet: a boundary. */
  #boundary = NOWHERE;
  /** Number of comments when the boundary was found, and the column where its line begins. */
  #commentsBefore = 0;
  #indentBefore = INLINE;
  /** Whether there is no end of a comment in the rest of the text. */
  #hasUnclosedComment = false;

  constructor(text: string, start: number, state: JsonState, cut: Cut) {
    this.#text = text;
    this.#start = start;
    this.#cut = cut;
    this.#at = start === 0 && text.charCodeAt(0) === CHAR.byteOrderMark ? 1 : start;
    this.#lineStart = state.indent === INLINE ? this.#at : NOWHERE;
    this.#sight = new Sight(text);
    this.#levels = new Levels(this.#sight, state);
    this.#grammar = new Grammar(this.#sight, start, this.#levels);
    this.#grammar.place.indent = Math.max(0, state.indent);
  }

  read(): Segment & { readonly exit: JsonState } {
    const text = this.#text;
    const { length } = text;
    while (this.#at < length) {
      const code = text.charCodeAt(this.#at);
      if (isBlank(code)) this.#at += 1;
      else if (isLineBreak(code)) {
        this.#breakLine(code);
        if (this.#boundary !== NOWHERE && this.#endsAt(this.#at)) return this.#finish(this.#at, INLINE);
        this.#boundary = NOWHERE;
      } else if (code === CHAR.slash && this.#readComment()) continue;
      else {
        if (this.#boundary !== NOWHERE && this.#endsAt(this.#boundary)) return this.#endBehindComma();
        this.#boundary = NOWHERE;
        this.#beginToken();
        this.#readToken(code);
      }
    }
    this.#sight.saw(length + 1);
    return this.#finish(length, this.#lineStart === NOWHERE ? this.#grammar.place.indent : INLINE);
  }

  #readToken(code: number): void {
    const at = this.#at;
    const grammar = this.#grammar;
    switch (code) {
      case CHAR.doubleQuote:
      case CHAR.singleQuote:
        this.#at = grammar.string(at, code);
        return;
      case CHAR.openBrace:
        if (grammar.endOfAction(at) !== undefined) this.#at = grammar.word(at);
        else this.#open(OBJECT);
        return;
      case CHAR.openBracket:
        this.#open(ARRAY);
        return;
      case CHAR.closeBrace:
      case CHAR.closeBracket:
        grammar.close(at, code === CHAR.closeBrace ? OBJECT : ARRAY);
        this.#at += 1;
        if (this.#levels.kind === ROOT) this.#markBoundary();
        return;
      case CHAR.comma:
        grammar.comma();
        this.#at += 1;
        this.#markBoundary();
        return;
      case CHAR.colon:
        grammar.colon();
        this.#at += 1;
        return;
      default:
        this.#at = grammar.word(at);
    }
  }

  #open(kind: typeof OBJECT | typeof ARRAY): void {
    this.#grammar.open(this.#at, kind);
    this.#at += 1;
  }

  /** Notes where the token that begins now stands. */
  #beginToken(): void {
    const { place } = this.#grammar;
    if (this.#lineStart === NOWHERE) place.column = INLINE;
    else {
      place.column = this.#at - this.#lineStart;
      place.indent = place.column;
      this.#lineStart = NOWHERE;
    }
  }

  #breakLine(code: number): void {
    this.#at += 1;
    if (code === CHAR.carriageReturn && this.#sight.peek(this.#at) === CHAR.lineFeed) this.#at += 1;
    this.#lineStart = this.#at;
  }

  /** Reads a comment, if there is one. A block comment that is never closed ends with its line. */
  #readComment(): boolean {
    const second = this.#sight.peek(this.#at + 1);
    if (second !== CHAR.slash && second !== CHAR.star) return false;
    const start = this.#at;
    this.#beginToken();
    const close = second === CHAR.star ? this.#endOfBlockComment(start + 2) : -1;
    this.#at = close === -1 ? this.#sight.lineEnd(start) : close;
    this.#comments.push({ start, end: this.#at });
    return true;
  }

  /** Offset behind the next end of a comment; -1 when there is none. */
  #endOfBlockComment(from: number): number {
    if (this.#hasUnclosedComment) return -1;
    const end = this.#text.indexOf('*/', from);
    if (end !== -1) return end + 2;
    this.#hasUnclosedComment = true;
    this.#sight.saw(this.#text.length + 1);
    return -1;
  }

  #markBoundary(): void {
    this.#boundary = this.#at;
    this.#commentsBefore = this.#comments.length;
    this.#indentBefore = this.#grammar.place.indent;
  }

  #endsAt(at: number): boolean {
    const { depth, excess } = this.#levels;
    return endsAt(this.#cut, this.#start, at, Math.max(0, depth + excess - 1));
  }

  /** Ends the segment at the boundary, in front of the comments and blanks that follow it on its line. */
  #endBehindComma(): Segment & { readonly exit: JsonState } {
    this.#sight.saw(this.#at + 1);
    this.#comments.length = this.#commentsBefore;
    return this.#finish(this.#boundary, this.#indentBefore);
  }

  #finish(end: number, indent: number): Segment & { readonly exit: JsonState } {
    const { source, scalars } = this.#grammar;
    source.text = detach(this.#text.slice(this.#start, end));
    return {
      end,
      lookahead: Math.max(end, this.#sight.seen),
      text: source.text,
      scalars,
      comments: this.#comments.map((range) => this.#comment(range, source.text)),
      tooDeep: this.#levels.tooDeep,
      endsDocument: false,
      usesCarried: this.#levels.usesVerdict,
      isRegular: !this.#levels.usesVerdict,
      exit: this.#levels.state(indent),
    };
  }

  #comment({ start, end }: { start: number; end: number }, text: string): ConfigComment {
    const from = start - this.#start;
    const to = end - this.#start;
    const written = text.slice(from, to);
    const inner = written.startsWith('/*') ? written.slice(2).replace(/\*\/$/, '') : written.slice(2);
    return { start: from, end: to, text: inner };
  }
}
