import { COMMA } from './levels.ts';
import type { Levels } from './levels.ts';
import { ARRAY, INLINE, NO_ENTRY, OBJECT, ROOT } from './state.ts';
import type { Frame, LevelKind } from './state.ts';

/**
 * Finds brackets that are missing or too many. Columns are those of tokens that stand first on their line, and
 * {@link INLINE} for others; they say nothing in text that is not laid out in lines.
 */
export class Repairs {
  readonly #levels: Levels;

  constructor(levels: Levels) {
    this.#levels = levels;
  }

  /**
   * Notes the column of an entry that begins at `at`, in a level of the kind that suits it. When it stands in the
   * column of the entries of another level, that level is made the innermost: brackets were missing or too many.
   */
  place(column: number, at: number, kind: LevelKind): void {
    const levels = this.#levels;
    if (column === INLINE) {
      if (levels.entry === NO_ENTRY) levels.entry = INLINE;
    } else if (column !== levels.entry || levels.kind !== kind) {
      if (!this.reopen(column, at, kind) && levels.entry === NO_ENTRY) levels.entry = column;
    }
    if (column !== INLINE) levels.last = column;
    levels.closed = undefined;
  }

  /** Makes another level of this kind the innermost when what begins at `at` is an entry of it by its column. */
  reopen(column: number, at: number, kind: LevelKind): boolean {
    const levels = this.#levels;
    const other = this.#dedented(column, kind) ?? this.#closedTooEarly(column, kind);
    if (!other || !levels.mayRepair(at)) return false;
    levels.load(other);
    levels.expects = COMMA;
    return true;
  }

  /** Makes the list that was just closed the innermost again when what begins at `at` stands among its elements. */
  resumeList(column: number, at: number): void {
    const { closed, kind } = this.#levels;
    if (closed && kind !== ARRAY && column !== INLINE && this.#closedTooEarly(column, ARRAY)) {
      this.reopen(column, at, ARRAY);
    }
  }

  /** Whether an entry at `column` stands deeper than those of the innermost level. */
  isDeeper(column: number): boolean {
    return column > this.#levels.entry && this.#levels.entry >= 0;
  }

  /** An object whose opening brace is missing begins with the key at `column`. */
  openMissing(column: number, indent: number): void {
    const { entry } = this.#levels;
    this.#levels.push(OBJECT, entry >= 0 ? entry : indent);
    this.#levels.entry = column;
    this.#levels.last = column;
  }

  /**
   * A closing bracket at `at`, in a line that is indented to `indent`. It ends the innermost level, or what it seems
   * to belong to; nothing when it is stray.
   */
  close(kind: LevelKind, column: number, indent: number, at: number): void {
    const levels = this.#levels;
    const isSame = levels.kind === kind;
    if (isSame && (column === INLINE || column === levels.opener || levels.entry === NO_ENTRY)) levels.pop();
    else if (levels.kind === ROOT) return;
    else if (column !== INLINE && this.#isStray(kind, column)) {
      if (isSame && !levels.mayRepair(at)) levels.pop();
    } else {
      const outer = column === INLINE ? undefined : this.#openedAt(column, kind);
      if (outer && levels.mayRepair(at)) levels.popTo(outer);
      else if (!isSame && column !== levels.opener) this.#popToKind(kind, indent);
      if (levels.kind === kind || column === levels.opener) levels.pop();
    }
  }

  /** The nearest level above of this kind whose entries stand at `column`, left of what is open in it. */
  #dedented(column: number, kind: LevelKind): Frame | undefined {
    const { entry, opener } = this.#levels;
    if (entry >= 0 ? column >= entry : column > opener) return undefined;
    for (let frame = this.#levels.parent; frame; frame = frame.parent) {
      if (frame.entry === column && frame.kind === kind) return frame;
    }
    return undefined;
  }

  /** The level that was just closed, or one above it, when its entries stand at `column`. */
  #closedTooEarly(column: number, kind: LevelKind): Frame | undefined {
    if (this.#levels.entry >= 0 && column <= this.#levels.entry) return undefined;
    for (let frame = this.#levels.closed; frame && frame.depth > this.#levels.depth; frame = frame.parent) {
      if (frame.entry === column && frame.kind === kind) return frame;
    }
    return undefined;
  }

  /** Whether a bracket first on its line closes nothing that is open, going by columns. */
  #isStray(kind: LevelKind, column: number): boolean {
    const { closed, depth, entry, last, opener } = this.#levels;
    if (column > opener) {
      for (let frame = closed; frame && frame.depth > depth; frame = frame.parent) {
        if (frame.opener === column && frame.entry >= 0) return true;
      }
    }
    if (entry < 0) return false;
    return (column > opener && last > column) || (column >= entry && kind !== this.#levels.kind);
  }

  #openedAt(column: number, kind: LevelKind): Frame | undefined {
    if (column >= this.#levels.opener) return undefined;
    for (let frame = this.#levels.parent; frame?.parent; frame = frame.parent) {
      if (frame.opener === column && frame.entry >= 0 && frame.kind === kind) return frame;
    }
    return undefined;
  }

  /** Ends what is open in the nearest level of this kind, unless the line is an entry of something in between. */
  #popToKind(kind: LevelKind, indent: number): void {
    const levels = this.#levels;
    for (let frame = levels.frame(); frame.parent; frame = frame.parent) {
      if (frame.kind === kind) {
        levels.popTo(frame);
        return;
      }
      if (frame.entry >= 0 && indent >= frame.entry) return;
    }
  }

  /** Whether the innermost level is an object in a list that has entries already. */
  followsEntryOfList(): boolean {
    return this.#levels.parent?.kind === ARRAY && this.#levels.entry !== NO_ENTRY;
  }

  /** Whether the innermost level is a list in an object, and its last entry was no object or list. */
  followsScalarOfList(): boolean {
    const { kind, parent, entry, closed } = this.#levels;
    return kind === ARRAY && parent?.kind === OBJECT && entry !== NO_ENTRY && closed === undefined;
  }

  /** A key at `at` that shows that what nests too deep has ended. */
  leaveDepth(column: number, at: number): boolean {
    if (column === INLINE || !this.#dedented(column, OBJECT) || !this.reopen(column, at, OBJECT))
      return false;
    this.#levels.excess = 0;
    return true;
  }
}
