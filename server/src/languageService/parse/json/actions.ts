import { CHAR, isLineEnd } from './characters.ts';
import { NextPlace } from './sight.ts';
import type { Sight } from './sight.ts';

/** An action that puts nothing in its place: control flow, assignments, comments. */
const SILENT =
  /^(?:\{\{[-~]?\s*(?:(?:if|else|elif|end|endif|range|with|block|define|for|endfor|set)\b|\$\w+\s*:?=|\/\*|[!#/^>])|\{[%#]|<%(?!=))/;

/** Whether a template action stands for nothing, so that it is a comment in effect. */
export function isSilent(action: string): boolean {
  return SILENT.test(action);
}

/** Finds the ends of template actions: Go (Helm), Jinja, ERB. Valid JSON has nothing that looks like one. */
export class Actions {
  readonly #sight: Sight;
  readonly #delimiters: NextPlace;
  readonly #commentEnds: NextPlace;

  constructor(sight: Sight) {
    const { text } = sight;
    this.#sight = sight;
    this.#delimiters = new NextPlace(
      sight,
      (at) => isLineEnd(text.charCodeAt(at)) || isCloser(text, at) || isOpener(text, at),
    );
    this.#commentEnds = new NextPlace(
      sight,
      (at) =>
        at >= text.length || (text.charCodeAt(at) === CHAR.star && text.charCodeAt(at + 1) === CHAR.slash),
    );
  }

  /** Offset behind the action that begins at `at`; undefined when none does, or when it is not closed on its line. */
  endOf(at: number): number | undefined {
    const { text } = this.#sight;
    this.#sight.saw(at + 8);
    if (!isOpener(text, at)) return undefined;
    if (text.startsWith('{{/*', at) || text.startsWith('{{- /*', at)) return this.#endOfComment(at + 4);
    if (this.#beginsObjects(at)) return undefined;
    const close = this.closer(text, at, at + 2);
    // Three braces make an action in Handlebars.
    const isTriple = close !== undefined && text.startsWith('{{{', at) && text.startsWith('}', close);
    return isTriple ? close + 1 : close;
  }

  /** Offset behind what closes the action that is open at `from`, whose delimiter stands at `opener` of `content`. */
  closer(content: string, opener: number, from: number): number | undefined {
    const close = this.#delimiters.find(from);
    const wanted = content.charCodeAt(opener) === CHAR.less ? CHAR.percent : content.charCodeAt(opener + 1);
    const closer = wanted === CHAR.openBrace ? CHAR.closeBrace : wanted;
    if (close === undefined || this.#sight.text.charCodeAt(close) !== closer) return undefined;
    return isCloser(this.#sight.text, close) ? close + 2 : undefined;
  }

  #endOfComment(from: number): number | undefined {
    const end = this.#commentEnds.find(from);
    if (end === undefined) return undefined;
    const close = this.#delimiters.find(end + 2);
    return close !== undefined && this.#sight.text.startsWith('}}', close) ? close + 2 : undefined;
  }

  /** Whether two braces are not a delimiter but a brace too much in front of a key. */
  #beginsObjects(at: number): boolean {
    const { text } = this.#sight;
    const quote = this.#sight.skipBlanks(at + 2);
    if (text.charCodeAt(at + 1) !== CHAR.openBrace || text.charCodeAt(quote) !== CHAR.doubleQuote)
      return false;
    let end = quote + 1;
    while (text.charCodeAt(end) !== CHAR.doubleQuote && !isLineEnd(text.charCodeAt(end))) end += 1;
    this.#sight.saw(end + 1);
    return text.charCodeAt(this.#sight.skipBlanks(end + 1)) === CHAR.colon;
  }
}

/** Offset in `content` of an action that is not closed in it; -1 when there is none. */
export function unclosedAction(content: string): number {
  const brace = content.lastIndexOf('{{');
  if (brace !== -1 && !content.includes('}}', brace)) return brace;
  const percent = Math.max(content.lastIndexOf('{%'), content.lastIndexOf('<%'));
  if (percent === -1) return -1;
  return content.includes('%}', percent) || content.includes('%>', percent) ? -1 : percent;
}

function isOpener(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first !== CHAR.openBrace && first !== CHAR.less) return false;
  const second = text.charCodeAt(at + 1);
  if (first === CHAR.less) return second === CHAR.percent;
  return second === CHAR.openBrace || second === CHAR.percent || second === CHAR.hash;
}

function isCloser(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first !== CHAR.closeBrace && first !== CHAR.percent && first !== CHAR.hash) return false;
  const second = text.charCodeAt(at + 1);
  return second === CHAR.closeBrace || (first === CHAR.percent && second === CHAR.greater);
}
