import { sharedKey } from '../keyCache.ts';
import type { ScalarStyle } from '../../configDocument.ts';
import type { PlacedScalar, SegmentText } from '../scalar.ts';
import { Actions, isSilent } from './actions.ts';
import { CHAR, endsValue, isLineEnd } from './characters.ts';
import { decodeString } from './decode.ts';
import { COLON, COMMA, ENTRY, VALUE } from './levels.ts';
import type { Levels } from './levels.ts';
import { Repairs } from './repairs.ts';
import { JsonPlain, JsonString, kindOfPlain } from './scalars.ts';
import type { Sight } from './sight.ts';
import { ARRAY, INLINE, NO_ENTRY, OBJECT, ROOT } from './state.ts';
import type { LevelKind } from './state.ts';
import { Strings } from './strings.ts';
import { Words } from './words.ts';

const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})$/;

/** Where a token stands. */
export interface Place {
  /** Column of the token, {@link INLINE} when it is not the first of its line. */
  column: number;
  /** Column of the first token of the line. */
  indent: number;
}

/** What the tokens of JSON mean. Each method takes the offset of a token; those that read it return where it ends. */
export class Grammar {
  readonly place: Place = { column: INLINE, indent: 0 };
  readonly scalars: PlacedScalar[] = [];
  readonly source: SegmentText = { text: '' };

  readonly #sight: Sight;
  readonly #start: number;
  readonly #levels: Levels;
  readonly #repairs: Repairs;
  readonly #actions: Actions;
  readonly #strings: Strings;
  readonly #words: Words;

  /** `start`: offset of the segment. */
  constructor(sight: Sight, start: number, levels: Levels) {
    this.#sight = sight;
    this.#start = start;
    this.#levels = levels;
    this.#repairs = new Repairs(levels);
    this.#actions = new Actions(sight);
    this.#strings = new Strings(sight, this.#actions);
    this.#words = new Words(sight, this.#actions);
  }

  comma(): void {
    if (this.#levels.excess > 0) return;
    if (this.#levels.kind === ARRAY) this.#levels.index += 1;
    this.#levels.expects = ENTRY;
  }

  colon(): void {
    if (this.#levels.expects === COLON) this.#levels.expects = VALUE;
  }

  open(at: number, kind: LevelKind): void {
    const levels = this.#levels;
    if (levels.excess > 0) {
      levels.excess += 1;
      return;
    }
    if (levels.kind === ARRAY) this.#beginElement(at);
    else if (this.place.column !== INLINE) this.#openOnLine(at);
    else if (this.#awaitsKey()) {
      if (kind === OBJECT && this.#repairs.followsEntryOfList() && levels.mayRepair(at)) {
        levels.pop();
        levels.index += 1;
      } else levels.key = '';
    }
    levels.push(kind, this.place.indent);
  }

  close(at: number, kind: LevelKind): void {
    const levels = this.#levels;
    if (levels.excess > 0) {
      levels.excess -= 1;
      levels.expects = COMMA;
    } else if (!this.#isStrayBracket(at)) {
      this.#repairs.close(kind, this.place.column, this.place.indent, at);
    }
    // Outside of brackets nothing is awaited: a boundary is there.
    if (levels.kind === ROOT) levels.expects = ENTRY;
  }

  string(at: number, quote: number): number {
    const levels = this.#levels;
    const strings = this.#strings;
    const isKey = this.#awaitsKey();
    if (this.#isStrayQuote(at)) return at + 1;
    strings.read(at + 1, quote, isKey);
    if (levels.excess > 0 && !(strings.beforeColon && this.#repairs.leaveDepth(this.place.column, at))) {
      return strings.next;
    }
    if (this.#isKey(at, isKey)) this.#takeKey(at + 1, strings.end);
    else {
      if (levels.kind === ARRAY) this.#beginElement(at);
      const style = quote === CHAR.doubleQuote ? 'double-quoted' : 'single-quoted';
      this.#take(JsonString, style, at + 1, strings.end);
    }
    return strings.next;
  }

  /** A number, a literal, a template action, or text that is no JSON. */
  word(at: number): number {
    const levels = this.#levels;
    const words = this.#words;
    const { text } = this.#sight;
    const action = this.endOfAction(at);
    if (action !== undefined && isSilent(text.slice(at, action))) return action;
    if (this.place.column === 0 && CONFLICT_MARKER.test(text.slice(at, at + 7)))
      return this.#sight.lineEnd(at);
    if (levels.excess === 0) this.#repairs.resumeList(this.place.column, at);
    const isKey = this.#awaitsKey();
    words.read(at, isKey);
    const { end, next } = words;
    if (levels.excess > 0) return next;
    if (isKey) {
      if (text.charCodeAt(this.#sight.skipBlanks(next)) === CHAR.colon) {
        this.#repairs.place(this.place.column, at, OBJECT);
        this.#takeKey(at, end);
      }
    } else if (this.#mayBeValue(action !== undefined, at, end)) {
      if (levels.kind === ARRAY) this.#beginElement(at);
      this.#take(JsonPlain, 'plain', at, end);
    }
    return next;
  }

  /** Offset behind the template action that begins at `at`; undefined when none does. */
  endOfAction(at: number): number | undefined {
    const code = this.#sight.text.charCodeAt(at);
    return code === CHAR.openBrace || code === CHAR.less ? this.#actions.endOf(at) : undefined;
  }

  /** An object or list begins with a line where no element of a list is awaited. */
  #openOnLine(at: number): void {
    const levels = this.#levels;
    const { column } = this.place;
    if (levels.expects === COLON) levels.expects = COMMA;
    const awaitedKey = this.#awaitsKey();
    if (this.#repairs.reopen(column, at, ARRAY)) this.#beginElement(at);
    else if (awaitedKey) {
      levels.key = '';
      this.#repairs.place(column, at, OBJECT);
    }
  }

  /** `}"key":`: a bracket typed in front of an entry. */
  #isStrayBracket(at: number): boolean {
    const isBeforeString = this.#sight.peek(at + 1) === CHAR.doubleQuote;
    return isBeforeString && this.place.column !== INLINE && this.#levels.mayRepair(at);
  }

  #awaitsKey(): boolean {
    const { kind, expects } = this.#levels;
    return kind === OBJECT && (expects === ENTRY || expects === COMMA);
  }

  #isIn(kind: LevelKind): boolean {
    return this.#levels.kind === kind;
  }

  /** Whether the string that was read is a key. Brackets that are missing before it are put in place. */
  #isKey(at: number, isExpected: boolean): boolean {
    const levels = this.#levels;
    const { column, indent } = this.place;
    const { beforeColon } = this.#strings;
    if (!beforeColon && isExpected) this.#repairs.resumeList(column, at);
    if (!beforeColon && this.#isIn(ARRAY)) return false;
    if (!beforeColon) return isExpected || (levels.expects === COLON && column !== INLINE);
    if (this.#isIn(OBJECT)) {
      const mayOpen = column === INLINE ? levels.expects === VALUE : this.#repairs.isDeeper(column);
      if (!isExpected && mayOpen && levels.mayRepair(at)) this.#repairs.openMissing(column, indent);
      else this.#repairs.place(column, at, OBJECT);
      return true;
    }
    const isBehindScalar = this.#repairs.followsScalarOfList();
    if (column !== INLINE) this.#repairs.place(column, at, OBJECT);
    if (this.#isIn(OBJECT)) return true;
    if (column === INLINE && isBehindScalar && levels.mayRepair(at)) levels.pop();
    else {
      if (levels.expects === COMMA) levels.index += 1;
      this.#repairs.openMissing(column, indent);
    }
    return true;
  }

  #mayBeValue(isAction: boolean, start: number, end: number): boolean {
    const { kind, expects } = this.#levels;
    if (expects === VALUE || (kind === ARRAY && expects === ENTRY)) return true;
    const isKnown = kindOfPlain(this.#sight.text.slice(start, end)) !== 'string';
    if (kind === OBJECT) return this.place.column === INLINE && (isKnown || isAction);
    return isKnown || (kind === ARRAY && isAction);
  }

  #beginElement(at: number): void {
    this.#repairs.place(this.place.column, at, ARRAY);
    if (this.#levels.expects === COMMA) this.#levels.index += 1;
  }

  /** A quote with nothing behind it that a string could hold, where no value is due or it may well be none. */
  #isStrayQuote(at: number): boolean {
    const { expects, excess, kind, entry } = this.#levels;
    if (excess > 0 || (expects !== COMMA && kind !== ARRAY)) return false;
    if (expects === COMMA) return endsValue(this.#sight.text.charCodeAt(this.#sight.skipBlanks(at + 1)));
    if (entry === NO_ENTRY || this.place.column !== INLINE) return false;
    return isLineEnd(this.#sight.text.charCodeAt(this.#sight.skipBlanks(at + 1)));
  }

  #takeKey(start: number, end: number): void {
    this.#levels.key = sharedKey(decodeString(this.#sight.text.slice(start, end)));
    this.#levels.expects = COLON;
  }

  /** Takes the value of the innermost level's entry. */
  #take(Scalar: typeof JsonString | typeof JsonPlain, style: ScalarStyle, start: number, end: number): void {
    const { node, segment } = this.#levels;
    this.scalars.push(
      new Scalar(this.source, node, segment, start - this.#start, end - this.#start, style, undefined),
    );
    this.#levels.expects = COMMA;
  }
}
