/** What the whole answer may cost: milliseconds, and megabytes of memory of the server process. */
export interface BenchTarget {
  readonly open: number;
  readonly editP95: number;
  readonly malformedP95: number;
  readonly memory: number;
}

export const TARGETS = {
  large: { open: 150, editP95: 15, malformedP95: 30, memory: 150 },
  small: { open: 150, editP95: 5, malformedP95: 30, memory: 150 },
} as const satisfies Record<string, BenchTarget>;
