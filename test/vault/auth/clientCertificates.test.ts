import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { TestCertificate } from '../../support/certificates.ts';
import { createAuthority, selfSigned } from '../../support/certificates.ts';
import { freePortPair } from '../../support/freePort.ts';
import { operations } from '../../support/portOperations.ts';
import type { TestVault } from '../../support/testVault.ts';
import { ensureOpenBao, externalVault, startOpenBao, TestAdmin } from '../../support/vaultServers.ts';
import { open } from '../store/matrixRun.ts';

const found = externalVault() === undefined ? await ensureOpenBao() : { unavailable: 'not wanted' };
if ('unavailable' in found) console.log(`Client certificates: skipped, ${found.unavailable}.`);
const canary = createCanary();
const servers = createAuthority('made-up servers');
const people = createAuthority('made-up people');
const day = 86_400_000;
const expired = { notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) };

/** The real server behind a listener that lets nobody in who has no certificate of `people`. */
describe.skipIf('unavailable' in found)('a server that wants a certificate of everybody', () => {
  let folder: string;
  let vault: TestVault;
  let address: string;
  let mount: string;
  const connections: VaultConnection[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vault-refs-mtls-'));
    write('server', servers.issue({ names: ['127.0.0.1'] }));
    writeFileSync(join(folder, 'people.pem'), people.cert);
    const port = await freePortPair();
    address = `https://127.0.0.1:${String(port)}`;
    const lines = [
      `address = "127.0.0.1:${String(port)}"`,
      `cluster_address = "127.0.0.1:${String(port + 1)}"`,
      `tls_cert_file = ${JSON.stringify(join(folder, 'server.crt'))}`,
      `tls_key_file = ${JSON.stringify(join(folder, 'server.key'))}`,
      `tls_client_ca_file = ${JSON.stringify(join(folder, 'people.pem'))}`,
      'tls_require_and_verify_client_cert = true',
    ];
    const config = `listener "tcp" {\n  ${lines.join('\n  ')}\n}`;
    vault = await startOpenBao({ ...('binary' in found ? found : {}), config });
    const admin = new TestAdmin(vault);
    mount = await admin.createMount(admin.uniqueName('kv'), 2);
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
    await admin.expectOk('POST', 'sys/auth/cert', { type: 'cert' });
    const all = 'path "*" { capabilities = ["create", "read", "update", "patch", "delete", "list"] }';
    const role = { certificate: people.cert, token_policies: await admin.writePolicy(all) };
    await admin.expectOk('POST', 'auth/cert/certs/people', role);
  });
  afterAll(async () => {
    for (const connection of connections) connection.signOut();
    await vault.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, { cert, key }: TestCertificate): { certFile: string; keyFile: string } {
    const files = { certFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
    writeFileSync(files.certFile, cert);
    writeFileSync(files.keyFile, key, { mode: 0o600 });
    return files;
  }
  const connection = (): VaultConnection => {
    const params = () => Promise.reject(new Error('not used'));
    const opened = open({ mount, path: 'app/db', canary, params, deadlineMs: 5_000 });
    connections.push(opened);
    return opened;
  };
  const place = (): object & { address: string; caBytes: string } => ({ address, caBytes: servers.cert });

  test('every operation shows it', async () => {
    const files = write('ann', people.issue());
    for (const [name, operation] of Object.entries(operations)) {
      const own = connection();
      expect(await own.signIn({ method: 'cert', ...place(), ...files })).toMatchObject({ ok: true });
      const world = { mount, path: 'app/db', value: canary.secret };
      const outcome = await operation(own, world, AbortSignal.timeout(10_000));
      // The base of these is made up, so the server's state speaks against it.
      const refused = ['writeKeys, key added', 'removeKeys'].includes(name);
      const honest = refused ? ['conflict'] : ['ok', 'exists', 'listed', 'known', 'not-annotated'];
      expect([name, honest.includes(outcome.kind), outcome.kind]).toEqual([name, true, outcome.kind]);
    }
  });

  test.each<[string, () => TestCertificate]>([
    ['of a stranger', () => createAuthority().issue()],
    ['of a stranger with the name of the authority', () => createAuthority('made-up people').issue()],
    ['that nobody vouches for', () => selfSigned()],
    ['that has expired', () => people.issue(expired)],
    ["of the server's own authority", () => servers.issue()],
  ])('a certificate %s is refused in the handshake, and told so', async (_what, issue) => {
    const own = connection();
    const result = await own.signIn({ method: 'cert', ...place(), ...write('other', issue()) });
    expect(result).toMatchObject({ ok: false, kind: 'tls' });
    expect(own.status().kind).toBe('signed-out');
  });

  test('without one a token goes nowhere', async () => {
    await vault.clearRequests();
    const result = await connection().signIn({ method: 'token', ...place(), token: vault.rootToken });
    expect(result).toMatchObject({ ok: false, kind: 'tls' });
    expect(await vault.requests()).toEqual([]);
    expectNoLeak({ ...canary, token: vault.rootToken }, result);
  });
});
