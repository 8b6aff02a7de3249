import { expect, test } from 'vitest';
import type { AskPasscode } from '../../../server/src/runtime.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { totp } from '../../support/totp.ts';
import type { AuthWorld } from './authWorld.ts';
import { describeSignIn } from './authWorld.ts';

const mfa = 'identity/mfa/method/totp';

/** A user who must show a passcode, and how to get one. */
async function userWithTotp({ admin, enable }: AuthWorld) {
  const mount = await enable('userpass');
  const { secret: password } = createCanary();
  await admin.expectOk('POST', `auth/${mount}/users/mia`, { password });
  const first = await admin.call('POST', `auth/${mount}/login/mia`, { token: '', body: { password } });
  const { entity_id: entity } = (first.json as { auth: { entity_id: string } }).auth;
  const method = { issuer: 'made-up', period: 30, algorithm: 'SHA1', digits: 6, key_size: 20, qr_size: 0 };
  const made = (await admin.expectOk('POST', mfa, method)) as { data: { method_id: string } };
  const { method_id: id } = made.data;
  const generate = { method_id: id, entity_id: entity };
  const key = (await admin.expectOk('POST', `${mfa}/admin-generate`, generate)) as { data: { url: string } };
  const enforcement = `identity/mfa/login-enforcement/${admin.uniqueName('mfa')}`;
  await admin.expectOk('POST', enforcement, { mfa_method_ids: [id], identity_entity_ids: [entity] });
  return { mount, password, passcode: () => totp(key.data.url) };
}

await describeSignIn('a second factor', (world) => {
  test('is asked for and completes the sign-in', async () => {
    const { mount, password, passcode } = await userWithTotp(world());
    const asked: string[] = [];
    const askPasscode: AskPasscode = (kind) => {
      asked.push(kind);
      return Promise.resolve(` ${passcode()} `);
    };
    const params = { method: 'userpass', ...world().place, mount, username: 'mia', password } as const;
    const result = await world().connection().signIn(params, { askPasscode });
    expect(result).toMatchObject({ ok: true, issuedToken: expect.stringMatching(/^\S+$/) as string });
    expect(asked).toEqual(['totp']);
  });

  test.each<[string, AskPasscode | undefined, string]>([
    ['a wrong one', () => Promise.resolve('000000'), 'denied'],
    ['none', () => Promise.resolve(undefined), 'not-signed-in'],
    ['an empty one', () => Promise.resolve(' '), 'not-signed-in'],
    ['nobody to ask', undefined, 'not-signed-in'],
  ])('%s: nobody is signed in', async (_what, askPasscode, kind) => {
    const { mount, password } = await userWithTotp(world());
    const connection = world().connection({ VAULT_TOKEN: world().vault.rootToken });
    const params = { method: 'userpass', ...world().place, mount, username: 'mia', password } as const;
    await world().vault.clearRequests();
    const result = await connection.signIn(params, askPasscode ? { askPasscode } : {});
    expect(result).toMatchObject({ ok: false, kind });
    expect(connection.status().kind).toBe('signed-out');
    expect(await world().count('sys/mfa/validate')).toBe(kind === 'denied' ? 1 : 0);
    expect(await world().count(`auth/${mount}/login/mia`)).toBe(1);
    expectNoLeak({ secret: password, token: password }, result);
  });
});
