/**
 * Data of a KV v2 secret as Vault itself has it, read past the extension.
 * @throws Error with the status when it cannot be read.
 */
export async function vaultValue(mount: string, path: string): Promise<Record<string, string>> {
  const address = process.env['VAULT_ADDR'] ?? '';
  const answer = await fetch(`${address}/v1/${mount}/data/${path}`, {
    headers: { 'X-Vault-Token': process.env['VAULT_TOKEN'] ?? '' },
  });
  if (answer.status !== 200) throw new Error(`reading ${mount}/${path} answered ${answer.status}`);
  const json = (await answer.json()) as { data: { data: Record<string, string> } };
  return json.data.data;
}
