import type { Finding } from './finding.ts';

/** Our own form, with an optional rule and an optional reason after `--`. */
const own = /(?:#|\/\/|\/\*|;)[^\n]{0,500}?\bvault-refs:\s{0,4}ignore\b[ \t]{0,4}([a-z][a-z.-]{0,60}[a-z])?/;
/** Forms of other scanners that people have in their files already. */
const foreign =
  /(?:#|\/\/|\/\*|;)[^\n]{0,500}?(?:gitleaks:allow\b|pragma: ?(?:allowlist|whitelist) (?:nextline )?secret\b)/;
const foreignNext = /(?:#|\/\/|\/\*|;)[^\n]{0,500}?pragma: ?(?:allowlist|whitelist) nextline secret\b/;
const anyMarker = /vault-refs:|gitleaks:allow|pragma: ?(?:allowlist|whitelist)/;
const blockHeader = /[|>][-+\d]{0,2}[ \t]*(?:#[^\n]*)?\r?$/;
const commentOnly = /^[ \t]*(?:#|\/\/|\/\*)/;

/** As much of a line as is looked at, in UTF-16 code units. */
const MAX_LINE = 8_192;

/** Whether a text may hold a comment that sets findings aside. */
export function mayHoldMarker(text: string): boolean {
  return anyMarker.test(text);
}

/**
 * Findings, in file order, without those that a comment on their line, or alone on the line above, sets aside. Linear
 * in the text and the findings, however long the lines are.
 */
export function withoutSuppressed(findings: readonly Finding[], text: string): readonly Finding[] {
  const lines = new Lines(text);
  return findings.filter((finding) => !isSuppressed(finding, lines));
}

/** A comment at the header of a block scalar speaks for all of it. */
function isSuppressed({ start, scalarStart, ruleId }: Finding, lines: Lines): boolean {
  if (isMarked(lines.at(start), ruleId)) return true;
  const header = lines.at(scalarStart).above;
  return header !== undefined && header.isBlockHeader && isMarked(header, ruleId);
}

function isMarked(line: Line, ruleId: string): boolean {
  return line.silences(ruleId) || line.above?.silencesNext(ruleId) === true;
}

/** The lines of a text that were asked for, the last ones at hand. */
class Lines {
  readonly #text: string;
  readonly #known = new Map<number, Line>();
  #last: Line | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of an offset. Found at once when it is that of the last offset. */
  at(offset: number): Line {
    const last = this.#last;
    if (last && last.start <= offset && offset <= last.end) return last;
    return (this.#last = this.find(offset));
  }

  /** The line of an offset, found by going back to its start. */
  find(offset: number): Line {
    const start = offset <= 0 ? 0 : this.#text.lastIndexOf('\n', offset - 1) + 1;
    const known = this.#known.get(start);
    if (known) return known;
    const lineBreak = this.#text.indexOf('\n', start);
    const line = new Line(this, this.#text, start, lineBreak === -1 ? this.#text.length : lineBreak);
    this.#known.set(start, line);
    return line;
  }
}

class Line {
  readonly start: number;
  /** Offset of its line break, or of the end of the text. */
  readonly end: number;
  readonly #lines: Lines;
  readonly #text: string;
  #above: Line | undefined;
  #verdict: { readonly rule: string | undefined } | false | undefined;
  #isForNext: boolean | undefined;

  constructor(lines: Lines, text: string, start: number, end: number) {
    this.#lines = lines;
    this.start = start;
    this.end = end;
    this.#text = text.slice(start, Math.min(end, start + MAX_LINE));
  }

  get above(): Line | undefined {
    return this.start === 0 ? undefined : (this.#above ??= this.#lines.find(this.start - 1));
  }

  get isBlockHeader(): boolean {
    return blockHeader.test(this.#text);
  }

  /** Whether it sets aside what a rule finds on it. */
  silences(ruleId: string): boolean {
    this.#verdict ??= this.#judge();
    return this.#verdict !== false && (this.#verdict.rule === undefined || this.#verdict.rule === ruleId);
  }

  /** Whether it sets aside what a rule finds on the next line. */
  silencesNext(ruleId: string): boolean {
    if (commentOnly.test(this.#text)) return this.silences(ruleId);
    return (this.#isForNext ??= foreignNext.test(this.#text));
  }

  #judge(): { readonly rule: string | undefined } | false {
    const match = own.exec(this.#text);
    if (match) return { rule: match[1] };
    return foreign.test(this.#text) ? { rule: undefined } : false;
  }
}
