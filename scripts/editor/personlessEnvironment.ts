/** The environment of this process without what would let an editor meet the person's own Vault. */
export function personlessEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !isVaultSetting(name));
  return Object.fromEntries(kept);
}

function isVaultSetting(name: string): boolean {
  return /^(?:VAULT|BAO|OPENBAO)_/iu.test(name) && !name.startsWith('VAULT_REFS_');
}
