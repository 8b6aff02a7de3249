import type { VaultAccess } from '../runtime.ts';

export type EnvironmentSignIn = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Signs in with the address and token of the environment, which count only as a pair. A message holds neither. */
export async function signInFromEnvironment(access: VaultAccess): Promise<EnvironmentSignIn> {
  const { environmentOrigin: origin, environmentNamespace: namespace } = access.environmentOffer();
  if (origin === undefined)
    return { ok: false, message: 'the environment has no usable pair of VAULT_ADDR and VAULT_TOKEN.' };
  const params = { method: 'environment' as const, origin };
  const result = await access.signIn(namespace === undefined ? params : { ...params, namespace });
  return result.ok ? { ok: true } : { ok: false, message: result.message };
}
