import type { TestVault } from './testVault.ts';

/**
 * The server that `VAULT_REFS_TEST_ADDR` and `VAULT_REFS_TEST_TOKEN` name, which must be up already; undefined
 * without them. The person's own `VAULT_ADDR` and `VAULT_TOKEN` are never looked at.
 * @throws Error when only one is set: half a pair is a mistake, not a wish for the other servers.
 */
export function externalVault(
  env: Readonly<Record<string, string | undefined>> = process.env,
): TestVault | undefined {
  const address = env['VAULT_REFS_TEST_ADDR'] ?? '';
  const rootToken = env['VAULT_REFS_TEST_TOKEN'] ?? '';
  if (address === '' && rootToken === '') return undefined;
  if (address === '' || rootToken === '') {
    throw new Error('VAULT_REFS_TEST_ADDR and VAULT_REFS_TEST_TOKEN belong together');
  }
  const { origin } = new URL(address);
  const noAudit = (): Promise<never> =>
    Promise.reject(new Error('the audit log of an external server is not ours'));
  return {
    kind: 'external',
    label: `external server ${origin}`,
    address: origin,
    rootToken,
    requests: noAudit,
    clearRequests: noAudit,
    stop: () => Promise.resolve(),
  };
}
