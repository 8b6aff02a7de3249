/** How many cases a property is tried with: seeded and few in the test command, many in the full one. */
export function runs(reduced: number, full: number): { readonly numRuns: number; readonly seed?: number } {
  return process.env['VAULT_REFS_TEST_FULL'] === '1' ? { numRuns: full } : { numRuns: reduced, seed: 20_260 };
}

/** Milliseconds for one property of the full run. */
export const fullTimeout = 30 * 60_000;
