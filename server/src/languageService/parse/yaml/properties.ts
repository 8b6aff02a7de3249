import { AMPERSAND, BANG, GREATER, isFlowIndicator, isGap, LESS, skipBlanks } from './characters.ts';
import type { Sight } from './sight.ts';
import { findAction } from './templates.ts';

/** Anchors and tags before a node. */
export interface Properties {
  readonly tag: string | undefined;
  /** Offset behind the last of them. Equal to where they were looked for when there are none. */
  readonly end: number;
  /** Offset of what follows on the line. */
  readonly next: number;
}

/** Reads the anchors and tags at `from`. */
export function readProperties(text: string, from: number, sight: Sight): Properties {
  let tag: string | undefined;
  let end = from;
  let next = from;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== AMPERSAND && code !== BANG) return { tag, end, next };
    end = code === AMPERSAND ? endOfAnchor(text, next, sight) : endOfTag(text, next, sight);
    if (code === BANG) tag = text.slice(next, end);
    next = skipBlanks(text, end);
    sight.see(next + 1);
    if (next === end && !isGap(text.charCodeAt(end))) return { tag, end, next };
  }
}

/** The end of `&name` or `*name` at `from`: as the yaml library has it, names end at flow indicators too. */
export function endOfAnchor(text: string, from: number, sight: Sight): number {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const action = findAction(text, at);
    sight.see(action.seen);
    if (action.end !== undefined) at = action.end - 1;
    else if (isGap(code) || isFlowIndicator(code)) break;
  }
  sight.see(at + 1);
  return at;
}

/** Characters of a tag (YAML 1.2.2, rules 39 and 40); `%` goes with two hexadecimal digits. Any other begins the value. */
const isTagCharacter = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-#;/?:@&=+$_.!~*'()") {
  isTagCharacter[character.charCodeAt(0)] = 1;
}
const ESCAPE = /%[0-9a-fA-F]{2}/y;

function endOfTag(text: string, from: number, sight: Sight): number {
  const end = text.charCodeAt(from + 1) === LESS ? endOfVerbatim(text, from + 2) : endOfShort(text, from + 1);
  // What may be an escape is three characters.
  sight.see(end + 3);
  return end;
}

function endOfVerbatim(text: string, from: number): number {
  let at = from;
  while (!isGap(text.charCodeAt(at)) && text.charCodeAt(at) !== GREATER) at += 1;
  return text.charCodeAt(at) === GREATER ? at + 1 : at;
}

function endOfShort(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (isTagCharacter[text.charCodeAt(at)] === 1) at += 1;
    else {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) return at;
      at += 3;
    }
  }
}
