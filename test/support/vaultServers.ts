import type { EmbeddedOptions } from './embeddedVault/embeddedVault.ts';
import { startEmbedded } from './embeddedVault/embeddedVault.ts';
import { externalVault } from './externalVault.ts';
import { ensureOpenBao, startOpenBao } from './openBao.ts';
import type { TestVault } from './testVault.ts';

export { startEmbedded } from './embeddedVault/embeddedVault.ts';
export type { EmbeddedOptions, EmbeddedVault } from './embeddedVault/embeddedVault.ts';
export { externalVault } from './externalVault.ts';
export { leastPrivilegePolicy, policyRule } from './leastPrivilege.ts';
export { ensureOpenBao, startOpenBao } from './openBao.ts';
export type { OpenBaoOptions } from './openBao.ts';
export { TestAdmin } from './testAdmin.ts';
export type { AuditedRequest, TestVault } from './testVault.ts';

/** A server that a suite is to run against. */
export interface VaultChoice {
  readonly name: 'openbao' | 'embedded' | 'external';
  start(): Promise<TestVault>;
}

/**
 * What `describe.each` runs a suite against: the external server alone where one is named, else the real OpenBao
 * (where it cannot be had one printed line says why) and the embedded server.
 */
export async function vaultsUnderTest(options: EmbeddedOptions = {}): Promise<readonly VaultChoice[]> {
  const external = externalVault();
  if (external !== undefined) return [{ name: 'external', start: () => Promise.resolve(external) }];
  const embedded: VaultChoice = { name: 'embedded', start: () => startEmbedded(options) };
  const found = await ensureOpenBao({ onProgress: (message) => console.log(message) });
  if ('binary' in found) {
    return [{ name: 'openbao', start: () => startOpenBao({ binary: found.binary }) }, embedded];
  }
  // Who asked to go without has been told, or has said so.
  if (process.env['VAULT_REFS_BAO'] !== 'none') console.log(`OpenBao skipped: ${found.unavailable}.`);
  return [embedded];
}
