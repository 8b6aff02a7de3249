import { afterEach, expect, test, vi } from 'vitest';
import type { SignInParams, SignInResult } from '../../../server/src/protocol.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { listenLoopback } from '../../support/loopbackHttp.ts';

interface Seen {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0)) await end();
});

/** A sign-in to the server of the test. */
type There = SignInParams extends infer One ? (One extends unknown ? Omit<One, 'address'> : never) : never;

type Reply = readonly [status: number, body: unknown];

/** A server that answers each path as told, and 403 elsewhere. */
async function serverWith(replies: Readonly<Record<string, Reply>>) {
  const seen: Seen[] = [];
  const host = await listenLoopback((request, response) => {
    const path = (request.url ?? '').replace('/v1/', '');
    seen.push({ path, headers: request.headers });
    const [status, body] = replies[path] ?? [403, { errors: ['permission denied'] }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  ends.push(() => host.close());
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: '/nowhere',
    now: () => Date.now(),
    userAgentVersion: '0.0.0-test',
  });
  const signIn = (params: There): Promise<SignInResult> =>
    connection.signIn({ address: host.address, ...params } as SignInParams);
  return { seen, connection, signIn };
}

const auth = (token: string): object => ({
  auth: { client_token: token, lease_duration: 60, renewable: true, mfa_requirement: null },
});

const canary = createCanary();
const user = { method: 'userpass', username: 'ann', password: canary.secret } as const;

test.each<[string, unknown]>([
  ['an empty token', auth('')],
  ['no auth', { auth: null }],
  ['no body', {}],
  ['a token with a line end', auth('made\nup')],
  ['a number for a token', { auth: { client_token: 1, lease_duration: 1, renewable: true } }],
])('%s is no sign-in, whatever token the environment has', async (_what, body) => {
  vi.stubEnv('VAULT_TOKEN', canary.token);
  const { seen, connection, signIn } = await serverWith({ 'auth/userpass/login/ann': [200, body] });
  const result = await signIn(user);
  expect(result.ok).toBe(false);
  expect(connection.status().kind).toBe('signed-out');
  expect(seen.map(({ path }) => path)).toEqual(['auth/userpass/login/ann']);
  expectNoLeak(canary, result);
  expectNoLeak({ secret: canary.token, token: canary.token }, seen);
});

test.each([400, 403, 404, 429, 500, 502, 503])(
  'a login that is answered %i is not repeated',
  async (status) => {
    const body = { errors: [`echo ${canary.secret}`] };
    const { seen, signIn } = await serverWith({ 'auth/userpass/login/ann': [status, body] });
    const result = await signIn(user);
    expect(result.ok).toBe(false);
    expect(seen).toHaveLength(1);
    expectNoLeak(canary, result);
  },
);

test('a second factor whose name is a sentence is not asked for', async () => {
  const any = [{ type: 'Your password for vault.example.com, please', id: '1', uses_passcode: true }];
  const requirement = { mfa_request_id: '1', mfa_constraints: { e: { any } } };
  const body = {
    auth: { client_token: '', lease_duration: 0, renewable: false, mfa_requirement: requirement },
  };
  const { seen, signIn } = await serverWith({ 'auth/userpass/login/ann': [200, body] });
  expect(await signIn(user)).toMatchObject({ ok: false, kind: 'bad-response' });
  expect(seen).toHaveLength(1);
});

test.each([429, 500, 503])('an unwrapping that is answered %i is not repeated', async (status) => {
  const { seen, signIn } = await serverWith({
    'sys/wrapping/lookup': [200, { data: { creation_path: 'auth/approle/role/app/secret-id' } }],
    'sys/wrapping/unwrap': [status, { errors: [canary.secret] }],
  });
  const secret = { kind: 'wrapped', wrappingToken: canary.token } as const;
  const result = await signIn({ method: 'approle', roleId: 'made-up', secret });
  expect(result.ok).toBe(false);
  expect(seen.map(({ path }) => path)).toEqual(['sys/wrapping/lookup', 'sys/wrapping/unwrap']);
  expectNoLeak(canary, result);
});

test('the wrapping token goes as the header of the unwrapping, and of nothing else', async () => {
  const { seen, signIn } = await serverWith({
    'sys/wrapping/lookup': [200, { data: { creation_path: 'auth/ci/approle/role/app/secret-id' } }],
    'sys/wrapping/unwrap': [200, { data: { secret_id: canary.secret } }],
    'auth/ci/approle/login': [200, auth('issued')],
    'sys/internal/ui/mounts': [200, { data: { secret: {} } }],
  });
  const secret = { kind: 'wrapped', wrappingToken: canary.token } as const;
  const result = await signIn({ method: 'approle', mount: '/ci/approle/', roleId: 'made-up', secret });
  expect(result).toMatchObject({ ok: true, issuedToken: 'issued' });
  const tokens = seen.map(({ path, headers }) => [path, headers['x-vault-token']]);
  expect(tokens.slice(0, 4)).toEqual([
    ['sys/wrapping/lookup', undefined],
    ['sys/wrapping/unwrap', canary.token],
    ['auth/ci/approle/login', undefined],
    ['sys/internal/ui/mounts', 'issued'],
  ]);
  expectNoLeak(canary, result);
});

test.each(['a/b c', "o'hara&<x>", 'dom\\ann', 'ann@example.com', 'käthe', '100%25'])(
  'the user name %j is one segment of the path',
  async (username) => {
    const { seen, signIn } = await serverWith({});
    await signIn({ ...user, username });
    expect(seen.map(({ path }) => decodeURIComponent(path.split('/').at(-1) ?? ''))).toEqual([username]);
    expect(seen[0]?.path.split('/')).toHaveLength(4);
  },
);

test('no credential is sent to a server that ignores namespaces', async () => {
  const { seen, signIn } = await serverWith({ 'sys/internal/ui/mounts': [200, { data: { secret: {} } }] });
  expect(await signIn({ ...user, namespace: 'team' })).toMatchObject({ ok: false, kind: 'namespace' });
  expect(seen.map(({ path }) => path)).toEqual(['sys/internal/ui/mounts']);
  expectNoLeak(canary, seen);
});

test('an issued token is not lost for a list of mounts that cannot be had', async () => {
  const { signIn } = await serverWith({
    'auth/userpass/login/ann': [200, auth('issued')],
    'sys/internal/ui/mounts': [503, {}],
  });
  expect(await signIn(user)).toMatchObject({ ok: true, issuedToken: 'issued' });
});

test('a token that was issued for a sign-in which somebody gave up meanwhile is revoked', async () => {
  const { seen, connection, signIn } = await serverWith({
    'auth/userpass/login/ann': [200, auth('made-up-and-issued')],
    'sys/internal/ui/mounts': [200, { data: { secret: {} } }],
    'auth/token/revoke-self': [204, undefined],
  });
  const going = signIn(user);
  connection.signOut();
  expect(await going).toMatchObject({ ok: false, kind: 'not-signed-in' });
  const revoked = seen.filter(({ path }) => path === 'auth/token/revoke-self');
  expect(revoked.map(({ headers }) => headers['x-vault-token'])).toEqual(['made-up-and-issued']);
  expect(connection.status().kind).toBe('signed-out');
});

test('a token that the person had is not revoked for that', async () => {
  const { seen, connection, signIn } = await serverWith({
    'sys/internal/ui/mounts': [200, { data: { secret: {} } }],
    'auth/token/revoke-self': [204, undefined],
  });
  const going = signIn({ method: 'token', token: 'made-up' });
  connection.signOut();
  expect(await going).toMatchObject({ ok: false, kind: 'not-signed-in' });
  expect(seen.map(({ path }) => path)).not.toContain('auth/token/revoke-self');
});
