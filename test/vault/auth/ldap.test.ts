import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignInParams, SignInResult } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { Directory } from '../../support/ldap/directory.ts';
import { startDirectory } from '../../support/ldap/directory.ts';
import { leastPrivilegePolicy } from '../../support/leastPrivilege.ts';
import { releaseWithLdap } from '../../support/openBaoBinary.ts';
import { describeSignIn } from './authWorld.ts';

const canary = createCanary();
const people = 'ou=people,dc=example,dc=com';
const teams = 'ou=teams,dc=example,dc=com';
const reader = { dn: 'cn=reader,dc=example,dc=com', password: 'made-up-reader' };
const userNames = ['ann', "o'hara", 'käthe', 'ann@example.com', 'a b&c', 'ann+1', '100%25'];
const passwordOf = (user: string): string => `${canary.secret}${String(userNames.indexOf(user))}`;

const entries = [
  { ...reader, attributes: {} },
  ...userNames.map((user, index) => ({
    dn: `cn=user ${String(index)},${people}`,
    password: passwordOf(user),
    attributes: { uid: [user] },
  })),
  { dn: `cn=payments,${teams}`, attributes: { cn: ['payments'], member: [`cn=user 0,${people}`] } },
];

await describeSignIn(
  'LDAP',
  (world) => {
    let directory: Directory;
    beforeAll(async () => {
      directory = await startDirectory(entries);
    });
    afterAll(() => directory.close());

    const settings = (): object => ({
      url: directory.url,
      binddn: reader.dn,
      bindpass: reader.password,
      userdn: people,
      userattr: 'uid',
      groupdn: teams,
      groupattr: 'cn',
    });

    async function configure(mount: string, namespace = '', more: object = {}): Promise<string> {
      const body = { ...settings(), ...more };
      const answer = await world().admin.call('POST', `auth/${mount}/config`, { namespace, body });
      expect(answer.status).toBeLessThan(300);
      return mount;
    }
    const setUp = async (): Promise<string> => configure(await world().enable('ldap'));

    /** Fails if the person is asked for anything more. */
    const signIn = (params: Partial<SignInParams> & { username: string; password: string }) =>
      world()
        .connection()
        .signIn({ method: 'ldap', ...world().place, ...params } as SignInParams, {
          askPasscode: () => Promise.reject(new Error('asked for a second factor')),
          openBrowser: () => Promise.reject(new Error('opened a browser')),
        });
    /** How often one of the people was let in. */
    const peopleIn = (): number => directory.binds().filter(({ dn, ok }) => ok && dn !== reader.dn).length;
    const expectRefused = (result: SignInResult): void => {
      expect(result).toMatchObject({ ok: false, kind: 'denied' });
      expectNoLeak(canary, result);
    };

    test.each(userNames)('signs %s in, under a mount of any name', async (username) => {
      const result = await signIn({ mount: await setUp(), username, password: passwordOf(username) });
      expect(result).toMatchObject({ ok: true, issuedToken: expect.stringMatching(/^\S+$/) as string });
      expectNoLeak(canary, result);
      expect(directory.binds().at(-1)).toMatchObject({ ok: true });
    });

    test("gives the rights of the person's groups in the directory, and no others", async () => {
      const { admin } = world();
      const mount = await setUp();
      const place = await admin.createMount();
      await admin.putSecret(place, 'payments/db', { password: canary.secret });
      const policy = await admin.writePolicy(leastPrivilegePolicy(place, 'payments'));
      await admin.expectOk('POST', `auth/${mount}/groups/payments`, { policies: policy });
      const look = async (username: string): Promise<string> => {
        const connection = world().connection();
        const params = { mount, username, password: passwordOf(username) };
        const signedIn = await connection.signIn({ method: 'ldap', ...world().place, ...params });
        expect(signedIn).toMatchObject({ ok: true });
        const path = { mount: place, path: 'payments/db' };
        return (await connection.store.describe(path, AbortSignal.timeout(10_000))).kind;
      };
      expect(await look('ann')).toBe('exists');
      expect(await look("o'hara")).toBe('denied');
    });

    test('is found at its usual mount where none is named', async () => {
      await world().admin.expectOk('POST', 'sys/auth/ldap', { type: 'ldap' });
      await configure('ldap');
      expect(await signIn({ username: 'ann', password: passwordOf('ann') })).toMatchObject({ ok: true });
    });

    test('works in a namespace, whose people nobody knows outside', async () => {
      const { admin, enable } = world();
      const namespace = admin.uniqueName('team');
      await admin.expectOk('POST', `sys/namespaces/${namespace}`);
      const mount = await configure(await enable('ldap', namespace), namespace);
      const params = { mount, username: 'ann', password: passwordOf('ann') };
      expect(await signIn({ ...params, namespace })).toMatchObject({
        ok: true,
        status: { kind: 'ok', namespace },
      });
      expectRefused(await signIn(params));
    });

    test.each([
      ['a wrong password', 'ann', 'made-up'],
      ['an empty password', 'ann', ''],
      ["another's password", 'ann', passwordOf("o'hara")],
      ['an unknown name', 'nobody', passwordOf('ann')],
      ['a name that is a pattern', '*', passwordOf('ann')],
      ['a name that would end the filter', 'ann)(uid=*', passwordOf('ann')],
    ])('refuses %s after one attempt', async (_what, username, password) => {
      const mount = await setUp();
      await world().vault.clearRequests();
      const before = peopleIn();
      expectRefused(await signIn({ mount, username, password }));
      expect(await world().count(`auth/${mount}/login/${username}`)).toBe(1);
      expect(peopleIn()).toBe(before);
    });

    test.each(['..', 'a/../b', '', 'a\u0000b'])('sends nothing for the user name %j', async (username) => {
      await world().vault.clearRequests();
      const result = await signIn({ username, password: 'made-up' });
      expect(result).toMatchObject({ ok: false, kind: 'bad-path' });
      expect(await world().vault.requests()).toEqual([]);
    });

    describe('nobody is signed in where the directory', () => {
      test.each([
        ['is away', { url: 'ldap://127.0.0.1:1' }],
        ["refuses the server's own name", { bindpass: 'made-up' }],
      ])('%s', async (_what, more) => {
        const mount = await configure(await world().enable('ldap'), '', more);
        const connection = world().connection();
        const params = { mount, username: 'ann', password: passwordOf('ann') };
        const result = await connection.signIn({ method: 'ldap', ...world().place, ...params });
        expect(result).toMatchObject({ ok: false, kind: 'denied' });
        expect(connection.status().kind).toBe('signed-out');
        expectNoLeak(canary, result);
      });
    });
  },
  { release: releaseWithLdap },
);
