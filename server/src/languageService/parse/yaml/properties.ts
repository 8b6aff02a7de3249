import {
  AMPERSAND,
  BANG,
  DOUBLE_QUOTE,
  GREATER,
  isFlowIndicator,
  isGap,
  LESS,
  skipBlanks,
} from './characters.ts';
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
export function readProperties(text: string, from: number, inFlow: boolean, sight: Sight): Properties {
  let tag: string | undefined;
  let end = from;
  let next = from;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== AMPERSAND && code !== BANG) return { tag, end, next };
    end = code === AMPERSAND ? endOfAnchor(text, next, sight) : endOfTag(text, next, inFlow, sight);
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

function endOfTag(text: string, from: number, inFlow: boolean, sight: Sight): number {
  let at = from + 1;
  const isVerbatim = text.charCodeAt(at) === LESS;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // No tag has a quote in it (YAML 1.2.2, rule 40): the value begins there.
    if (isGap(code) || code === DOUBLE_QUOTE) break;
    const action = findAction(text, at);
    sight.see(action.seen);
    if (action.end !== undefined) break;
    if (isVerbatim && code === GREATER) return at + 1;
    if (!isVerbatim && inFlow && isFlowIndicator(code)) break;
  }
  sight.see(at + 1);
  return at;
}
