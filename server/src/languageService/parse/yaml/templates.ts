import {
  DASH,
  HASH,
  LESS,
  OPEN_BRACE,
  PERCENT,
  SLASH,
  SPACE,
  isBlank,
  isBreak,
  isDocumentMark,
  skipBlanks,
} from './characters.ts';

/** Farthest that the end of an action is looked for. Licence texts in Helm comments have a few thousand characters. */
const FARTHEST = 16_384;

/** Where a template action was looked for. */
export interface ActionSearch {
  /** Offset behind the action, or undefined when none starts here. */
  readonly end: number | undefined;
  /** Offset behind the last character that was looked at. */
  readonly seen: number;
}

const NONE: ActionSearch = { end: undefined, seen: 0 };

/** Whether the two characters at `at` may open a template action: Go and Helm, Jinja, ERB. */
export function mayOpenAction(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (code === OPEN_BRACE) return next === OPEN_BRACE || next === PERCENT || next === HASH;
  return code === LESS && next === PERCENT;
}

/**
 * Finds the end of the template action that starts at `at`. It ends before the next action of its kind begins: one that
 * does not is being typed, or is no template. So all searches of a text together cost linear time.
 */
export function findAction(text: string, at: number): ActionSearch {
  if (!mayOpenAction(text, at)) return NONE;
  const opener = commentOpener(text, at);
  if (opener !== undefined) return findComment(text, at, opener);
  const next = text.charCodeAt(at + 1);
  if (next === OPEN_BRACE) return findCloser(text, at + 2, '}}', '{{');
  if (next === HASH) return findCloser(text, at + 2, '#}', '{#');
  return text.charCodeAt(at) === LESS
    ? findCloser(text, at + 2, '%>', '<%')
    : findCloser(text, at + 2, '%}', '{%');
}

const COMMENT = /\{\{-? ?\/\*/y;

function commentOpener(text: string, at: number): string | undefined {
  const third = text.charCodeAt(at + 2);
  if (third !== SLASH && third !== DASH && third !== SPACE) return undefined;
  COMMENT.lastIndex = at;
  return COMMENT.exec(text)?.[0];
}

/** Comments of Go templates may hold any text, also actions. */
function findComment(text: string, at: number, opener: string): ActionSearch {
  const comment = findCloser(text, at + opener.length, '*/', '{{/*');
  if (comment.end === undefined) return comment;
  let close = comment.end;
  while (isBlank(text.charCodeAt(close)) || isBreak(text.charCodeAt(close))) close += 1;
  if (text.charCodeAt(close) === DASH) close += 1;
  const isClosed = text.startsWith('}}', close);
  return { end: isClosed ? close + 2 : undefined, seen: close + 2 };
}

function findCloser(text: string, from: number, closer: string, opener: string): ActionSearch {
  const limit = Math.min(text.length, from + FARTHEST);
  const [first, second] = [closer.charCodeAt(0), closer.charCodeAt(1)];
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === first && text.charCodeAt(at + 1) === second) return { end: at + 2, seen: at + 2 };
    if (code === opener.charCodeAt(0) && text.startsWith(opener, at)) return { end: undefined, seen: at + 4 };
    // A document ends at its mark, whatever is open; comments may hold such lines as rules.
    if (isBreak(code) && closer !== '*/' && isDocumentMark(text, at + 1))
      return { end: undefined, seen: at + 5 };
  }
  return { end: undefined, seen: limit + 1 };
}

/** A line of nothing but template actions, blanks and perhaps a comment. */
export interface ActionLine {
  /** Offset of the line break that ends it: of a later line when an action spans several. Undefined: no such line. */
  readonly end: number | undefined;
  readonly seen: number;
}

/** Looks at the line whose first character that is no blank is at `from`. */
export function findActionLine(text: string, from: number): ActionLine {
  let at = from;
  let seen = from;
  while (mayOpenAction(text, at)) {
    const action = findAction(text, at);
    seen = Math.max(seen, action.seen);
    if (action.end === undefined) return { end: undefined, seen };
    at = skipBlanks(text, action.end);
  }
  // Another action would begin with two characters.
  seen = Math.max(seen, at + 2);
  if (at === from) return { end: undefined, seen };
  const code = text.charCodeAt(at);
  if (at >= text.length || isBreak(code)) return { end: at, seen };
  if (code !== HASH || !isBlank(text.charCodeAt(at - 1))) return { end: undefined, seen };
  let end = at;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end += 1;
  return { end, seen: Math.max(seen, end + 1) };
}
