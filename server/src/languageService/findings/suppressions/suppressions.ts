import type { Finding } from '../finding.ts';
import type { Directive } from './directive.ts';
import { LineCursor } from './lineCursor.ts';
import { Reaches } from './reaches.ts';

/** Findings that stay, and comments that have none to set aside. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly unused: readonly Directive[];
}

/**
 * Takes away the findings, given in file order, that a comment sets aside: one on their line, alone on the lines above,
 * or at the head of the value that holds them. Linear in the text, the findings and the directives.
 */
export function suppress(
  text: string,
  findings: readonly Finding[],
  directives: readonly Directive[],
): Suppressed {
  // A file of nothing but such comments has tens of thousands: what they speak for is worked out only for findings.
  if (findings.length === 0) return { findings, unused: directives.filter(isWatched) };
  const reaches = new Reaches(text, directives);
  const speakers = new Speakers(text, reaches);
  const kept = findings.filter((finding) => !speakers.silence(finding));
  const used = reaches.used();
  return {
    findings: kept,
    unused: directives.filter((directive) => isWatched(directive) && !used.has(directive)),
  };
}

/** Whether people are told when a directive sets nothing aside. */
function isWatched({ isOwn, isEmbedded }: Directive): boolean {
  return isOwn && !isEmbedded;
}

class Speakers {
  readonly #reaches: Reaches;
  readonly #atFinding: LineCursor;
  readonly #atStart: LineCursor;
  readonly #atEnd: LineCursor;
  readonly #text: string;
  #stretch = 0;
  /** Of the last scalar: line on which what leads to it ends. */
  #head: { readonly scalar: number; readonly line: number | undefined } | undefined;

  constructor(text: string, reaches: Reaches) {
    this.#text = text;
    this.#reaches = reaches;
    this.#atFinding = new LineCursor(text);
    this.#atStart = new LineCursor(text);
    this.#atEnd = new LineCursor(text);
  }

  /** Whether a finding is set aside; all that speaks for it counts as used. Findings are given in order. */
  silence(finding: Finding): boolean {
    const { start, scalarStart, scalarEnd, ruleId } = finding;
    const reaches = this.#reaches;
    const own = this.#atFinding.at(start).start;
    const first = this.#atStart.at(scalarStart).start;
    const last = this.#atEnd.at(scalarEnd).start;
    const head = this.#headOf(scalarStart, first);
    // All are asked, so that each counts as used.
    let isSilent = reaches.speakEmbedded(own, ruleId);
    isSilent = reaches.speak(own, ruleId) || isSilent;
    if (first !== own) isSilent = reaches.speak(first, ruleId) || isSilent;
    if (last !== own) isSilent = reaches.speak(last, ruleId) || isSilent;
    if (head !== undefined) isSilent = reaches.speak(head, ruleId) || isSilent;
    return isSilent || this.#isInStretch(start);
  }

  /** The line of the header or key of a scalar that begins on a line of its own. */
  #headOf(scalarStart: number, line: number): number | undefined {
    if (this.#head?.scalar !== scalarStart) {
      const before = this.#atStart.isBlank(line, scalarStart) ? this.#lastBefore(line) : undefined;
      const head = before === undefined ? undefined : this.#text.lastIndexOf('\n', before) + 1;
      this.#head = { scalar: scalarStart, line: head };
    }
    return this.#head.line;
  }

  /** Offset of the last character before a line that is not blank. */
  #lastBefore(line: number): number | undefined {
    let at = line - 1;
    while (at >= 0 && /\s/.test(this.#text.charAt(at))) at -= 1;
    return at < 0 ? undefined : at;
  }

  #isInStretch(offset: number): boolean {
    const { stretches } = this.#reaches;
    while ((stretches[this.#stretch]?.[1] ?? Infinity) <= offset) this.#stretch += 1;
    return (stretches[this.#stretch]?.[0] ?? Infinity) <= offset;
  }
}
