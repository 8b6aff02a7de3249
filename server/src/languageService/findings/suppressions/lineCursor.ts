/** A line of a text, by its offsets; `end` is that of its line feed, or of the end of the text. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** Most blanks at an end of a line: more are not looked at, since many places may be asked about on one line. */
const MAX_BLANKS = 1_000;

/** Finds lines of a text. Linear in the text over any number of offsets that do not go back, however long lines are. */
export class LineCursor {
  readonly #text: string;
  #line: Line = { start: 0, end: -1 };

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of an offset. */
  at(offset: number): Line {
    const known = this.#line;
    if (known.start <= offset && offset <= known.end) return known;
    const start = offset <= 0 ? 0 : this.#text.lastIndexOf('\n', offset - 1) + 1;
    return (this.#line = this.#from(start));
  }

  /** The line after one; undefined behind the last. */
  after({ end }: Line): Line | undefined {
    return end >= this.#text.length ? undefined : this.#from(end + 1);
  }

  /** Whether nothing but blanks, and few of them, stands between two offsets. */
  isBlank(start: number, end: number): boolean {
    if (end - start > MAX_BLANKS) return false;
    for (let at = start; at < end; at += 1) if (!isBlank(this.#text.charCodeAt(at))) return false;
    return true;
  }

  /** Whether a line has nothing on it but a comment, as far as its first characters tell. */
  isComment({ start, end }: Line): boolean {
    return /^[ \t]*(?:#|\/\/)/.test(this.#text.slice(start, Math.min(end, start + 200)));
  }

  #from(start: number): Line {
    const lineBreak = this.#text.indexOf('\n', start);
    return { start, end: lineBreak === -1 ? this.#text.length : lineBreak };
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;
}
