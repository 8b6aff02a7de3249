import { isGap } from '../../parse/yaml/characters.ts';

/**
 * An entry of a block of YAML as its column has it: a key, or an item of a list. On the line of an item its first key is
 * an entry in it.
 */
export class OutlineEntry {
  readonly parent: OutlineEntry | undefined;
  /** How far right it stands; an item stands between a key at its column and what is right of that. */
  readonly level: number;
  /** Start of its line. */
  readonly start: number;
  /** Start of the line behind all that belongs to it; known when it has ended. */
  end = Infinity;
  /** Its name as it is written, without quotes; empty where it has none. */
  readonly name: string;
  /** Whether it is made of whole lines that are one value, so that all or none of it has to be read. */
  isWhole: boolean;
  readonly entries: OutlineEntry[] = [];

  constructor(parent: OutlineEntry | undefined, level: number, start: number, name: string, isWhole: boolean) {
    this.parent = parent;
    this.level = level;
    this.start = start;
    this.name = name;
    this.isWhole = isWhole;
    parent?.entries.push(this);
  }
}

/** What stands on a line behind its indentation and its dashes. */
export interface LineContent {
  readonly name: string;
  /** Whether nothing but a comment follows the name, so that lines below may be entries in it. */
  readonly isOpen: boolean;
}

const KEY = /(?:"([^"\\\r\n]*)"|'([^'\r\n]*)'|([\w$./~+<][^\s:#"'`{}[\],]*(?: [^\s:#"'`{}[\],&*!|>%@-][^\s:#"'`{}[\],]*)*))[ ]*:(?=[ \t\r\n]|$)/y;

/** What a line says from an offset on; undefined where it is no key. */
export function keyAt(text: string, at: number): LineContent | undefined {
  KEY.lastIndex = at;
  const match = KEY.exec(text);
  if (!match) return undefined;
  const name = match[1] ?? match[2] ?? match[3] ?? '';
  let behind = KEY.lastIndex;
  while (text.charCodeAt(behind) === 32 || text.charCodeAt(behind) === 9) behind += 1;
  const code = text.charCodeAt(behind);
  const isOpen = code === 10 || code === 13 || code === 35 || behind >= text.length;
  return { name, isOpen };
}

/** Whether an indicator with a gap behind it stands at an offset. */
export function isIndicator(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at) === code && isGap(text.charCodeAt(at + 1));
}
