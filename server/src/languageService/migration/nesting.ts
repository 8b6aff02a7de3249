import { Lexer } from 'yaml';
import type { ConfigDocument } from '../configDocument.ts';
import { MAX_DEPTH } from '../parse/guards.ts';
import { jsonTokens } from './jsonPunctuation.ts';

/**
 * Whether a text may nest deeper than is safe for the libraries, whose parsers call themselves at each level. Asks their
 * own scanners, which do not, so that it holds where our reader sees no nesting. Linear time.
 */
export function nestsTooDeep(text: string, format: ConfigDocument['format']): boolean {
  return format === 'json' ? jsonNests(text) : yamlNests(text);
}

function jsonNests(text: string): boolean {
  let depth = 0;
  for (const token of jsonTokens(text)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** What the lexer puts before a scalar's text. */
const SCALAR = '\u001f';

/**
 * Counts brackets and indicators on one line, which all may nest. What nests by indentation alone needs more text with
 * each level: 32 Ki hold 250 of them.
 */
function yamlNests(text: string): boolean {
  let depth = 0;
  /** For each open bracket the depth inside of it. */
  const open: number[] = [];
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (isScalar) {
      isScalar = false;
      continue;
    }
    isScalar = token === SCALAR;
    switch (token) {
      case '[':
      case '{':
        open.push((depth += 1));
        break;
      case ']':
      case '}':
        depth = (open.pop() ?? 1) - 1;
        break;
      case ',':
        depth = open.at(-1) ?? 0;
        break;
      case '-':
      case '?':
      case ':':
        depth += 1;
        break;
      case '\n':
      case '\r\n':
        if (open.length === 0) depth = 0;
    }
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
