import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CertificateSignIn, SignInParams, SignInResult } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { AuthWorld } from './authWorld.ts';
import { describeSignIn } from './authWorld.ts';

await describeSignIn('sign-in methods', (world) => {
  const signIn = (params: SignInParams): Promise<SignInResult> => world().connection().signIn(params);

  describe('userpass', () => {
    const method = 'userpass' as const;
    const setUp = async (): Promise<{ mount: string; password: string; token: string }> => {
      const mount = await world().enable('userpass');
      const { secret: password, token } = createCanary();
      await world().admin.expectOk('POST', `auth/${mount}/users/ann`, { password });
      return { mount, password, token };
    };

    test('takes the right password, under a mount of any name', async () => {
      const { mount, password, token } = await setUp();
      const result = await signIn({ method, ...world().place, mount, username: 'ann', password });
      expect(result).toMatchObject({ ok: true, issuedToken: expect.stringMatching(/^\S+$/) as string });
      expectNoLeak({ secret: password, token }, result);
    });

    test('refuses a wrong password after one attempt, and repeats neither', async () => {
      const { mount, token } = await setUp();
      const { secret: password } = createCanary();
      await world().vault.clearRequests();
      const result = await signIn({ method, ...world().place, mount, username: 'ann', password });
      expect(result).toMatchObject({ ok: false, kind: 'denied' });
      expect(await world().count(`auth/${mount}/login/ann`)).toBe(1);
      expectNoLeak({ secret: password, token }, result);
    });

    test.each(['..', 'a/../b', '', 'a\u0000b'])('sends nothing for the user name %j', async (name) => {
      await world().vault.clearRequests();
      const result = await signIn({ method, ...world().place, username: name, password: 'made-up' });
      expect(result).toMatchObject({ ok: false, kind: 'bad-path' });
      expect(await world().vault.requests()).toEqual([]);
    });

    test('refuses a mount that is not there, and sends nothing to one that cannot be', async () => {
      const user = { username: 'ann', password: 'made-up' };
      const missing = { method, ...world().place, mount: 'not-there', ...user };
      expect(await signIn(missing)).toMatchObject({ ok: false, kind: 'denied' });
      expect(await signIn({ ...missing, mount: '../sys' })).toMatchObject({ ok: false, kind: 'bad-path' });
    });
  });

  describe('cert', () => {
    test('takes a certificate of the authority, keeps using it, and refuses others', async () => {
      const mount = await world().enable('cert');
      const known = await issueCertificate(world());
      const certificate = known.authority;
      await world().admin.expectOk('POST', `auth/${mount}/certs/people`, { certificate });
      const params = { method: 'cert', ...world().place, mount } as const;
      const connection = world().connection();
      const result = await connection.signIn({ ...params, ...known.files, role: 'people' });
      expect(result).toMatchObject({ ok: true });
      const list = await connection.store.list('secret', '', AbortSignal.timeout(10_000));
      expect(list.kind).toBe('denied');
      const stranger = await issueCertificate(world());
      expect(await signIn({ ...params, ...stranger.files })).toMatchObject({ ok: false, kind: 'denied' });
      const mixed = { certFile: known.files.certFile, keyFile: stranger.files.keyFile };
      expect(await signIn({ ...params, ...mixed })).toMatchObject({ ok: false, kind: 'tls' });
    });

    test.each([
      ['https://127.0.0.1:1', '/nowhere/cert.pem'],
      ['http://127.0.0.1:1', '/nowhere/cert.pem'],
    ])('needs https and files that can be read: %s', async (address, file) => {
      const result = await signIn({ method: 'cert', address, certFile: file, keyFile: file });
      expect(result).toMatchObject({ ok: false, kind: 'tls' });
    });
  });
});

type Files = Pick<CertificateSignIn, 'certFile' | 'keyFile'>;

/** A certificate of an authority of its own, which the server's PKI engine makes. */
async function issueCertificate({ admin, folder }: AuthWorld): Promise<{ authority: string; files: Files }> {
  const mount = admin.uniqueName('pki');
  await admin.expectOk('POST', `sys/mounts/${mount}`, { type: 'pki' });
  const authority = { common_name: `ca of ${mount}`, key_type: 'ec', key_bits: 256 };
  const root = (await admin.expectOk('POST', `${mount}/root/generate/internal`, authority)) as Issued;
  const role = { allow_any_name: true, enforce_hostnames: false, key_type: 'ec', key_bits: 256 };
  await admin.expectOk('POST', `${mount}/roles/people`, role);
  const name = { common_name: 'ann.example.com', ttl: '1h' };
  const { data } = (await admin.expectOk('POST', `${mount}/issue/people`, name)) as Issued;
  const files = { certFile: join(folder, `${mount}.crt`), keyFile: join(folder, `${mount}.key`) };
  writeFileSync(files.certFile, data.certificate);
  writeFileSync(files.keyFile, data.private_key, { mode: 0o600 });
  return { authority: root.data.certificate, files };
}

interface Issued {
  readonly data: { readonly certificate: string; readonly private_key: string };
}
