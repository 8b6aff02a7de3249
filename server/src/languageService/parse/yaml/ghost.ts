import { type Frame, indexOf } from './frame.ts';

/**
 * The frames that a dedent closed. Should its line prove to stand at a wrong column, reading goes on in them: then a
 * stray line costs only itself. Valid text never needs it.
 */
export interface Ghost {
  readonly top: Frame;
  /** Whether the innermost entry had no value yet. */
  readonly wasPending: boolean;
  /** The column that the dedent went to. */
  readonly column: number;
  /** Column of the innermost collection that this line opened: an entry there shows that the dedent was meant. */
  readonly reach: number;
  /** Whether an entry at that column got children of its own, right of where it would have them. */
  readonly isDoubtful: boolean;
}

/** What a line closed on its way to its column. */
export interface Closed {
  /** Entries of the outermost collection closed; 2 for more. */
  readonly count: number;
  /** Its column; Infinity when none was closed. */
  readonly column: number;
  readonly hasList: boolean;
}

export const NOTHING_CLOSED: Closed = { count: 0, column: Infinity, hasList: false };

/** Whether both mean the same to the line. */
export function sameClosed(one: Closed, two: Closed): boolean {
  return one.count === two.count && one.column === two.column && one.hasList === two.hasList;
}

/** The ghost of a dedent to `column` from where `closed` was innermost, with or without a value yet. */
export function ghostOf(closed: Frame, wasPending: boolean, column: number): Ghost {
  return { top: closed, wasPending, column, reach: column, isDoubtful: false };
}

/**
 * What is left of the ghost when a later line opens a collection at `column`: children where the closed collections
 * would have theirs show that the dedent was meant, others leave it open.
 */
export function ghostAfterOpening(ghost: Ghost, column: number): Ghost | undefined {
  if (column > ghost.top.column) return ghost;
  return column > firstColumnRightOf(ghost) ? { ...ghost, isDoubtful: true } : undefined;
}

/** The column of the outermost collection that the dedent closed. */
function firstColumnRightOf({ top, column }: Ghost): number {
  let first = top.column;
  for (let frame: Frame | undefined = top; frame && frame.column > column; frame = frame.parent) {
    first = frame.column;
  }
  return first;
}

/** The collection to go on in with an entry at `column`, for which there is no place under `top`. */
export function frameToResume(
  ghost: Ghost,
  top: Frame,
  closed: Closed,
  { column, isDash }: { readonly column: number; readonly isDash: boolean },
): Frame | undefined {
  // Children at a column of their own speak for the dedent, unless several stood where the closed ones would.
  if (ghost.isDoubtful && (top.status !== 'nested' || closed.count < 2)) return undefined;
  // What was opened on the line of the dedent itself stands as wrongly as that line.
  if (top.status === 'nested' && closed.column <= ghost.reach) return undefined;
  const kind = isDash ? 'seq' : 'map';
  for (let frame: Frame | undefined = ghost.top; frame && frame.column >= column; frame = frame.parent) {
    const isIt = frame.column === column && frame.kind === kind && frame.column >= ghost.column;
    if (isIt) return isDash ? countedOn(frame, top) : frame;
  }
  return undefined;
}

/** A resumed list, behind the entries that a line at a wrong column gave it meanwhile. */
function countedOn(list: Frame, from: Frame): Frame {
  for (let frame: Frame | undefined = from; frame; frame = frame.parent) {
    const index = frame.kind === 'seq' && frame.node.equals(list.node) ? indexOf(frame) : -1;
    if (index > indexOf(list)) return { ...list, segment: index, entry: undefined };
  }
  return list;
}
