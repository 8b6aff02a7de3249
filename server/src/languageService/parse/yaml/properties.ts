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
import { endOfAction } from './templates.ts';

/** Anchors and tags before a node. */
export interface Properties {
  readonly tag: string | undefined;
  /** Offset behind the last of them. Equal to where they were looked for when there are none. */
  readonly end: number;
  /** Offset of what follows on the line. */
  readonly next: number;
}

/** Reads the anchors and tags at `from`. */
export function readProperties(text: string, from: number, inFlow: boolean): Properties {
  let tag: string | undefined;
  let end = from;
  let next = from;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== AMPERSAND && code !== BANG) return { tag, end, next };
    end = code === AMPERSAND ? endOfAnchor(text, next) : endOfTag(text, next, inFlow);
    if (code === BANG) tag = text.slice(next, end);
    next = skipBlanks(text, end);
    if (next === end && !isGap(text.charCodeAt(end))) return { tag, end, next };
  }
}

/** The end of `&name` or `*name` at `from`: as the yaml library has it, names end at flow indicators too. */
export function endOfAnchor(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const action = endOfAction(text, at);
    if (action !== undefined) at = action - 1;
    else if (isGap(code) || isFlowIndicator(code)) break;
  }
  return at;
}

function endOfTag(text: string, from: number, inFlow: boolean): number {
  let at = from + 1;
  const isVerbatim = text.charCodeAt(at) === LESS;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // No tag has a quote in it (YAML 1.2.2, rule 40): the value begins there.
    if (isGap(code) || code === DOUBLE_QUOTE || endOfAction(text, at) !== undefined) break;
    if (isVerbatim && code === GREATER) return at + 1;
    if (!isVerbatim && inFlow && isFlowIndicator(code)) break;
  }
  return at;
}
