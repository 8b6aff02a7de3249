import { createScanner, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { PathSegment } from '../../../../../server/src/languageService/configDocument.ts';
import { jsonReader } from '../../../../../server/src/languageService/parse/json/index.ts';
import type { Cut } from '../../../../../server/src/languageService/parse/segment.ts';

/** A scalar with offsets in the file. */
export interface Reading {
  readonly path: readonly PathSegment[];
  readonly start: number;
  readonly end: number;
  readonly style: string;
  readonly kind: string;
  readonly value: string;
}

export interface PlacedSegment {
  readonly start: number;
  readonly state: typeof jsonReader.initial;
  readonly segment: ReturnType<typeof jsonReader.read>;
}

export const UNCUT: Cut = { minimum: Infinity };
export const NORMAL: Cut = { minimum: 4096 };
export const EVERYWHERE: Cut = { minimum: 1, everywhere: true };

export function readSegments(text: string, cut: Cut, from = 0, state = jsonReader.initial): PlacedSegment[] {
  const segments: PlacedSegment[] = [];
  for (let start = from; start < text.length;) {
    const segment = jsonReader.read(text, start, state, cut);
    if (segment.end <= start) throw new Error('no progress');
    segments.push({ start, state, segment });
    start = segment.end;
    state = segment.exit;
  }
  return segments;
}

export function scalarsOf(segments: readonly PlacedSegment[]): Reading[] {
  return segments.flatMap(({ start: base, segment }) =>
    segment.scalars.map(({ path, start, end, style, kind, value }) => ({
      path,
      start: base + start,
      end: base + end,
      style,
      kind,
      value,
    })),
  );
}

export function commentsOf(
  segments: readonly PlacedSegment[],
): { start: number; end: number; text: string }[] {
  return segments.flatMap(({ start: base, segment }) =>
    segment.comments.map(({ start, end, text }) => ({ start: base + start, end: base + end, text })),
  );
}

export function read(text: string, cut = UNCUT): Reading[] {
  return scalarsOf(readSegments(text, cut));
}

/** Each scalar as `path.to.0.key = raw text`. */
export function lines(text: string, cut = UNCUT): string[] {
  return read(text, cut).map(({ path, start, end }) => `${path.join('.')} = ${text.slice(start, end)}`);
}

/** What `jsonc-parser` reads; undefined when it finds an error. */
export function oracle(text: string): Reading[] | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) return undefined;
  const scalars: Reading[] = [];
  if (root) visit(text, root, [], scalars);
  return scalars;
}

function visit(text: string, node: Node, path: readonly PathSegment[], scalars: Reading[]): void {
  if (node.type === 'array') {
    (node.children ?? []).forEach((child, index) => visit(text, child, [...path, index], scalars));
  } else if (node.type === 'object') {
    for (const { children } of node.children ?? []) {
      const [key, value] = children ?? [];
      if (key && value) visit(text, value, [...path, String(key.value)], scalars);
    }
  } else {
    const isString = node.type === 'string';
    const start = node.offset + (isString ? 1 : 0);
    const end = node.offset + node.length - (isString ? 1 : 0);
    const value = isString ? stringValue(text, node.offset) : text.slice(start, end);
    const style = isString ? 'double-quoted' : 'plain';
    scalars.push({ path, start, end, style, kind: node.type, value });
  }
}

function stringValue(text: string, offset: number): string {
  const scanner = createScanner(text);
  scanner.setPosition(offset);
  scanner.scan();
  return scanner.getTokenValue();
}
