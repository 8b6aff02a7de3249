import { runStep } from './steps/runStep.ts';

/**
 * The contract suite alone. With VAULT_REFS_TEST_ADDR and VAULT_REFS_TEST_TOKEN it runs against that server, on
 * mounts with unique names that it removes again.
 */
const outcome = await runStep('vault tests', 'vitest', [
  'run',
  '--project',
  'vault',
  ...process.argv.slice(2),
]);
process.exit(outcome.ok ? 0 : 1);
