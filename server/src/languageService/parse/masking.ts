import type { ScalarStyle } from '../configDocument.ts';
import { BlockScalarTracker } from './blockScalarTracker.ts';
import { linesOf } from './lines.ts';
import { decodeQuoted } from './quoted.ts';
import { findTemplates, type Template } from './templates.ts';

/** Characters of the private use area: letters to a YAML parser, and in practice in no config file. */
const FILLS = ['\uE000', '\uE001', '\uE002', '\uE003'];

/**
 * A text whose template actions are replaced by characters that mean nothing to YAML, at the same offsets. An action
 * within a line becomes part of the scalar it stands in; a line of nothing but actions becomes blank, which
 * means nothing anywhere.
 */
export class MaskedText {
  readonly text: string;
  readonly #original: string;
  readonly #templates: readonly Template[];
  readonly #fill: string;

  constructor(original: string, text: string, templates: readonly Template[], fill: string) {
    this.#original = original;
    this.text = text;
    this.#templates = templates;
    this.#fill = fill;
  }

  /** Returns the value of a scalar with the original template actions in it. */
  restore(value: string, start: number, end: number, style: ScalarStyle): string {
    const within = this.#within(start, end);
    if (within.length === 0) return value;
    const raw = this.#original.slice(start, end);
    if (within.some((template) => this.text[template.start] !== this.#fill)) return unindented(raw);
    const isQuoted = style === 'single-quoted' || style === 'double-quoted';
    // Quotes inside an action, as in `"{{ index "key" }}"`, are no end of the scalar for the template engine.
    return (isQuoted ? decodeQuoted(raw, style) : undefined) ?? this.#refill(value, within);
  }

  #within(start: number, end: number): readonly Template[] {
    let low = 0;
    let high = this.#templates.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#templates[middle]?.start ?? end) < start) low = middle + 1;
      else high = middle;
    }
    const from = low;
    while ((this.#templates[low]?.end ?? Infinity) <= end) low += 1;
    return this.#templates.slice(from, low);
  }

  /** Every fill in the value stands for one character of a template, in order. */
  #refill(value: string, templates: readonly Template[]): string {
    let refilled = '';
    let from = 0;
    for (const { start, end } of templates) {
      const at = value.indexOf(this.#fill, from);
      if (at === -1) break;
      refilled += value.slice(from, at) + this.#original.slice(start, end);
      from = at + end - start;
    }
    return refilled + value.slice(from);
  }
}

/** Returns the text with its template actions masked, or undefined when it has none. Linear time. */
export function maskTemplates(text: string): MaskedText | undefined {
  const templates = findTemplates(text);
  const fill = FILLS.find((character) => !text.includes(character));
  if (templates.length === 0 || fill === undefined) return undefined;
  const filled = replaceAll(text, templates, (length) => fill.repeat(length));
  return new MaskedText(text, blankActionLines(filled, fill), templates, fill);
}

function replaceAll(text: string, ranges: readonly Template[], by: (length: number) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    parts.push(text.slice(from, start), by(end - start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** In a block scalar an action line that is indented enough is its content; any other is none of YAML's business. */
function blankActionLines(text: string, fill: string): string {
  const actionLine = new RegExp(`^[ \\t]*${fill}[${fill} \\t]*(?:#.*)?$`);
  const tracker = new BlockScalarTracker();
  const parts: string[] = [];
  for (const { start, end, next } of linesOf(text)) {
    const line = text.slice(start, end);
    const isAction = actionLine.test(line);
    const isContent = tracker.holds(line, isAction);
    // A blank line deeper than the first line of a block scalar would be malformed; empty lines never are.
    const blank = tracker.isOpen ? '\n' : ' ';
    parts.push(isAction && !isContent ? line.replaceAll(fill, blank) : line, text.slice(end, next));
  }
  return parts.join('');
}

/** The lines of a scalar as they stand: with action lines among them no parser can tell how they fold. */
function unindented(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, '\n');
}
