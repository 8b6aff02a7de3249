import { afterAll, beforeAll, describe } from 'vitest';
import { vaultsUnderTest } from '../../support/vaultServers.ts';
import type { TestVault } from '../../support/vaultServers.ts';

/** How often a property is tried: many times in the full run, else a few with a fixed seed. */
export function runs(full: number, reduced: number): { readonly numRuns: number; readonly seed?: number } {
  return process.env['VAULT_REFS_TEST_FULL'] === '1' ? { numRuns: full } : { numRuns: reduced, seed: 20_251 };
}

/** A suite that needs the real and the embedded server at once; skipped, saying so, where one is missing. */
export async function describeBothVaults(
  title: string,
  body: (vaults: readonly TestVault[]) => void,
): Promise<void> {
  const choices = await vaultsUnderTest();
  describe.skipIf(choices.length < 2)(`${title} (needs both servers)`, () => {
    const vaults: TestVault[] = [];
    beforeAll(async () => {
      for (const choice of choices) vaults.push(await choice.start());
    });
    afterAll(async () => {
      for (const vault of vaults) await vault.stop();
    });
    body(vaults);
  });
}
