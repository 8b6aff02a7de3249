import { hexFormOf, shortMeaning, standsForItself } from './escapes.ts';
import type { SpellingStep } from './spelling.ts';
import { StepList } from './stepList.ts';

/** How a flow scalar escapes and whether its line breaks fold. */
export type FlowRule = 'plain' | 'single-quoted' | 'yaml-double' | 'json-double';

const yamlEscape =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|((?:\r\n?|\n)[ \t]*)|([^\r\n]))/y;
const jsonEscape = /\\(?:()u([0-9a-fA-F]{4})|()()([^u]))/sy;

/** The steps that write a plain or quoted scalar; undefined where value and text do not go together. Linear time. */
export function flowSteps(raw: string, value: string, rule: FlowRule): readonly SpellingStep[] | undefined {
  return new FlowWalk(raw, value, rule).read();
}

class FlowWalk {
  readonly #raw: string;
  readonly #value: string;
  readonly #rule: FlowRule;
  readonly #format: 'yaml' | 'json';
  readonly #special: RegExp;
  readonly #steps = new StepList();
  #at = 0;
  #valueAt = 0;

  constructor(raw: string, value: string, rule: FlowRule) {
    this.#raw = raw;
    this.#value = value;
    this.#rule = rule;
    this.#format = rule === 'json-double' ? 'json' : 'yaml';
    this.#special = specialOf(rule);
  }

  read(): readonly SpellingStep[] | undefined {
    while (this.#at < this.#raw.length) if (!this.#next()) return undefined;
    return this.#valueAt === this.#value.length ? this.#steps.steps : undefined;
  }

  #next(): boolean {
    switch (this.#raw.charAt(this.#at)) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return this.#rule === 'json-double' ? this.#copy(1) : this.#gap();
      case '\\':
        return this.#rule.endsWith('double') ? this.#escape() : this.#copy(1);
      case "'":
        return this.#rule === 'single-quoted' ? this.#doubled() : this.#copy(1);
      default:
        return this.#copy(this.#ordinary());
    }
  }

  /** How many characters stand from here on that stand for themselves in every place. */
  #ordinary(): number {
    this.#special.lastIndex = this.#at + 1;
    return (this.#special.exec(this.#raw)?.index ?? this.#raw.length) - this.#at;
  }

  #copy(count: number): boolean {
    const { start, end } = { start: this.#valueAt, end: this.#valueAt + count };
    if (this.#raw.slice(this.#at, this.#at + count) !== this.#value.slice(start, end)) return false;
    this.#steps.copy(count);
    this.#at += count;
    this.#valueAt = end;
    return true;
  }

  #skip(text: string): boolean {
    if (!this.#value.startsWith(text, this.#valueAt)) return false;
    this.#steps.skip(text.length);
    this.#valueAt += text.length;
    return true;
  }

  #layout(count: number): boolean {
    this.#steps.layout(this.#raw.slice(this.#at, this.#at + count));
    this.#at += count;
    return true;
  }

  /** Blanks, or line breaks with the blanks around them: one break is a blank, more are one break less. */
  #gap(): boolean {
    let end = this.#at;
    let breaks = 0;
    for (; isGap(this.#raw.charCodeAt(end)); end += 1) if (this.#endsLine(end)) breaks += 1;
    if (breaks === 0) return this.#copy(end - this.#at);
    return this.#skip(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) && this.#layout(end - this.#at);
  }

  #endsLine(at: number): boolean {
    const character = this.#raw.charAt(at);
    return character === '\n' || (character === '\r' && this.#raw.charAt(at + 1) !== '\n');
  }

  #doubled(): boolean {
    return this.#raw.charAt(this.#at + 1) === "'" ? this.#layout(1) && this.#copy(1) : this.#copy(1);
  }

  #escape(): boolean {
    const pattern = this.#format === 'json' ? jsonEscape : yamlEscape;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#raw);
    if (!match) return this.#copy(1);
    const [written, two, four, eight, lineBreak, letter] = match;
    if (letter) return this.#letter(letter);
    if (lineBreak) return this.#layout(written.length);
    return this.#hex(written, two || four || eight || '');
  }

  #letter(letter: string): boolean {
    if (standsForItself(letter, this.#format)) return this.#layout(1) && this.#copy(1);
    const meaning = shortMeaning(letter, this.#format);
    if (meaning === undefined) return this.#copy(2);
    return this.#escaped(2, meaning, 'short');
  }

  #hex(written: string, digits: string): boolean {
    const code = Number.parseInt(digits, 16);
    // The reader leaves what is beyond Unicode as it is written.
    if (code > 0x10ffff) return this.#copy(written.length);
    const form = hexFormOf(digits);
    return form !== undefined && this.#escaped(written.length, String.fromCodePoint(code), form);
  }

  #escaped(length: number, meaning: string, form: Parameters<StepList['escape']>[0]): boolean {
    if (!this.#value.startsWith(meaning, this.#valueAt)) return false;
    this.#steps.escape(form);
    this.#at += length;
    this.#valueAt += meaning.length;
    return true;
  }
}

function specialOf(rule: FlowRule): RegExp {
  switch (rule) {
    case 'plain':
      return /[ \t\r\n]/g;
    case 'single-quoted':
      return /[ \t\r\n']/g;
    case 'yaml-double':
      return /[ \t\r\n\\]/g;
    case 'json-double':
      return /\\/g;
  }
}

function isGap(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
