import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignInResult } from '../../../server/src/protocol.ts';
import { expectNoLeak } from '../../support/canary.ts';
import type { IdentityProvider } from '../../support/identityProvider.ts';
import { startIdentityProvider } from '../../support/identityProvider.ts';
import { createJwtIssuer } from '../../support/signedJwt.ts';
import { describeSignIn } from './authWorld.ts';

const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;
const claims = { sub: 'build', aud: 'vault', project: 'payments' };
const role = {
  role_type: 'jwt',
  user_claim: 'sub',
  bound_audiences: ['vault'],
  bound_claims: { project: 'payments' },
};

await describeSignIn('JWT', (world) => {
  const issuer = createJwtIssuer();

  async function configure(
    mount: string,
    namespace = '',
    keys: object = { jwt_validation_pubkeys: [issuer.publicKey] },
  ): Promise<string> {
    for (const [path, body] of [
      ['config', keys],
      ['role/ci', role],
    ] as const) {
      const answer = await world().admin.call('POST', `auth/${mount}/${path}`, { namespace, body });
      if (answer.status >= 300) throw new Error(answer.text);
    }
    return mount;
  }
  const setUp = async (): Promise<string> => configure(await world().enable('jwt'));

  /** Fails if the person is asked for anything more. */
  async function signIn(jwt: string, more: object = {}): Promise<SignInResult> {
    const params = { method: 'jwt', ...world().place, role: 'ci', jwt, ...more } as const;
    const result = await world()
      .connection()
      .signIn(params, {
        askPasscode: () => Promise.reject(new Error('asked for a second factor')),
        openBrowser: () => Promise.reject(new Error('opened a browser')),
      });
    expectNoLeak({ secret: jwt, token: jwt.split('.')[1] ?? jwt }, result);
    return result;
  }

  test('takes a token of the issuer, under a mount of any name and with space around it', async () => {
    const mount = await setUp();
    expect(await signIn(issuer.issue(claims), { mount })).toMatchObject({ ok: true });
    expect(await signIn(` ${issuer.issue(claims)}\n`, { mount: `/${mount}/` })).toMatchObject({
      ok: true,
      issuedToken: expect.stringMatching(/^\S+$/) as string,
    });
  });

  test('is found at its usual mount where none is named', async () => {
    await world().admin.expectOk('POST', 'sys/auth/jwt', { type: 'jwt' });
    await configure('jwt');
    expect(await signIn(issuer.issue(claims))).toMatchObject({ ok: true });
  });

  test('takes the default role of the mount where none is named, and says when there is none', async () => {
    const mount = await setUp();
    const params = { mount, role: undefined };
    expect(await signIn(issuer.issue(claims), params)).toMatchObject({ ok: false, kind: 'denied' });
    const keys = { jwt_validation_pubkeys: [issuer.publicKey], default_role: 'ci' };
    await configure(mount, '', keys);
    expect(await signIn(issuer.issue(claims), params)).toMatchObject({ ok: true });
  });

  test('works in a namespace, whose roles nobody knows outside', async () => {
    const { admin, enable } = world();
    const namespace = admin.uniqueName('team');
    await admin.expectOk('POST', `sys/namespaces/${namespace}`);
    const mount = await configure(await enable('jwt', namespace), namespace);
    expect(await signIn(issuer.issue(claims), { mount, namespace })).toMatchObject({
      ok: true,
      status: { kind: 'ok', namespace },
    });
    expect(await signIn(issuer.issue(claims), { mount })).toMatchObject({ ok: false, kind: 'denied' });
  });

  test.each([
    ['of another issuer', () => createJwtIssuer().issue(claims)],
    ['for another audience', () => issuer.issue({ ...claims, aud: 'elsewhere' })],
    ['without an audience', () => issuer.issue({ ...claims, aud: undefined })],
    ['of an hour ago', () => issuer.issue({ ...claims, exp: seconds(-3600) })],
    ['of tomorrow', () => issuer.issue({ ...claims, nbf: seconds(80_000), exp: seconds(86_400) })],
    ['with another claim than the role is bound to', () => issuer.issue({ ...claims, project: 'others' })],
    ['without the name of who it is', () => issuer.issue({ ...claims, sub: undefined })],
    ['without its signature', () => `${issuer.issue(claims).split('.').slice(0, 2).join('.')}.`],
    ['that says it needs no signature', () => unsigned(issuer.issue(claims))],
    ['that is none at all', () => 'made-up'],
  ])('refuses one %s after one attempt', async (_what, jwt) => {
    const mount = await setUp();
    await world().vault.clearRequests();
    expect(await signIn(jwt(), { mount })).toMatchObject({ ok: false, kind: 'denied' });
    expect(await world().count(`auth/${mount}/login`)).toBe(1);
  });

  test.each([['not-there'], ['../sys']])('refuses the mount %s', async (mount) => {
    const kind = mount.includes('..') ? 'bad-path' : 'denied';
    expect(await signIn(issuer.issue(claims), { mount })).toMatchObject({ ok: false, kind });
  });

  describe('with keys that the server fetches from the identity server', () => {
    let provider: IdentityProvider;
    let mount: string;
    beforeAll(async () => {
      provider = await startIdentityProvider();
      mount = await world().enable('jwt');
      await configure(mount, '', {
        oidc_discovery_url: provider.address,
        bound_issuer: provider.address,
      });
    });
    afterAll(() => provider.close());

    test('takes its tokens and no other', async () => {
      expect(await signIn(provider.issue(claims), { mount })).toMatchObject({ ok: true });
      for (const jwt of [
        issuer.issue(claims),
        provider.issue({ ...claims, iss: 'https://idp.invalid' }),
        provider.issue({ ...claims, aud: 'elsewhere' }),
        provider.issue({ ...claims, exp: seconds(-3600) }),
      ])
        expect(await signIn(jwt, { mount })).toMatchObject({ ok: false, kind: 'denied' });
    });
  });
});

/** The same claims under a header that names no algorithm. */
function unsigned(jwt: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${header}.${jwt.split('.')[1] ?? ''}.`;
}
