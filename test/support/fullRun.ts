/** Whether long suites run in full: `npm run test:full` says so. */
export const isFullRun = process.env['VAULT_REFS_TEST_FULL'] === '1';
