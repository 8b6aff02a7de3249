import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { TransportOptions } from '../../../server/src/vault/transport.ts';
import { Transport } from '../../../server/src/vault/transport.ts';
import { createVaultApi, successful } from '../../../server/src/vault/vaultApi.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { startCaptureHost } from '../../support/captureHost.ts';

const canary = createCanary();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0)) await end();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function apiFor(origin: string, options: Partial<TransportOptions> = {}) {
  const transport = new Transport({ origin, userAgent: 'vault-refs/test', ...options });
  ends.push(() => transport.close());
  return createVaultApi({ origin, token: canary.token, namespace: '', transport });
}

async function apiBefore(listener: RequestListener, options: Partial<TransportOptions> = {}) {
  return apiFor(`http://127.0.0.1:${String(await listening(createServer(listener)))}`, options);
}

const signal = (): AbortSignal => AbortSignal.timeout(10_000);
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no failure',
    (error: unknown) => error,
  );

test('a TLS handshake that hangs counts as connecting', async () => {
  const port = await listening(createTcpServer());
  const options = { connectTimeoutMs: 100, totalTimeoutMs: 5_000 };
  const started = performance.now();
  const error = await failure(apiFor(`https://127.0.0.1:${String(port)}`, options).get('x', signal()));
  expect(error).toMatchObject({ kind: 'timeout' });
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a kept connection that the server has closed is not an outage', async () => {
  const perSocket = new WeakMap<Socket, number>();
  const api = await apiBefore((request, response) => {
    const count = (perSocket.get(request.socket) ?? 0) + 1;
    perSocket.set(request.socket, count);
    if (count > 1) request.socket.resetAndDestroy();
    else response.setHeader('content-type', 'application/json').end('{}');
  });
  for (let turn = 0; turn < 3; turn++) expect((await api.get('x', signal())).status).toBe(200);
});

test('a write on such a connection is sent once', async () => {
  let writes = 0;
  const api = await apiBefore((request, response) => {
    if (request.method !== 'POST') {
      response.end('{}');
      return;
    }
    writes++;
    request.socket.resetAndDestroy();
  });
  await api.get('x', signal());
  const error = await failure(api.post('x', { value: canary.secret }, signal()));
  expect(error).toMatchObject({ kind: 'unreachable' });
  expect(writes).toBe(1);
});

test.each([
  ['http', 'to another port'],
  ['https', 'and another scheme'],
])('a redirect to %s, %s, is refused with everything that a write holds', async (scheme) => {
  const foreign = await startCaptureHost();
  ends.push(() => foreign.close());
  const target = foreign.address.replace('http:', `${scheme}:`);
  const api = await apiBefore((_request, response) => {
    response.writeHead(307, { location: `${target}/v1/secret/data/x` }).end();
  });
  const error = await failure(api.post('secret/data/x', { value: canary.secret }, signal()));
  expect(error).toMatchObject({ kind: 'redirect-refused' });
  expectNoLeak(canary, error);
  expect(foreign.connections()).toBe(0);
});

test('an error holds nothing of what was sent or answered', async () => {
  const api = await apiBefore((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.writeHead(400).end(JSON.stringify({ errors: [body] })));
  });
  const answer = await api.post(`secret/data/${canary.secret}`, { value: canary.secret }, signal());
  const error = await failure(Promise.resolve().then(() => successful(answer)));
  expect(error).toMatchObject({ kind: 'bad-response', status: 400 });
  expect((error as Error).cause).toBeUndefined();
  expectNoLeak(canary, error);
});

test.each([
  ['30', 30_000],
  ['0', undefined],
  ['soon', undefined],
])('Retry-After %s is told as %s ms', async (header, expected) => {
  const api = await apiBefore((_request, response) => {
    response.writeHead(429, { 'retry-after': header }).end('{"errors":[]}');
  });
  const answer = await api.get('x', signal());
  const error = await failure(Promise.resolve().then(() => successful(answer)));
  expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs: expected });
});

test.each(['before the connection', 'before the headers', 'in the body', 'in the queue'])(
  'an abort %s is honoured at once',
  async (stage) => {
    const controller = new AbortController();
    const abort = (): NodeJS.Timeout => setTimeout(() => controller.abort(new Error('enough')), 20);
    const api = await apiBefore((_request, response) => {
      if (stage === 'in the body') response.writeHead(200).write('{');
    });
    if (stage === 'in the queue') {
      for (let turn = 0; turn < 20; turn++) void failure(api.get('x', signal()));
    }
    if (stage === 'before the connection') controller.abort(new Error('enough'));
    else abort();
    const started = performance.now();
    await expect(api.get('x', controller.signal)).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(150);
  },
);

test('calls that wait behind a server that hangs end at their deadline too', async () => {
  const api = await apiBefore(() => undefined, { totalTimeoutMs: 200 });
  const started = performance.now();
  const errors = await Promise.all(Array.from({ length: 100 }, () => failure(api.get('x', signal()))));
  expect(new Set(errors.map((error) => (error as { kind?: string }).kind))).toEqual(new Set(['timeout']));
  expect(performance.now() - started).toBeLessThan(1_000);
});
