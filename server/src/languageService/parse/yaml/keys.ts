import { PathNode } from '../path.ts';
import { sharedKey } from '../keyCache.ts';
import {
  ASTERISK,
  COLON,
  DOUBLE_QUOTE,
  isGap,
  lineEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  skipBlanks,
} from './characters.ts';
import { decodeQuoted } from './decode.ts';
import { scanFlow } from './flow.ts';
import { scanPlainLine } from './plain.ts';
import { endOfAnchor } from './properties.ts';
import { scanQuoted } from './quoted.ts';
import type { Sink } from './sink.ts';
import { findAction, mayOpenAction } from './templates.ts';

/** A key on its line, with the colon behind it. */
export interface ImplicitKey {
  /** The decoded key; `?` for a collection, `*name` for an alias. */
  readonly text: string;
  readonly colon: number;
}

/** A longer one is no key by YAML 1.2.2 (section 7.4), and looking for its colon would cost each line twice. */
const MAX_FLOW_KEY = 1024;

/** The implicit key at `at`, if there is one. `holder`: column of the collection that holds it. */
export function findKey(text: string, at: number, holder: number, sink: Sink): ImplicitKey | undefined {
  const code = text.charCodeAt(at);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return quotedKey(text, at, holder, sink);
  if (code === ASTERISK) {
    const end = endOfAnchor(text, at, sink);
    return keyBefore(text, end, sink, () => text.slice(at, end));
  }
  if (opensFlow(text, at, sink)) return flowKey(text, at, holder, sink);
  const line = scanPlainLine(text, at, text.length, false);
  sink.see(Math.max(line.seen, line.at + 2));
  return line.stop === 'colon' ? { text: sharedKey(text.slice(at, line.end)), colon: line.at } : undefined;
}

function keyBefore(text: string, end: number, sink: Sink, key: () => string): ImplicitKey | undefined {
  const colon = skipBlanks(text, end);
  sink.see(colon + 2);
  if (text.charCodeAt(colon) !== COLON || !isGap(text.charCodeAt(colon + 1))) return undefined;
  return { text: sharedKey(key()), colon };
}

function quotedKey(text: string, at: number, holder: number, sink: Sink): ImplicitKey | undefined {
  const scan = scanQuoted(text, at, { holder, closer: undefined, limit: text.length });
  sink.see(scan.seen);
  if (!scan.closed || scan.multiline) return undefined;
  const isDouble = text.charCodeAt(at) === DOUBLE_QUOTE;
  return keyBefore(text, scan.next, sink, () => decodeQuoted(text.slice(scan.start, scan.end), isDouble));
}

/** A collection as a key stands on one line. */
function flowKey(text: string, at: number, holder: number, sink: Sink): ImplicitKey | undefined {
  const end = lineEnd(text, at);
  sink.see(end + 1);
  if (end - at > MAX_FLOW_KEY || !/:(?=[ \t\r\n]|$)/.test(text.slice(at, end + 1))) return undefined;
  const scalars = sink.scalars.length;
  const comments = sink.comments.length;
  const flow = scanFlow(text, at, { node: PathNode.root, holder, hidden: true }, sink);
  sink.truncate(scalars, comments);
  return flow.closed && !flow.multiline ? keyBefore(text, flow.next, sink, () => '?') : undefined;
}

/** Whether a flow collection begins at `at`, and no template action, not even one that is being typed. */
export function opensFlow(text: string, at: number, sink: Sink): boolean {
  const code = text.charCodeAt(at);
  if (code !== OPEN_BRACE && code !== OPEN_BRACKET) return false;
  if (!mayOpenAction(text, at)) return true;
  const action = findAction(text, at);
  const end = lineEnd(text, at);
  sink.see(Math.max(action.seen, end + 1));
  return action.end === undefined && text.slice(at, end).includes('}');
}
