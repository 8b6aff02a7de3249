import type { AuthWorld } from './authWorld.ts';

/** An AppRole of a test. */
export interface TestRole {
  readonly mount: string;
  readonly name: string;
  readonly roleId: string;
  secretId(): Promise<string>;
  /** A wrapping token around a new secret id. `ttl` as Vault spells it. */
  wrapped(ttl?: string): Promise<string>;
}

/** Makes a role at a mount of its own; `settings` as `auth/approle/role/:name` takes them. */
export async function createRole(
  { admin, enable }: AuthWorld,
  settings: object = {},
  namespace?: string,
): Promise<TestRole> {
  const mount = await enable('approle', namespace);
  const name = 'deploy';
  const path = `auth/${mount}/role/${name}`;
  const inNamespace = namespace === undefined ? {} : { namespace };
  await admin.call('POST', path, { body: settings, ...inNamespace });
  const role = (await admin.call('GET', `${path}/role-id`, inNamespace)).json;
  const secretId = async (headers: Record<string, string> = {}): Promise<unknown> =>
    (await admin.call('POST', `${path}/secret-id`, { body: {}, headers, ...inNamespace })).json;
  return {
    mount,
    name,
    roleId: (role as { data: { role_id: string } }).data.role_id,
    secretId: async () => ((await secretId()) as { data: { secret_id: string } }).data.secret_id,
    wrapped: async (ttl = '60s') =>
      ((await secretId({ 'x-vault-wrap-ttl': ttl })) as { wrap_info: { token: string } }).wrap_info.token,
  };
}
