import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml';
import type {
  PathSegment,
  ScalarKind,
  ScalarStyle,
} from '../../server/src/languageService/configDocument.ts';
import type { MaskedText } from './masking.ts';
import type { OracleScalar } from './oracleScalar.ts';
import { valueRange } from './yamlRange.ts';

/** Collects the value scalars of one document of valid YAML in text order. Aliases have none. Recursive. */
export class Walk {
  readonly #scalars: OracleScalar[] = [];
  readonly #text: string;
  readonly #masked: MaskedText | undefined;
  readonly #document: number;

  constructor(text: string, masked: MaskedText | undefined, document: number) {
    this.#text = text;
    this.#masked = masked;
    this.#document = document;
  }

  read(contents: ParsedNode | null): OracleScalar[] {
    if (!isEmptyDocument(contents)) this.#visit(contents, []);
    return this.#scalars;
  }

  #visit(node: unknown, path: readonly PathSegment[]): void {
    if (isScalar(node)) this.#scalars.push(this.#toScalar(node as Scalar.Parsed, path));
    else if (isMap<ParsedNode, ParsedNode | null>(node)) {
      for (const { key, value } of node.items) this.#visit(value, [...path, this.#keyText(key)]);
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) this.#visit(item, [...path, index]);
    }
  }

  /** A key that is a collection has no text of its own. */
  #keyText(key: ParsedNode | null): string {
    if (isAlias(key)) return `*${key.source}`;
    return isScalar(key) ? (this.#toScalar(key, []).value ?? '') : '?';
  }

  #toScalar(node: Scalar.Parsed, path: readonly PathSegment[]): OracleScalar {
    const { start, end } = valueRange(node, this.#text);
    const nodeEnd = node.range[1];
    const style = STYLES[node.type ?? 'PLAIN'];
    // Blanked action lines before the content of a block scalar are blank lines to the library.
    const isUntold = this.#masked?.hasActionLine(node.range[0], start) === true;
    const value = isUntold
      ? undefined
      : this.#masked
        ? this.#masked.restore(node.source, { start, end, nodeEnd, style })
        : node.source;
    return {
      document: this.#document,
      path,
      start,
      end,
      style,
      kind: node.tag === undefined ? kindOf(node) : undefined,
      value,
    };
  }
}

const STYLES: Readonly<Record<Scalar.Type, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function isEmptyDocument(node: ParsedNode | null): boolean {
  if (!isScalar(node)) return node === null;
  return node.type === 'PLAIN' && node.source === '' && node.tag === undefined && node.anchor === undefined;
}

function kindOf({ value, type }: Scalar): ScalarKind {
  if (type !== 'PLAIN') return 'string';
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}
