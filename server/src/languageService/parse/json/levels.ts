import type { PathSegment } from '../../configDocument.ts';
import { MAX_DEPTH } from '../guards.ts';
import { PathNode } from '../path.ts';
import { isBalanced } from './balance.ts';
import type { Sight } from './sight.ts';
import { ARRAY, JsonState, NO_ENTRY, OBJECT, ROOT } from './state.ts';
import type { Frame, LevelKind, Verdict } from './state.ts';

/** What a level waits for: an entry (a key in an object), a colon, a value, or the comma behind a value. */
export const ENTRY = 0;
export const COLON = 1;
export const VALUE = 2;
export const COMMA = 3;

/** The open brackets. The fields are those of the innermost, the levels above it are frames. */
export class Levels {
  kind: LevelKind = ROOT;
  index = 0;
  opener = NO_ENTRY;
  entry = NO_ENTRY;
  last = NO_ENTRY;
  depth = 0;
  parent: Frame | undefined;
  node: PathNode;
  expects: number = ENTRY;
  /** The key whose value is awaited. */
  key = '';
  excess: number;
  closed: Frame | undefined;
  /** Whether a bracket was left out because it nests too deep. */
  tooDeep: boolean;

  /** Whether it was asked if brackets may be repaired. */
  usesVerdict = false;

  readonly #sight: Sight;
  #verdict: Verdict;
  /** The frame that the fields were taken from. */
  #loaded: Frame;

  constructor(sight: Sight, state: JsonState) {
    this.#sight = sight;
    this.#verdict = state.verdict;
    this.excess = state.excess;
    this.tooDeep = state.excess > 0;
    this.closed = state.closed;
    this.node = state.top.node;
    this.#loaded = state.top;
    this.load(state.top);
  }

  /** The state at a boundary in a line that is indented to column `indent`. */
  state(indent: number): JsonState {
    return new JsonState(this.frame(), this.excess, indent, this.#verdict, this.closed);
  }

  /** The innermost level as it stands. */
  frame(): Frame {
    const { parent, kind, node, depth, index, opener, entry, last } = this;
    const known = this.#loaded;
    if (known.node === node && known.index === index && known.entry === entry && known.last === last) {
      if (known.parent === parent && known.kind === kind) return known;
    }
    return (this.#loaded = { parent, kind, node, depth, index, opener, entry, last });
  }

  /** Makes a frame the innermost level. It is never in the middle of an entry. */
  load(frame: Frame): void {
    this.#loaded = frame;
    this.parent = frame.parent;
    this.kind = frame.kind;
    this.node = frame.node;
    this.depth = frame.depth;
    this.index = frame.index;
    this.opener = frame.opener;
    this.entry = frame.entry;
    this.last = frame.last;
    this.expects = ENTRY;
  }

  /** Key or index in the innermost level of the value that begins now; undefined at the root. */
  get segment(): PathSegment | undefined {
    if (this.kind === OBJECT) return this.key;
    return this.kind === ARRAY ? this.index : undefined;
  }

  /** Begins an object or array as the value that is awaited, in a line indented to column `indent`. */
  push(kind: LevelKind, indent: number): void {
    if (this.depth === MAX_DEPTH) {
      this.excess += 1;
      this.tooDeep = true;
      this.expects = COMMA;
      return;
    }
    const { segment } = this;
    const node = segment === undefined ? PathNode.newRoot() : this.node.child(segment);
    this.parent = this.frame();
    this.kind = kind;
    this.node = node;
    this.depth += 1;
    this.index = 0;
    this.opener = indent;
    this.entry = NO_ENTRY;
    this.last = NO_ENTRY;
    this.expects = ENTRY;
    this.closed = undefined;
  }

  /** Ends the innermost object or array. */
  pop(): void {
    if (!this.parent) return;
    // A comma in front of the bracket began no entry.
    if (this.kind === ARRAY && this.expects === ENTRY && this.index > 0) this.index -= 1;
    this.closed ??= this.frame();
    this.load(this.parent);
    this.expects = COMMA;
  }

  /** Ends what is open inside of a level above. */
  popTo(frame: Frame): void {
    while (this.depth > frame.depth) this.pop();
  }

  /**
   * Whether brackets may be taken for missing or stray, as the text from `at` on does not balance what is open there.
   * Asked only where something looks wrong, and once for the rest of a text.
   */
  mayRepair(at: number): boolean {
    this.usesVerdict = true;
    if (this.#verdict === 'unknown') {
      this.#sight.saw(this.#sight.text.length + 1);
      const balanced = isBalanced(this.#sight.text, at, this.frame(), this.excess);
      this.#verdict = balanced ? 'balanced' : 'unbalanced';
    }
    return this.#verdict === 'unbalanced';
  }
}
