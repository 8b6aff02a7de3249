import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml';
import type { ConfigScalar, PathSegment, ScalarKind, ScalarStyle } from '../configDocument.ts';
import { decodeQuoted } from './quoted.ts';
import { type Range, valueRange } from './yamlRange.ts';
import type { YamlTag } from './yamlTokens.ts';

/** Returns the value of a scalar whose text, from `start` to `end`, was masked before it was parsed to `value`. */
export type Restore = (value: string, start: number, end: number, style: ScalarStyle) => string;

export interface YamlSource {
  /** The text that nodes were composed from. */
  readonly text: string;
  /** Its offset in the whole text. */
  readonly base: number;
  /** The tags in it, in order. */
  readonly tags: readonly YamlTag[];
  readonly restore: Restore;
}

/** All value scalars of a composed document in text order; aliases have none. The depth guard bounds the recursion. */
export function collectScalars(document: Document.Parsed, source: YamlSource): ConfigScalar[] {
  const walk = new ScalarWalk(source);
  walk.visit(document.contents, []);
  return walk.scalars;
}

class ScalarWalk {
  readonly scalars: ConfigScalar[] = [];
  readonly #source: YamlSource;
  /** Text of anchored scalars, for aliases used as keys: `yaml` resolves an alias in linear time, each time. */
  readonly #anchored = new Map<string, string>();
  #nextTag = 0;

  constructor(source: YamlSource) {
    this.#source = source;
  }

  visit(node: unknown, path: readonly PathSegment[]): void {
    if (isScalar(node)) {
      this.scalars.push(this.#toScalar(node as Scalar.Parsed, path));
    } else if (isMap<ParsedNode, ParsedNode | null>(node)) {
      for (const { key, value } of node.items) this.visit(value, [...path, this.#keyText(key)]);
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) this.visit(item, [...path, index]);
    }
  }

  #keyText(key: ParsedNode): string {
    if (isScalar(key)) return this.#toScalar(key, []).value;
    if (isAlias(key)) return this.#anchored.get(key.source) ?? `*${key.source}`;
    return this.#source.text.slice(key.range[0], key.range[1]);
  }

  #toScalar(node: Scalar.Parsed, path: readonly PathSegment[]): ConfigScalar {
    const { text, base, restore } = this.#source;
    const range = valueRange(node, text);
    const tag = node.tag === undefined ? undefined : this.#tagBefore(range.start);
    const start = range.start + base;
    const end = range.end + base;
    const style = STYLES[node.type ?? 'PLAIN'];
    const value = restore(this.#decoded(node, range), start, end, style);
    if (node.anchor) this.#anchored.set(node.anchor, value);
    return { path, start, end, style, kind: kindOf(node), ...(tag === undefined ? {} : { tag }), value };
  }

  /** `yaml` drops the last character of an unclosed quoted scalar. */
  #decoded({ source, type, range: [, nodeEnd] }: Scalar.Parsed, { start, end }: Range): string {
    if (end === nodeEnd - 1 || (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE')) return source;
    const style = type === 'QUOTE_DOUBLE' ? 'double-quoted' : 'single-quoted';
    return decodeQuoted(this.#source.text.slice(start, end), style) ?? source;
  }

  /** Scalars come in text order, so the tags before them are passed once. */
  #tagBefore(start: number): string | undefined {
    const { tags } = this.#source;
    while ((tags[this.#nextTag]?.offset ?? start) < start) this.#nextTag += 1;
    return tags[this.#nextTag - 1]?.source;
  }
}

const STYLES: Readonly<Record<Scalar.Type, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function kindOf({ value, type }: Scalar): ScalarKind {
  if (type !== 'PLAIN') return 'string';
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}
