import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AppRoleSignIn, SignInResult } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { TestRole } from './appRoleWorld.ts';
import { createRole } from './appRoleWorld.ts';
import type { AuthWorld } from './authWorld.ts';
import { describeSignIn } from './authWorld.ts';

await describeSignIn('AppRole', (world) => {
  const signIn = (
    { connection, place }: AuthWorld,
    { mount, roleId }: Pick<TestRole, 'mount' | 'roleId'>,
    secret: AppRoleSignIn['secret'],
    namespace = '',
  ): Promise<SignInResult> =>
    connection().signIn({ method: 'approle', ...place, mount, roleId, secret, namespace });
  const wrapped = (wrappingToken: string, roleName?: string): AppRoleSignIn['secret'] => ({
    kind: 'wrapped',
    wrappingToken,
    ...(roleName === undefined ? {} : { roleName }),
  });

  test('takes a secret id, and hands out the token and nothing else', async () => {
    const role = await createRole(world());
    const secretId = await role.secretId();
    const result = await signIn(world(), role, { kind: 'secret-id', secretId: ` ${secretId}\n` });
    expect(result).toMatchObject({ ok: true, status: { kind: 'ok' } });
    const token = result.ok ? (result.issuedToken ?? '') : '';
    expect((await world().admin.call('GET', 'auth/token/lookup-self', { token })).status).toBe(200);
    expectNoLeak({ secret: secretId, token: role.roleId }, result);
  });

  test('refuses a wrong secret id, after one attempt', async () => {
    const role = await createRole(world());
    const { secret: secretId, token } = createCanary();
    await world().vault.clearRequests();
    const result = await signIn(world(), role, { kind: 'secret-id', secretId });
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
    expect(await world().count(`auth/${role.mount}/login`)).toBe(1);
    expectNoLeak({ secret: secretId, token }, result);
  });

  test('unwraps a wrapped secret id exactly once', async () => {
    const role = await createRole(world());
    const token = await role.wrapped();
    await world().vault.clearRequests();
    expect(await signIn(world(), role, wrapped(token, 'Deploy'))).toMatchObject({ ok: true });
    expect(await world().count('sys/wrapping/unwrap')).toBe(1);
    expect(await world().count('sys/wrapping/lookup')).toBe(1);
  });

  test('says of a wrapping token that was used before that somebody may have the secret', async () => {
    const role = await createRole(world());
    const token = await role.wrapped();
    await signIn(world(), role, wrapped(token));
    await world().vault.clearRequests();
    const result = await signIn(world(), role, wrapped(token));
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
    expect(result.ok ? '' : result.message).toMatch(/used already.*somebody else may have/);
    expect(await world().count('sys/wrapping/unwrap')).toBe(0);
    expectNoLeak({ secret: token, token }, result);
  });

  test('refuses an expired wrapping token', async () => {
    const role = await createRole(world());
    const token = await role.wrapped('1s');
    await delay(1200);
    expect(await signIn(world(), role, wrapped(token))).toMatchObject({ ok: false, kind: 'denied' });
  });

  test.each(['any wrapper', 'custom secret id', 'other mount', 'other role'] as const)(
    'does not use a wrapping token that somebody swapped: %s',
    async (what) => {
      const { admin, vault, count } = world();
      const role = await createRole(world());
      const wrap = async (path: string, body: object): Promise<string> => {
        const answer = await admin.call('POST', path, { body, headers: { 'x-vault-wrap-ttl': '60s' } });
        return (answer.json as { wrap_info: { token: string } }).wrap_info.token;
      };
      const tokens = {
        'any wrapper': () => wrap('sys/wrapping/wrap', { secret_id: 'made-up' }),
        'custom secret id': () =>
          wrap(`auth/${role.mount}/role/${role.name}/custom-secret-id`, { secret_id: 'made-up' }),
        'other mount': async () => (await createRole(world())).wrapped(),
        'other role': () => role.wrapped(),
      };
      const token = await tokens[what]();
      await vault.clearRequests();
      const result = await signIn(world(), role, wrapped(token, what === 'other role' ? 'admin' : undefined));
      expect(result).toMatchObject({ ok: false, kind: 'denied' });
      expect(result.ok ? '' : result.message).toContain('swapped');
      expect(await count('sys/wrapping/unwrap')).toBe(0);
      expect((await admin.call('POST', 'sys/wrapping/lookup', { body: { token } })).status).toBe(200);
      expectNoLeak({ secret: token, token }, result);
    },
  );

  test('says that the wrapping token is gone when the login after it fails', async () => {
    const role = await createRole(world());
    const result = await signIn(world(), { ...role, roleId: 'made-up' }, wrapped(await role.wrapped()));
    expect(result.ok ? '' : result.message).toContain('used up now');
  });

  test('stays in its namespace, with a wrapped secret id too', async () => {
    const { admin } = world();
    await admin.expectOk('POST', 'sys/namespaces/team', {});
    const role = await createRole(world(), {}, 'team');
    expect(await signIn(world(), role, wrapped(await role.wrapped()), 'team')).toMatchObject({
      ok: true,
      status: { namespace: 'team' },
    });
    const outside = await signIn(world(), role, { kind: 'secret-id', secretId: await role.secretId() });
    expect(outside).toMatchObject({ ok: false, kind: 'denied' });
  });

  test('works for a token without the default policy', async () => {
    const role = await createRole(world(), { token_no_default_policy: true, token_policies: 'made-up' });
    const secretId = await role.secretId();
    expect(await signIn(world(), role, { kind: 'secret-id', secretId })).toMatchObject({ ok: true });
  });
});
