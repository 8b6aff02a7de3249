import { expect, test } from 'vitest';
import type { TokenNotice } from '../../../server/src/protocol.ts';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { expectNoLeak } from '../../support/canary.ts';
import { leastPrivilegePolicy } from '../../support/leastPrivilege.ts';
import { createRole } from './appRoleWorld.ts';
import { describeSignIn } from './authWorld.ts';

await describeSignIn('the life of a token', (world) => {
  /** Signed in with a token of the person's own; the notices so far are kept. */
  async function signedIn(token: string): Promise<{ connection: VaultConnection; notices: TokenNotice[] }> {
    const connection = world().connection();
    const notices: TokenNotice[] = [];
    connection.onTokenNotice((notice) => notices.push(notice));
    expect(await connection.signIn({ method: 'token', ...world().place, token })).toMatchObject({ ok: true });
    return { connection, notices };
  }
  /** Signed in with a new AppRole, whose tokens live by these settings. */
  async function issued(settings: object): Promise<{
    connection: VaultConnection;
    notices: TokenNotice[];
    token: string;
  }> {
    const role = await createRole(world(), settings);
    const connection = world().connection();
    const notices: TokenNotice[] = [];
    connection.onTokenNotice((notice) => notices.push(notice));
    const secret = { kind: 'secret-id', secretId: await role.secretId() } as const;
    const { mount, roleId } = role;
    const result = await connection.signIn({ method: 'approle', ...world().place, mount, roleId, secret });
    expect(result).toMatchObject({ ok: true });
    return { connection, notices, token: result.ok ? (result.issuedToken ?? '') : '' };
  }
  const kind = (connection: VaultConnection): string => connection.status().kind;

  test('short leases: renewed; refused and told; not renewable and told; each dead one is told as dead', async () => {
    const { admin, vault } = world();
    const policy = await admin.writePolicy(leastPrivilegePolicy('secret'));
    await vault.clearRequests();
    const renewed = await issued({ token_ttl: '3s', token_max_ttl: '1h' });
    const bare = { token_policies: policy, token_no_default_policy: true };
    const refused = await issued({ token_ttl: '2s', ...bare });
    expect(await refused.connection.identity(AbortSignal.timeout(10_000))).toBeUndefined();
    const fixedToken = await admin.createToken({ ttl: '2s', renewable: false, policies: ['default'] });
    const fixed = await signedIn(fixedToken);
    // This one may neither look itself up nor renew itself, so nothing is known of its end.
    const unknown = await signedIn(
      await admin.createToken({ ttl: '2s', policies: [policy], noDefaultPolicy: true }),
    );

    expect(fixed.notices).toMatchObject([{ reason: 'expires-soon', origin: vault.address, namespace: '' }]);
    await expect.poll(() => kind(fixed.connection), { timeout: 10_000 }).toBe('token-invalid');
    const place = { mount: 'secret', path: 'app/db' };
    expect((await unknown.connection.store.describe(place, AbortSignal.timeout(10_000))).kind).toBe('denied');
    await expect.poll(() => kind(unknown.connection), { timeout: 10_000 }).toBe('token-invalid');
    await expect.poll(() => world().count('auth/token/renew-self'), { timeout: 10_000 }).toBeGreaterThan(1);

    await expect.poll(() => kind(refused.connection), { timeout: 10_000 }).toBe('token-invalid');
    expect(refused.notices).toMatchObject([{ reason: 'not-renewed' }]);
    expect(await renewed.connection.identity(AbortSignal.timeout(10_000))).toMatchObject({
      isRenewable: true,
    });
    expect([kind(renewed.connection), renewed.notices, unknown.notices]).toEqual(['ok', [], []]);
    expect(fixed.notices).toHaveLength(1);
    const { token } = renewed;
    expectNoLeak({ secret: fixedToken, token }, fixed.notices, renewed.connection.status());
  });

  test.each([true, false])('signing out can revoke (default policy: %s)', async (hasDefault) => {
    const { admin } = world();
    const policy = await admin.writePolicy(leastPrivilegePolicy('secret'));
    const token = await admin.createToken({ policies: [policy], noDefaultPolicy: !hasDefault });
    const { connection } = await signedIn(token);
    expect(await connection.signOutAndRevoke()).toBe(hasDefault);
    expect(kind(connection)).toBe('signed-out');
    const answer = await admin.call('GET', 'sys/internal/ui/mounts', { token });
    expect(answer.status).toBe(hasDefault ? 403 : 200);
    expect(await connection.signOutAndRevoke()).toBe(false);
  });

  test('nothing is renewed after signing out', async () => {
    const { vault } = world();
    const { connection } = await issued({ token_ttl: '2s' });
    connection.signOut();
    await vault.clearRequests();
    await new Promise((resolve) => setTimeout(resolve, 1400));
    expect(await world().count('auth/token/renew-self')).toBe(0);
  });
});
