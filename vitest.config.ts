import { defineConfig } from 'vitest/config';

/** Three suites by what they may touch: nothing, an in-band connection, a Vault server. */
export default defineConfig({
  test: {
    // In full, properties run a hundred times as many cases.
    testTimeout: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 30 * 60_000 : 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'lsp', include: ['test/lsp/**/*.test.ts'] } },
      { extends: true, test: { name: 'vault', include: ['test/vault/**/*.test.ts'] } },
    ],
  },
});
