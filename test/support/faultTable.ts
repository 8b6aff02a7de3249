/** Which requests a fault strikes. */
export interface FaultMatch {
  readonly method?: string;
  /** Path without `/v1/` and query: all of it, or a pattern. */
  readonly path?: string | RegExp;
  /** Asked for each request that fits otherwise. */
  readonly when?: () => boolean;
  /** How often it strikes; always when not given. */
  readonly times?: number;
}

interface Entry<F> {
  readonly fault: F;
  readonly match: FaultMatch;
  left: number;
}

/** Faults in force; of several that fit, the first strikes. */
export class FaultTable<F> {
  readonly #entries: Entry<F>[] = [];

  /** Puts a fault in force; the returned function takes it out. */
  add(fault: F, match: FaultMatch = {}): () => void {
    const entry = { fault, match, left: match.times ?? Infinity };
    this.#entries.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  /** The fault that strikes this request, which uses it up once. */
  strike(request: { readonly method: string; readonly path: string }): F | undefined {
    const entry = this.#entries.find(({ match, left }) => left > 0 && fits(match, request));
    if (entry !== undefined) entry.left -= 1;
    return entry?.fault;
  }
}

function fits(match: FaultMatch, request: { readonly method: string; readonly path: string }): boolean {
  if (match.method !== undefined && match.method !== request.method) return false;
  return isAt(match.path, request.path) && (match.when?.() ?? true);
}

function isAt(wanted: FaultMatch['path'], path: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === path : wanted.test(path);
}
