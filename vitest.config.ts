import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Of processors: vitest itself leaves one free, which on a machine of two is half. */
const processors = availableParallelism();

/**
 * Three suites by what they may touch: nothing, an in-band connection, a Vault server. Test files of a worker share its
 * modules, which none of them changes: loading them anew for each file took as long as a third of the tests.
 */
export default defineConfig({
  test: {
    isolate: false,
    // In full, properties run a hundred times as many cases.
    testTimeout: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 30 * 60_000 : 20_000,
    hookTimeout: 60_000,
    projects: [
      project('unit', processors, 0),
      project('lsp', processors, 1),
      // These wait for servers most of the time.
      project('vault', 2 * processors, 2),
    ],
  },
});

function project(
  name: string,
  maxWorkers: number,
  groupOrder: number,
): { extends: true; test: Record<string, unknown> } {
  return {
    extends: true,
    test: { name, include: [`test/${name}/**/*.test.ts`], maxWorkers, sequence: { groupOrder } },
  };
}
