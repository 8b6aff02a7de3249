import type { Directive } from './directive.ts';
import { LineCursor } from './lineCursor.ts';

/** The directives that are about one rule on one line. */
export interface Order {
  readonly directives: Directive[];
  isUsed: boolean;
}

/** The orders of a line by rule; under {@link ALL_RULES} those about every rule. */
type Orders = Map<string, Order>;

const ALL_RULES = '';

/** Which lines and stretches of a text the directives in it speak for. Takes time linear in the text. */
export class Reaches {
  readonly #byLine = new Map<number, Orders>();
  /** Those of files within scalars: they speak for their own lines, and for nothing else in the scalar. */
  readonly #embedded = new Map<number, Orders>();
  /** Disjoint and in order. */
  readonly stretches: readonly (readonly [start: number, end: number])[];

  /** `directives` in order, with offsets in `text`. */
  constructor(text: string, directives: readonly Directive[]) {
    this.stretches = stretchesOf(text, directives);
    this.#place(text, directives);
  }

  /** What speaks for a rule on the line that starts at an offset. */
  orders(lineStart: number, ruleId: string): readonly Order[] {
    return pick(this.#byLine.get(lineStart), ruleId);
  }

  /** The same of comments that are a part of a value. */
  embeddedOrders(lineStart: number, ruleId: string): readonly Order[] {
    return pick(this.#embedded.get(lineStart), ruleId);
  }

  /** Directives of which no order was used. */
  unused(): ReadonlySet<Directive> {
    const orders = [...this.#byLine.values()].flatMap((line) => [...line.values()]);
    const used = new Set(orders.flatMap(({ isUsed, directives }) => (isUsed ? directives : [])));
    const all = orders.flatMap(({ directives }) => directives);
    return new Set(all.filter((directive) => !used.has(directive)));
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
    const orders: Orders = byLine.get(line) ?? new Map<string, Order>();
    const key = directive.rule ?? ALL_RULES;
    const order = orders.get(key) ?? { directives: [], isUsed: false };
    order.directives.push(directive);
    byLine.set(line, orders.set(key, order));
  }
}

function pick(orders: Orders | undefined, ruleId: string): readonly Order[] {
  return [orders?.get(ALL_RULES), orders?.get(ruleId)].filter((order) => order !== undefined);
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
