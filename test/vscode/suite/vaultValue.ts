/**
 * Data of a KV v2 secret as Vault itself has it, read past the extension; undefined when it is not there.
 * @throws Error with the status when it cannot be read.
 */
export async function vaultData(mount: string, path: string): Promise<Record<string, string> | undefined> {
  const address = process.env['VAULT_ADDR'] ?? '';
  const answer = await fetch(`${address}/v1/${mount}/data/${path}`, {
    headers: { 'X-Vault-Token': process.env['VAULT_TOKEN'] ?? '' },
  });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw new Error(`reading ${mount}/${path} answered ${answer.status}`);
  const json = (await answer.json()) as { data: { data: Record<string, string> } };
  return json.data.data;
}

/** The same of a secret that has to be there. @throws Error when it is not. */
export async function vaultValue(mount: string, path: string): Promise<Record<string, string>> {
  const data = await vaultData(mount, path);
  if (!data) throw new Error(`there is no ${mount}/${path}`);
  return data;
}
