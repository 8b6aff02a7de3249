import { RE2JS } from 're2js';
import type { Span } from './languageService/findings/rule.ts';
import type { Pattern, PatternCompiler } from './languageService/findings/policy/pattern.ts';
import { MAX_PATTERN } from './languageService/findings/policy/pattern.ts';

/** Largest program of a pattern, in instructions: with 16 KB of text the worst of them takes about a second. */
const MAX_PROGRAM = 2_000;

/** Most matches in one text. */
const MAX_MATCHES = 20;

/** Time in which the limit of time holds, in milliseconds. */
const WINDOW = 10_000;

/** What a compiler needs of the world. */
export interface PatternWorld {
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Milliseconds that all patterns together may take within ten seconds; then the slowest is dropped. */
  readonly timeLimit: number;
  /** Told, once for each pattern, what was too slow and is not run any more. */
  readonly dropped: (owner: string) => void;
}

/**
 * A compiler of patterns that take linear time. Linear is not enough where there are many patterns and large ones: all
 * that one compiler makes share a limit of time, and when it is used up the one that took most is dropped.
 */
export function createPatternCompiler({ now, timeLimit, dropped }: PatternWorld): PatternCompiler {
  const all = new Set<TimedPattern>();
  let spent = 0;
  let windowStart = -Infinity;
  const measure = <T>(pattern: TimedPattern, work: () => T): T => {
    const start = now();
    if (start - windowStart > WINDOW) {
      windowStart = start;
      spent = 0;
      for (const one of all) one.spent = 0;
    }
    try {
      return work();
    } finally {
      // One call never uses it all up: a machine that was asleep meanwhile is no slow pattern.
      const took = Math.min(now() - start, timeLimit / 2);
      pattern.spent += took;
      spent += took;
      while (spent > timeLimit && all.size > 0) spent -= dropSlowest(all, dropped);
    }
  };
  return (source, owner) => {
    const program = source.length > MAX_PATTERN ? undefined : compile(source);
    if (!program) return undefined;
    const pattern = new TimedPattern(program, owner, measure);
    all.add(pattern);
    return pattern;
  };
}

function compile(source: string): RE2JS | undefined {
  try {
    const program = RE2JS.compile(source);
    return program.programSize() > MAX_PROGRAM ? undefined : program;
  } catch {
    return undefined;
  }
}

function dropSlowest(all: Set<TimedPattern>, dropped: (owner: string) => void): number {
  const [first, ...rest] = all;
  if (!first) return 0;
  const slowest = rest.reduce((worst, pattern) => (pattern.spent > worst.spent ? pattern : worst), first);
  slowest.isDropped = true;
  all.delete(slowest);
  dropped(slowest.owner);
  return slowest.spent;
}

type Measure = <T>(pattern: TimedPattern, work: () => T) => T;

class TimedPattern implements Pattern {
  readonly owner: string;
  readonly groups: number;
  readonly #program: RE2JS;
  readonly #measure: Measure;
  spent = 0;
  isDropped = false;

  constructor(program: RE2JS, owner: string, measure: Measure) {
    this.#program = program;
    this.owner = owner;
    this.groups = program.groupCount();
    this.#measure = measure;
  }

  test(text: string): boolean {
    return !this.isDropped && this.#measure(this, () => this.#program.test(text));
  }

  find(text: string, group: number): readonly Span[] {
    if (!this.test(text)) return [];
    const spans: Span[] = [];
    const matcher = this.#program.matcher(text);
    while (spans.length < MAX_MATCHES && this.#findNext(() => matcher.find())) {
      const [start, end] = [matcher.start(group), matcher.end(group)];
      if (start >= 0 && end > start) spans.push({ start, end });
    }
    return spans;
  }

  #findNext(find: () => boolean): boolean {
    return !this.isDropped && this.#measure(this, find);
  }
}
