import { COLON, HASH, isBreak, isGap, skipBlanks } from '../../parse/yaml/characters.ts';

/** Most entries have none: a list for each would be most of an outline. */
const NONE: readonly OutlineEntry[] = [];

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
  /** Whether that value is a block scalar, in which any line may stand. */
  isBlock = false;
  /** Whether lines in it may belong to other entries in it than the one they stand below. */
  isMixed = false;
  entries: readonly OutlineEntry[] = NONE;

  constructor(
    parent: OutlineEntry | undefined,
    level: number,
    start: number,
    name: string,
    isWhole: boolean,
  ) {
    this.parent = parent;
    this.level = level;
    this.start = start;
    this.name = name;
    this.isWhole = isWhole;
    if (!parent) return;
    if (parent.entries === NONE) parent.entries = [this];
    else (parent.entries as OutlineEntry[]).push(this);
  }
}

/** Most entries of an outline: a file with more is data. */
export const MAX_ENTRIES = 100_000;

/** Thrown by what reads an outline where a text is not regular. Nobody outside sees it. */
export class Irregular extends Error {}

/** What is read; undefined where a text is not regular. */
export function unlessIrregular<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Irregular) return undefined;
    throw error;
  }
}

/** What stands on a line behind its indentation and its dashes. */
export interface LineContent {
  readonly name: string;
  /** Whether nothing but a comment follows the name, so that lines below may be entries in it. */
  readonly isOpen: boolean;
  /** Where its value is or would be. */
  readonly value: number;
}

const KEY =
  /(?:"([^"\\\r\n]*)"|'([^'\r\n]*)'|([\w$./~+<][^\s:#"'`{}[\],]*(?: [^\s:#"'`{}[\],&*!|>%@-][^\s:#"'`{}[\],]*)*))[ ]*:(?=[ \t\r\n]|$)/y;

/** Letters, digits, and what most names have besides. */
const isOrdinary = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./') {
  isOrdinary[character.charCodeAt(0)] = 1;
}

/** What a line says from an offset on; undefined where it is no key. */
export function keyAt(text: string, at: number): LineContent | undefined {
  let end = at;
  while (isOrdinary[text.charCodeAt(end)] === 1) end += 1;
  // As the pattern has it.
  if (end > at && isIndicator(text, end, COLON)) return contentOf(text, text.slice(at, end), end + 1);
  KEY.lastIndex = at;
  const match = KEY.exec(text);
  return match ? contentOf(text, match[1] ?? match[2] ?? match[3] ?? '', KEY.lastIndex) : undefined;
}

function contentOf(text: string, name: string, behind: number): LineContent {
  const value = skipBlanks(text, behind);
  const code = text.charCodeAt(value);
  return { name, isOpen: code === HASH || isBreak(code) || value >= text.length, value };
}

const BLOCK = /(?:[&!][^\s]{0,200}[ \t]{1,20}){0,2}[|>][-+\d]{0,2}(?=[ \t\r\n]|$)/y;

/** Whether a block scalar begins at an offset. */
export function beginsBlock(text: string, at: number): boolean {
  BLOCK.lastIndex = at;
  return BLOCK.test(text);
}

/** Whether a line may have a key, told by a colon that may end one. */
export function mayHaveKey(text: string, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (isIndicator(text, at, COLON)) return true;
  return false;
}

/** Whether an indicator with a gap behind it stands at an offset. */
export function isIndicator(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at) === code && isGap(text.charCodeAt(at + 1));
}
