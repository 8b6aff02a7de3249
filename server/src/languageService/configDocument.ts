/**
 * The format-neutral model of a config file: blocks of scalars. Everything after the reader (references,
 * findings, features) works on this and never on a syntax tree.
 *
 * Offsets are UTF-16 code units. Offsets of scalars and comments are relative to their block, so that a later
 * stage can memoise its result per {@link BlockContent} while edits elsewhere only move the block.
 */

import type { Memory } from './memory.ts';

/** One step of a key path: a mapping key or a sequence index. */
export type PathSegment = string | number;

/** How a scalar is written. JSON strings are `double-quoted`, JSON numbers and literals are `plain`. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** What a scalar resolves to under the YAML core schema or JSON; quoted scalars are always `string`. */
export type ScalarKind = 'string' | 'number' | 'boolean' | 'null';

export interface ConfigScalar {
  /** Keys and indices from the document's root to this value. Empty for a scalar at the root. */
  readonly path: readonly PathSegment[];
  /** The last segment of the path, the one before it, and the first; undefined where there are not so many. */
  readonly key: PathSegment | undefined;
  readonly parentKey: PathSegment | undefined;
  readonly rootKey: PathSegment | undefined;
  /** Number of segments of the path. This and the keys cost less than the path, which is put together when asked for. */
  readonly depth: number;
  /** Start of the value text in the block: after an opening quote, after a `|` header and its indentation. */
  readonly start: number;
  /** End (exclusive) of the value text in the block: before a closing quote, without trailing line breaks. */
  readonly end: number;
  readonly style: ScalarStyle;
  readonly kind: ScalarKind;
  /** Explicit tag as written (`!vault`, `!!binary`); absent when there is none. */
  readonly tag?: string;
  /** The decoded value. It may be a secret: it must not leave the process. */
  readonly value: string;
}

/** The members of a scalar that follow from its path, for one that no reader made. */
export function keysOf(
  path: readonly PathSegment[],
): Pick<ConfigScalar, 'path' | 'key' | 'parentKey' | 'rootKey' | 'depth'> {
  return { path, key: path.at(-1), parentKey: path.at(-2), rootKey: path[0], depth: path.length };
}

export interface ConfigComment {
  /** Start in the block, at the `#` or `//` or `/*`. */
  readonly start: number;
  readonly end: number;
  /** The comment without its marker. */
  readonly text: string;
}

/** The part of a block that does not change when text elsewhere changes. Its identity is a memo key. */
export interface BlockContent {
  readonly text: string;
  readonly scalars: readonly ConfigScalar[];
  /** The first of the scalars and the last one. Cheaper than all, where others before the block have moved. */
  readonly firstScalar: ConfigScalar | undefined;
  readonly lastScalar: ConfigScalar | undefined;
  readonly comments: readonly ConfigComment[];
  /**
   * Shared with the content that stood here before when text and surroundings are the same but for the indices of lists
   * around it: the memory of results that hold no index.
   */
  readonly shape: Memory;
}

export interface ConfigBlock {
  /** Offset of the block in the file. */
  readonly start: number;
  /** Number of the YAML document the block belongs to, from 0. Always 0 in JSON. */
  readonly document: number;
  readonly content: BlockContent;
}

/**
 * Why a file, or a part of it, was not read. `size` is in UTF-16 code units: nothing of the file is read. `depth` is in
 * levels of nesting, `documents` in documents: what is beyond is passed over.
 */
export interface Refusal {
  readonly limit: 'size' | 'depth' | 'documents';
  readonly max: number;
}

export interface LocatedScalar {
  readonly block: ConfigBlock;
  readonly scalar: ConfigScalar;
  /** Absolute offsets of the value text in the file. */
  readonly start: number;
  readonly end: number;
}

export interface ConfigDocument {
  readonly format: 'yaml' | 'json';
  readonly text: string;
  /** In file order, not overlapping. Empty when the file was refused. */
  readonly blocks: readonly ConfigBlock[];
  /** Present when the file, or a part of it, is beyond a limit. */
  readonly refusal?: Refusal;
  /**
   * The scalar whose value text contains or touches `offset`. For an empty value, `offset` may also lie in the
   * blanks after its `:` or `-` on the same line. Logarithmic in the number of scalars.
   */
  scalarAt(offset: number): LocatedScalar | undefined;
}

/** All scalars in file order with absolute offsets. */
export function* locatedScalars(document: ConfigDocument): Iterable<LocatedScalar> {
  for (const block of document.blocks) {
    for (const scalar of block.content.scalars) {
      yield { block, scalar, start: block.start + scalar.start, end: block.start + scalar.end };
    }
  }
}
