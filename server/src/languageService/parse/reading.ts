import type { ConfigComment, ConfigScalar, Refusal } from '../configDocument.ts';

/** What a reader found in a text, in text order. */
export interface Reading {
  readonly scalars: readonly ConfigScalar[];
  readonly comments: readonly ConfigComment[];
}

/** Tells a refused text from one that was read. */
export function isRefusal(result: object): result is Refusal {
  return 'limit' in result;
}

/** The readings of consecutive parts of a text as one. */
export function joinReadings(parts: readonly Reading[]): Reading {
  return {
    scalars: parts.flatMap(({ scalars }) => scalars),
    comments: parts.flatMap(({ comments }) => comments),
  };
}
