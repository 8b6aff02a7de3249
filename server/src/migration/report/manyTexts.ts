import type { OffsetRange } from '../../languageService/references/reference.ts';

interface Node {
  /** Length of the longest text that ends here; 0 when none does. */
  length: number;
  fallback: number;
}

/** Longest text that is looked for; of a longer one, its beginning. In UTF-16 code units. */
const MAX_TEXT = 4_096;

/** Code units, and then some. */
const UNITS = 0x1_0000;

/**
 * Finds many texts at once (Aho and Corasick's way): files and their values are written by others, and time must be linear
 * in their lengths, whatever they are.
 */
export class ManyTexts {
  readonly #nodes: Node[] = [{ length: 0, fallback: 0 }];
  /** Next node by node and code unit. */
  readonly #edges = new Map<number, number>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) this.#add(text.slice(0, MAX_TEXT));
    this.#link();
  }

  /** Where the texts stand in `text`: ascending, and what overlaps or touches is one range. */
  find(text: string): readonly OffsetRange[] {
    const found: { start: number; end: number }[] = [];
    let node = 0;
    for (let at = 0; at < text.length; at += 1) {
      node = this.#step(node, text.charCodeAt(at));
      const length = this.#nodes[node]?.length ?? 0;
      if (length > 0) add(found, at + 1 - length, at + 1);
    }
    return found;
  }

  #add(text: string): void {
    let node = 0;
    for (let at = 0; at < text.length; at += 1) {
      const edge = node * UNITS + text.charCodeAt(at);
      const next = this.#edges.get(edge) ?? this.#nodes.push({ length: 0, fallback: 0 }) - 1;
      this.#edges.set(edge, next);
      node = next;
    }
    const end = this.#nodes[node];
    if (end && node !== 0) end.length = text.length;
  }

  /** Edges were made with their nodes, so a node's fallback is known before those behind it: but for depth, so by depth. */
  #link(): void {
    const children = new Map<number, (readonly [number, number])[]>();
    for (const [edge, next] of this.#edges) {
      const node = Math.floor(edge / UNITS);
      const own = children.get(node) ?? [];
      own.push([edge % UNITS, next]);
      children.set(node, own);
    }
    let level = [0];
    while (level.length > 0) {
      const below: number[] = [];
      for (const node of level) {
        for (const [unit, next] of children.get(node) ?? []) {
          this.#linkNode(next, node === 0 ? 0 : this.#step(this.#nodes[node]?.fallback ?? 0, unit));
          below.push(next);
        }
      }
      level = below;
    }
  }

  #linkNode(index: number, fallback: number): void {
    const node = this.#nodes[index];
    if (!node) return;
    node.fallback = fallback;
    node.length = Math.max(node.length, this.#nodes[fallback]?.length ?? 0);
  }

  #step(from: number, unit: number): number {
    let node = from;
    for (;;) {
      const next = this.#edges.get(node * UNITS + unit);
      if (next !== undefined) return next;
      if (node === 0) return 0;
      node = this.#nodes[node]?.fallback ?? 0;
    }
  }
}

function add(found: { start: number; end: number }[], from: number, end: number): void {
  let start = from;
  for (let last = found.at(-1); last && last.end >= start; last = found.at(-1)) {
    start = Math.min(start, last.start);
    found.pop();
  }
  found.push({ start, end });
}
