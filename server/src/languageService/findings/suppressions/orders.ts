import type { Directive } from './directive.ts';

/** The directives that are about one rule on one line. */
export interface Order {
  readonly directives: Directive[];
  isUsed: boolean;
}

/** The orders of a line. */
export interface Orders {
  /** Those about every rule. */
  ofAll: Order | undefined;
  /** Those about one rule each: nearly always of one, and then without a map. */
  rule: string | undefined;
  ofRule: Order | undefined;
  more: Map<string, Order> | undefined;
}

/** A line that nothing speaks for. */
export function noOrders(): Orders {
  return { ofAll: undefined, rule: undefined, ofRule: undefined, more: undefined };
}

/** Adds a directive to a line; the order when there was none about the same rule. */
export function give(orders: Orders, directive: Directive): Order | undefined {
  const known = find(orders, directive.rule);
  if (known) {
    known.directives.push(directive);
    return undefined;
  }
  const order: Order = { directives: [directive], isUsed: false };
  put(orders, directive.rule, order);
  return order;
}

/** Whether a line has an order about a rule; all that it has count as used. */
export function obey(orders: Orders | undefined, ruleId: string): boolean {
  if (!orders) return false;
  const ofRule = find(orders, ruleId);
  if (orders.ofAll) orders.ofAll.isUsed = true;
  if (ofRule) ofRule.isUsed = true;
  return orders.ofAll !== undefined || ofRule !== undefined;
}

function find(orders: Orders, rule: string | undefined): Order | undefined {
  if (rule === undefined) return orders.ofAll;
  return orders.rule === rule ? orders.ofRule : orders.more?.get(rule);
}

function put(orders: Orders, rule: string | undefined, order: Order): void {
  if (rule === undefined) orders.ofAll = order;
  else if (orders.rule === undefined) [orders.rule, orders.ofRule] = [rule, order];
  else (orders.more ??= new Map<string, Order>()).set(rule, order);
}
