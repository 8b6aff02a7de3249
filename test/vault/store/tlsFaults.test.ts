import dns from 'node:dns';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createCanary } from '../../support/canary.ts';
import { createAuthority, selfSigned } from '../../support/certificates.ts';
import type { ConnectProxy, ProxyManner } from '../../support/connectProxy.ts';
import { startConnectProxy } from '../../support/connectProxy.ts';
import type { FrontManner, TlsFront } from '../../support/tlsFront.ts';
import { startTlsFront } from '../../support/tlsFront.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import type { MatrixWorld, Strike } from './matrixRun.ts';
import { FaultMatrix, open } from './matrixRun.ts';

const canary = createCanary();
const authority = createAuthority();
const names = ['127.0.0.1', 'vault.test'];
const hour = 3_600_000;
const ago = (hours: number): Date => new Date(Date.now() - hours * hour);
const good: FrontManner = { kind: 'tls', options: authority.issue({ names }) };
const behind = { kind: 'answer', text: 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n' } as const;

let vault: Awaited<ReturnType<typeof startEmbedded>>;
let admin: TestAdmin;
let front: TlsFront;
let proxy: ConnectProxy;
let mount: string;
const matrix = new FaultMatrix();

beforeAll(async () => {
  vault = await startEmbedded();
  admin = new TestAdmin(vault);
  front = await startTlsFront(vault.address, good);
  proxy = await startConnectProxy({ kind: 'tunnel', port: front.port });
  mount = await admin.createMount(admin.uniqueName('kv'), 2);
  await admin.putSecret(mount, 'app/db', { password: canary.secret });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  console.log(matrix.toString());
  await proxy.close();
  await front.close();
  await vault.stop();
});

function worldAt(host: string, environment: MatrixWorld['environment'] = {}): MatrixWorld {
  return {
    params: async () => ({
      method: 'token',
      address: `https://${host}:${String(front.port)}`,
      token: await admin.createToken({ policies: ['root'] }),
      caBytes: authority.cert,
    }),
    mount,
    path: 'app/db',
    canary: { ...canary, token: vault.rootToken },
    environment,
    deadlineMs: 4_000,
  };
}

/** What is told of every operation when the server cannot be talked to; those without a kind of their own say so. */
const silent = { annotate: 'not-annotated', identity: 'unknown', revoke: 'not-revoked' };
const checks = ['describe', 'list', 'listMounts'];

/** Every operation says the same of it, and what is checked says that it is not. */
async function expectAll(name: string, world: MatrixWorld, strike: Strike, kinds: string[]): Promise<void> {
  const { signIn, by } = await matrix.run(name, world, strike);
  expect(kinds).toContain(signIn.kind);
  for (const [operation, { kind }] of Object.entries(by)) {
    if (operation in silent) expect([operation, kind]).toEqual([operation, silent[operation as 'annotate']]);
    else if (checks.includes(operation)) expect([operation, kind]).toEqual([operation, 'unreachable']);
    else expect(kinds, operation).toContain(kind);
  }
}

const becomeFront =
  (manner: FrontManner): Strike =>
  async () => {
    await front.become(manner);
    const before = front.received();
    return async () => {
      // Nothing of a request comes to where the handshake failed.
      expect(front.received()).toBe(before);
      await front.become(good);
    };
  };
const withCertificate = (options: object): FrontManner => ({ kind: 'tls', options });

const old = withCertificate({
  ...authority.issue({ names }),
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
});

test.each<[string, FrontManner, string[]]>([
  ['a certificate of another name', withCertificate(authority.issue({ names: ['other.test'] })), ['tls']],
  ['a certificate without a name', withCertificate(authority.issue()), ['tls']],
  [
    'an expired certificate',
    withCertificate(authority.issue({ names, notBefore: ago(48), notAfter: ago(1) })),
    ['tls'],
  ],
  [
    'a certificate of tomorrow (the clock is behind)',
    withCertificate(authority.issue({ names, notBefore: ago(-24), notAfter: ago(-48) })),
    ['tls'],
  ],
  ['a self-signed certificate', withCertificate(selfSigned({ names })), ['tls']],
  ['another authority of the same name', withCertificate(createAuthority().issue({ names })), ['tls']],
  ['TLS 1.1 at most', old, ['tls']],
  ['plain http where TLS is due', { kind: 'text', text: 'HTTP/1.1 200 OK\r\n\r\n{}' }, ['tls']],
  ['a handshake that hangs', { kind: 'hang' }, ['timeout']],
  ['a handshake that is cut', { kind: 'reset' }, ['unreachable']],
])('%s', (name, manner, kinds) => expectAll(name, worldAt('127.0.0.1'), becomeFront(manner), kinds), 60_000);

test('TLS 1.1 is refused by us: the server would speak it', async () => {
  await front.become(old);
  const options = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', ca: authority.cert } as const;
  const protocol = await new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: front.port, ...options }, () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.on('error', reject);
  });
  await front.become(good);
  expect(protocol).toBe('TLSv1.1');
});

test('a name that the real resolver does not know', async () => {
  const [connection, params] = [open(worldAt('vault.test')), await worldAt('vault-refs.invalid').params()];
  const result = await connection.signIn(params);
  // A machine without a network may wait for its resolver in vain.
  expect(['unreachable', 'timeout']).toContain(result.ok ? 'ok' : result.kind);
});

/** The resolver of the machine says so of the server, once it has been talked to. */
const resolve =
  (answer: 'ENOTFOUND' | 'EAI_AGAIN' | 'nothing'): Strike =>
  async () => {
    await front.become(good);
    vi.mocked(dns.lookup).mockImplementation(((_name: string, _options: object, done: LookupEnd) => {
      if (answer !== 'nothing')
        process.nextTick(() => done(Object.assign(new Error('made-up'), { code: answer }), []));
    }) as typeof dns.lookup);
    return () => Promise.resolve();
  };
type LookupEnd = (error: Error | null, addresses: readonly { address: string; family: number }[]) => void;

test.each([
  ['DNS: no such name', 'ENOTFOUND', ['unreachable']],
  ['DNS: no server for names', 'EAI_AGAIN', ['unreachable']],
  ['DNS: no answer', 'nothing', ['timeout']],
] as const)(
  '%s',
  async (name, answer, kinds) => {
    // No real resolver can be told to know a name first and then not.
    vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: object, done: LookupEnd) =>
      process.nextTick(() => done(null, [{ address: '127.0.0.1', family: 4 }]))) as typeof dns.lookup);
    await expectAll(name, worldAt('vault.test'), resolve(answer), [...kinds]);
  },
  60_000,
);

const becomeProxy =
  (manner: ProxyManner | 'gone'): Strike =>
  async () => {
    await (manner === 'gone' ? proxy.close() : proxy.become(manner));
    const before = front.received();
    return () => {
      expect(front.received()).toBe(before);
      return Promise.resolve();
    };
  };

test.each<[string, ProxyManner | 'gone', string[]]>([
  ['a proxy that has no way to the server', behind, ['unreachable']],
  [
    'a proxy that wants a password',
    { kind: 'answer', text: 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n' },
    ['unreachable'],
  ],
  ['a proxy that answers no http', { kind: 'answer', text: 'SSH-2.0-made-up\r\n' }, ['unreachable']],
  ['a proxy that cuts', { kind: 'reset' }, ['unreachable']],
  ['a proxy that hangs', { kind: 'hang' }, ['timeout']],
  ['a proxy that is gone', 'gone', ['unreachable']],
])(
  '%s',
  async (name, manner, kinds) => {
    await proxy.become({ kind: 'tunnel', port: front.port });
    await expectAll(name, worldAt('vault.test', { HTTPS_PROXY: proxy.url }), becomeProxy(manner), kinds);
  },
  60_000,
);
