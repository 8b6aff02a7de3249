import type { Directive } from './directive.ts';
import { LineCursor } from './lineCursor.ts';
import { give, noOrders, obey, type Order, type Orders } from './orders.ts';

/** Which lines and stretches of a text the directives in it speak for. Takes time linear in the text. */
export class Reaches {
  readonly #byLine = new Map<number, Orders>();
  /** Those of files within scalars: they speak for their own lines, and for nothing else in the scalar. */
  readonly #embedded = new Map<number, Orders>();
  readonly #all: Order[] = [];
  /** Disjoint and in order. */
  readonly stretches: readonly (readonly [start: number, end: number])[];

  /** `directives` in order, with offsets in `text`. */
  constructor(text: string, directives: readonly Directive[]) {
    this.stretches = stretchesOf(text, directives);
    this.#place(text, directives);
  }

  /** Whether something speaks for a rule on the line that starts at an offset; that counts as used from then on. */
  speak(lineStart: number, ruleId: string): boolean {
    return obey(this.#byLine.get(lineStart), ruleId);
  }

  /** The same of comments that are a part of a value. */
  speakEmbedded(lineStart: number, ruleId: string): boolean {
    return this.#embedded.size > 0 && obey(this.#embedded.get(lineStart), ruleId);
  }

  /** Directives of which an order was used. */
  used(): ReadonlySet<Directive> {
    const used = new Set<Directive>();
    for (const orders of this.#all)
      if (orders.isUsed) for (const directive of orders.directives) used.add(directive);
    return used;
  }

  /** From the last one up, so that comments above each other all speak for the line below them. */
  #place(text: string, directives: readonly Directive[]): void {
    const lines = new LineCursor(text);
    const below = new Map<number, number | undefined>();
    for (const directive of directives.toReversed()) {
      if (directive.reach === 'begin' || directive.reach === 'end') continue;
      const own = lines.at(directive.commentStart);
      const last = directive.commentEnd > own.end ? new LineCursor(text).at(directive.commentEnd) : own;
      const isAlone =
        lines.isBlank(own.start, directive.commentStart) && lines.isBlank(directive.commentEnd, last.end);
      if (directive.reach === 'line') this.#add(own.start, directive);
      if (!isAlone && directive.reach === 'line') continue;
      const target = below.has(own.start) ? below.get(own.start) : nextLine(lines, last, below);
      if (isAlone) below.set(own.start, target);
      if (target !== undefined) this.#add(target, directive);
    }
  }

  #add(line: number, directive: Directive): void {
    const byLine = directive.isEmbedded ? this.#embedded : this.#byLine;
    const orders = byLine.get(line) ?? noOrders();
    byLine.set(line, orders);
    const order = give(orders, directive);
    if (order) this.#all.push(order);
  }
}

/** Start of the next line that is more than a comment. */
function nextLine(
  lines: LineCursor,
  from: { readonly start: number; readonly end: number },
  below: ReadonlyMap<number, number | undefined>,
): number | undefined {
  let next = lines.after(from);
  while (next && !below.has(next.start) && lines.isComment(next)) next = lines.after(next);
  return next && (below.has(next.start) ? below.get(next.start) : next.start);
}

function stretchesOf(text: string, directives: readonly Directive[]): (readonly [number, number])[] {
  const stretches: (readonly [number, number])[] = [];
  let begin: number | undefined;
  for (const { reach, start } of directives) {
    if (reach === 'begin') begin ??= start;
    if (reach !== 'end' || begin === undefined) continue;
    stretches.push([begin, start]);
    begin = undefined;
  }
  return begin === undefined ? stretches : [...stretches, [begin, text.length]];
}
