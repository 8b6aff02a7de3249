import { type CST, Lexer, Parser } from 'yaml';
import type { ConfigComment, Refusal } from '../configDocument.ts';
import { MAX_DEPTH, TOO_DEEP, TOO_MANY, type TokenBudget } from './guards.ts';

/** A tag as written, and where. */
export interface YamlTag {
  readonly offset: number;
  readonly source: string;
}

export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  /** Comments and tags in text order: composed nodes do not tell their place. */
  readonly comments: readonly ConfigComment[];
  readonly tags: readonly YamlTag[];
  /** Whether reading ended at a template action such as `{{ value }}`; the tokens are then of no use. */
  readonly stopped: boolean;
}

/** What the lexer emits before the text of a plain or block scalar. */
const SCALAR_MARK = '\u001f';

/**
 * Reads a text into the syntax tokens of `yaml`, or tells why not. The parser's own stack is the measure of depth,
 * looked at after every lexeme: it grows with brackets, indentation and `- - -` alike, no quoting can hide a level
 * from it, and it is bounded before anything that recurses (its unwinding, the composer) sees the text.
 * With `stopAtTemplate`, reading ends where a template action would be taken for a flow map.
 */
export function readTokens(text: string, budget: TokenBudget, stopAtTemplate: boolean): YamlTokens | Refusal {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: ConfigComment[] = [];
  const tags: YamlTag[] = [];
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    if (previous !== SCALAR_MARK) {
      if (lexeme.startsWith('#')) comments.push(toComment(lexeme, offset));
      else if (lexeme.startsWith('!')) tags.push({ offset, source: lexeme });
      else if (stopAtTemplate && lexeme === '{' && isAction(text, offset)) {
        return { tokens, comments, tags, stopped: true };
      }
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH && depthOf(parser) > MAX_DEPTH) return TOO_DEEP;
    if (isCounted(lexeme) && !budget.spend(1)) return TOO_MANY;
    previous = lexeme;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, tags, stopped: false };
}

function toComment(source: string, start: number): ConfigComment {
  const end = start + source.length - (source.endsWith('\r') ? 1 : 0);
  return { start, end, text: source.slice(1, end - start) };
}

/** At the bottom of the stack is the document; at its top may be a scalar or alias, which is no level. */
function depthOf({ stack }: Parser): number {
  const top = stack.at(-1);
  return stack.length - (top && 'items' in top ? 1 : 2);
}

/** Blanks and scalar marks are next to free. */
function isCounted(lexeme: string): boolean {
  const first = lexeme.charAt(0);
  return first > ' ' || first === '\n' || first === '\r';
}

function isAction(text: string, bracket: number): boolean {
  return bracket + 1 < text.length && '{%#'.includes(text.charAt(bracket + 1));
}
