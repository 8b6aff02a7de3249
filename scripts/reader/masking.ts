import { CST } from 'yaml';
import type { ScalarStyle } from '../../server/src/languageService/configDocument.ts';
import { BlockScalarTracker } from './blockScalarTracker.ts';
import { linesOf } from './lines.ts';
import { findTemplates, type Template } from './templates.ts';

/** Characters of the private use area: letters to a YAML parser, and in practice in no config file. */
const FILLS = ['\uE000', '\uE001', '\uE002', '\uE003'];

/** Where a scalar of the masked text stands; `nodeEnd` is behind the blank lines and quotes that belong to it. */
export interface MaskedPlace {
  readonly start: number;
  readonly end: number;
  readonly nodeEnd: number;
  readonly style: ScalarStyle;
}

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

  /**
   * Returns the value of a scalar with the original template actions in it, or undefined when a line of actions that was
   * made blank, an action of several lines or one with quotes and escapes stands in it: no parser can tell how the lines
   * around it fold, or what is escaped.
   */
  restore(value: string, { start, end, nodeEnd, style }: MaskedPlace): string | undefined {
    const within = this.#within(start, nodeEnd);
    if (within.length === 0) return value;
    if (within.some((template) => this.#hidesLines(template))) return undefined;
    const decoded = decodeQuoted(this.#original.slice(start, end), style);
    // `"{{ trim "\\"" }}"`: whether YAML unescapes what the template engine takes away nobody can tell.
    if (decoded === undefined && style === 'double-quoted' && within.some((one) => this.#hasEscape(one)))
      return undefined;
    return decoded ?? this.#refill(value, within);
  }

  #hasEscape({ start, end }: Template): boolean {
    return this.#original.slice(start, end).includes('\\');
  }

  /** Whether a line of nothing but actions stands there. */
  hasActionLine(start: number, end: number): boolean {
    return this.#within(start, end).some((template) => this.text[template.start] !== this.#fill);
  }

  #hidesLines({ start, end }: Template): boolean {
    return this.text[start] !== this.#fill || this.#original.slice(start, end).includes('\n');
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

/** Returns the text with these template actions of it masked, or undefined when there are none. Linear time. */
export function maskTemplates(
  text: string,
  templates: readonly Template[] = findTemplates(text),
): MaskedText | undefined {
  const fill = FILLS.find((character) => !text.includes(character));
  if (templates.length === 0 || fill === undefined) return undefined;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of templates) {
    parts.push(text.slice(from, start), fill.repeat(end - start));
    from = end;
  }
  return new MaskedText(text, blankActionLines(parts.join('') + text.slice(from), fill), templates, fill);
}

/** In a block scalar an action line that is indented enough is its content; any other is none of YAML's business. */
function blankActionLines(text: string, fill: string): string {
  const actionLine = new RegExp(`^[ \\t]*${fill}[${fill} \\t]*(?:(?<=[ \\t])#.*)?$`);
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

/**
 * Decodes what stands between the quotes; undefined for other styles, and when a quote in it, as in
 * `"{{ index "key" }}"`, would end the scalar early: the template engine sees it as no end.
 */
function decodeQuoted(inner: string, style: ScalarStyle): string | undefined {
  if (style !== 'single-quoted' && style !== 'double-quoted') return undefined;
  const quote = style === 'double-quoted' ? '"' : "'";
  if (inner.replace(quote === '"' ? /\\[^]/g : /''/g, '').includes(quote)) return undefined;
  const token = { type: `${style}-scalar` as const, offset: 0, indent: 0, source: quote + inner + quote };
  return CST.resolveAsScalar(token, false, () => undefined).value;
}
