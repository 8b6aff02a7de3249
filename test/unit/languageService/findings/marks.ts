import { detectFindings } from '../../../../server/src/languageService/findings/detector.ts';
import {
  isAtLeast,
  type Confidence,
  type Finding,
} from '../../../../server/src/languageService/findings/finding.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';

const OPEN = '⟦';
const CLOSE = '⟧';

/** A text without its marks, and what they enclosed. */
export interface Marked {
  readonly text: string;
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** Takes `⟦` and `⟧` out of a text. Throws when they do not pair. */
export function readMarks(marked: string): Marked {
  const ranges: (readonly [number, number])[] = [];
  let text = '';
  let open: number | undefined;
  for (const character of marked) {
    if (character === OPEN) {
      if (open !== undefined) throw new Error('a mark opens within a mark');
      open = text.length;
    } else if (character === CLOSE) {
      if (open === undefined) throw new Error('a mark closes that never opened');
      ranges.push([open, text.length]);
      open = undefined;
    } else {
      text += character;
    }
  }
  if (open !== undefined) throw new Error('a mark never closes');
  return { text, ranges };
}

/** Findings in a text that are at least as sure as `minimum`. */
export function detect(
  text: string,
  fileName = 'config.yaml',
  minimum: Confidence = 'medium',
): readonly Finding[] {
  const language = /\.jsonc?$/.test(fileName) ? 'json' : 'yaml';
  return detectFindings(parseConfig(text, language), { fileName }).filter(({ confidence }) =>
    isAtLeast(confidence, minimum),
  );
}

/** The text with marks around its findings: what a test compares with what it expects. */
export function markFindings(text: string, findings: readonly Finding[]): string {
  let marked = '';
  let at = 0;
  for (const { start, end } of findings) {
    marked += text.slice(at, start) + OPEN + text.slice(start, end) + CLOSE;
    at = end;
  }
  return marked + text.slice(at);
}

/** Reads a marked text, detects, and marks what was found. */
export function detectMarked(marked: string, fileName?: string, minimum?: Confidence): string {
  const { text } = readMarks(marked);
  return markFindings(text, detect(text, fileName, minimum));
}
