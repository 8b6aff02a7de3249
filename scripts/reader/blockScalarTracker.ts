import { skip } from './lines.ts';

/** `|`, `>-`, `|2+` as the last word of a line, where a value may begin. */
const HEADER = /(?:^[ \t]*|[:?-][ \t]+)(?:[&!]\S*[ \t]+)*[|>](?:[-+]?[1-9]?|[1-9][-+])$/;

/** Tells, line by line and without a parse, which lines are the content of a block scalar. */
export class BlockScalarTracker {
  /** Column of the key or dash that the block scalar belongs to; content stands right of it. */
  #owner: number | undefined;
  #hasContent = false;

  /** Whether a block scalar is open, so that the next line may be its content. */
  get isOpen(): boolean {
    return this.#owner !== undefined;
  }

  /** Returns whether the next line is content. Lines that are only template actions never end a block scalar. */
  holds(line: string, isAction: boolean): boolean {
    const column = skip(line, 0, line.length, ' ');
    const isBlank = skip(line, column, line.length, '\t') === line.length;
    const isMark = /^(?:---|[.]{3})(?:[ \t]|$)/.test(line);
    if (this.#owner !== undefined && !isMark && (isBlank || column > this.#owner)) return true;
    if (isAction || isBlank) return false;
    if (isMark) this.#hasContent = false;
    const isRoot = line.startsWith('--- ') || (!this.#hasContent && /^ *(?:[&!]\S*[ \t]+)*[|>]/.test(line));
    this.#hasContent = !/^(?:---|[.]{3})$/.test(line) && !/^[ \t]*#/.test(line);
    this.#owner = opensBlockScalar(line) ? (isRoot ? -1 : ownerColumn(line)) : undefined;
    return false;
  }
}

function opensBlockScalar(line: string): boolean {
  const comment = line.indexOf(' #');
  return HEADER.test((comment === -1 ? line : line.slice(0, comment)).trimEnd());
}

/** In `- - key: |` the owner is the key; in `- - |` it is the last dash. */
function ownerColumn(line: string): number {
  let column = skip(line, 0, line.length, ' ');
  for (;;) {
    const next = skip(line, column + 1, line.length, ' ');
    const isIndicator = line[column] === '-' || line[column] === '?';
    if ('|>!&'.includes(line.charAt(column))) return column - 1;
    if (!isIndicator || next === column + 1 || '|>!&'.includes(line.charAt(next))) return column;
    column = next;
  }
}
