import type { SpellingStep } from './spelling.ts';
import { StepList } from './stepList.ts';

export interface BlockRule {
  readonly isFolded: boolean;
  /** Columns of indentation that are no content. */
  readonly indent: number;
}

/**
 * The steps that write a block scalar; undefined where value and text do not go together. `raw` begins behind the
 * indentation of its first line, and has not the line breaks at the end, which the value may have. Linear time.
 */
export function blockSteps(raw: string, value: string, rule: BlockRule): readonly SpellingStep[] | undefined {
  const walk = new BlockWalk(value, rule);
  for (const match of raw.matchAll(/(\r\n?|\n|^)([^\r\n]*)/g)) {
    if (!walk.line(match[1] ?? '', match[2] ?? '')) return undefined;
  }
  return walk.end();
}

class BlockWalk {
  readonly #value: string;
  readonly #rule: BlockRule;
  readonly #steps = new StepList();
  #at = 0;
  /** Line breaks and indentation since the last line with content. */
  #layout = '';
  #breaks = 0;
  /** Whether breaks beside the last line with content are kept: it is indented further, or begins with a tab. */
  #keepsBreaks = false;

  constructor(value: string, rule: BlockRule) {
    this.#value = value;
    this.#rule = rule;
  }

  /** @param lineBreak what ends the line before; empty for the first line, which has no indentation either. */
  line(lineBreak: string, text: string): boolean {
    const cut = lineBreak === '' ? 0 : Math.min(spacesOf(text), this.#rule.indent);
    this.#layout += lineBreak + text.slice(0, cut);
    if (lineBreak !== '') this.#breaks += 1;
    const content = text.slice(cut);
    return (content === '' && this.#rule.isFolded) || this.#content(content);
  }

  #content(content: string): boolean {
    const keepsBreaks = /^[ \t]/.test(content);
    if (this.#breaks > 0 && !this.#skip(this.#written(keepsBreaks || this.#keepsBreaks))) return false;
    this.#steps.layout(this.#layout);
    if (!this.#value.startsWith(content, this.#at)) return false;
    this.#steps.copy(content.length);
    this.#at += content.length;
    this.#layout = '';
    this.#breaks = 0;
    this.#keepsBreaks = keepsBreaks;
    return true;
  }

  /** What the value has for the breaks since the last line with content. */
  #written(isKept: boolean): string {
    if (!this.#rule.isFolded || isKept) return '\n'.repeat(this.#breaks);
    return this.#breaks === 1 ? ' ' : '\n'.repeat(this.#breaks - 1);
  }

  #skip(text: string): boolean {
    if (!this.#value.startsWith(text, this.#at)) return false;
    this.#steps.skip(text.length);
    this.#at += text.length;
    return true;
  }

  end(): readonly SpellingStep[] | undefined {
    if (this.#layout !== '' || /[^\n]/.test(this.#value.slice(this.#at))) return undefined;
    this.#steps.skip(this.#value.length - this.#at);
    return this.#steps.steps;
  }
}

function spacesOf(text: string): number {
  let count = 0;
  while (text.charAt(count) === ' ') count += 1;
  return count;
}
