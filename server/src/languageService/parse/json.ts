import { createScanner } from 'jsonc-parser';
import type { ConfigComment, ConfigScalar, Refusal, ScalarKind } from '../configDocument.ts';
import { MAX_DEPTH, TOO_DEEP } from './guards.ts';
import { JsonPath } from './jsonPath.ts';
import { endOfQuoted } from './quoted.ts';
import type { Reading } from './reading.ts';

/**
 * The token kinds of `jsonc-parser`. It declares them as a `const enum`, which a build that treats each file by
 * itself cannot read.
 */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  endOfFile: 17,
} as const;

const LITERALS: Readonly<Record<number, ScalarKind>> = {
  [TOKEN.null]: 'null',
  [TOKEN.true]: 'boolean',
  [TOKEN.false]: 'boolean',
  [TOKEN.number]: 'number',
};

/**
 * Reads JSON with comments and trailing commas, in linear time and without recursion, so that nesting can neither
 * overflow the stack nor be hidden from the depth guard. Missing commas, colons, quotes and brackets are tolerated.
 */
export function parseJson(text: string): Reading | Refusal {
  // The scanner knows no byte order mark.
  const scanner = createScanner(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, false);
  const scalars: ConfigScalar[] = [];
  const comments: ConfigComment[] = [];
  const path = new JsonPath();
  for (let token: number = scanner.scan(); token !== TOKEN.endOfFile; token = scanner.scan()) {
    const start = scanner.getTokenOffset();
    const raw = text.slice(start, start + scanner.getTokenLength());
    const literal = LITERALS[token];
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) {
      path.open(token === TOKEN.openBrace ? 'object' : 'array');
      if (path.depth > MAX_DEPTH) return TOO_DEEP;
    } else if (token === TOKEN.closeBrace || token === TOKEN.closeBracket) {
      path.close(token === TOKEN.closeBrace ? 'object' : 'array');
    } else if (token === TOKEN.comma) path.endEntry();
    else if (token === TOKEN.colon) path.endKey();
    else if (token === TOKEN.lineComment || token === TOKEN.blockComment)
      comments.push(toComment(raw, start));
    else if (literal && path.atValue)
      scalars.push({ ...place(path, start, raw), style: 'plain', kind: literal, value: raw });
    else if (token === TOKEN.string && path.atKey) path.key(scanner.getTokenValue());
    else if (token === TOKEN.string && path.atValue)
      scalars.push(toString(path, start, raw, scanner.getTokenValue()));
  }
  return { scalars, comments };
}

function place(path: JsonPath, start: number, raw: string): Pick<ConfigScalar, 'path' | 'start' | 'end'> {
  return { path: path.value(), start, end: start + raw.length };
}

function toString(path: JsonPath, offset: number, raw: string, value: string): ConfigScalar {
  const { path: steps, start, end } = place(path, offset, raw);
  const isClosed = endOfQuoted(raw, 0) === raw.length;
  return {
    path: steps,
    start: start + 1,
    end: isClosed ? end - 1 : end,
    style: 'double-quoted',
    kind: 'string',
    value,
  };
}

function toComment(raw: string, start: number): ConfigComment {
  const text = raw.startsWith('/*') ? raw.slice(2).replace(/\*\/$/, '') : raw.slice(2);
  return { start, end: start + raw.length, text };
}
