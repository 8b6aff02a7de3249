import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startCaptureHost } from '../../support/captureHost.ts';
import type { CaptureHost } from '../../support/captureHost.ts';
import { httpCall } from '../../support/httpCall.ts';
import { listenLoopback } from '../../support/loopbackHttp.ts';
import type { LoopbackHost } from '../../support/loopbackHttp.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.close();
});

function opening<T extends CaptureHost | LoopbackHost>(host: T): T {
  opened.push(host);
  return host;
}

describe('startCaptureHost', () => {
  it('keeps every byte, head and body', async () => {
    const host = opening(await startCaptureHost());
    const headers = { 'x-vault-token': 'made-up' };
    const answer = await httpCall({
      method: 'PUT',
      origin: host.address,
      path: '/v1/a/../b?c',
      headers,
      body: { d: 1 },
    });
    expect(answer.json).toEqual({});
    expect(host.connections()).toBe(1);
    expect(host.text()).toMatch(
      /^PUT \/v1\/a\/\.\.\/b\?c HTTP\/1\.1\r\n[\s\S]*x-vault-token: made-up[\s\S]*\{"d":1\}$/u,
    );
  });

  it('starts with nothing, and tells a connection without a byte', async () => {
    const host = opening(await startCaptureHost());
    expect([host.bytes().length, host.connections()]).toEqual([0, 0]);
    const { port } = new URL(host.address);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(() => resolve()));
    });
    await expect.poll(() => host.connections()).toBe(1);
    expect(host.bytes().length).toBe(0);
  });

  it('captures a TLS handshake as bytes', async () => {
    const host = opening(await startCaptureHost());
    const origin = host.address.replace('http:', 'https:');
    await expect(httpCall({ method: 'GET', origin, path: '/' })).rejects.toThrow();
    expect(host.bytes()[0]).toBe(0x16);
  });

  it('sends the reply it was given', async () => {
    const reply = 'HTTP/1.1 307 Temporary Redirect\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n';
    const host = opening(await startCaptureHost({ reply }));
    const answer = await httpCall({ method: 'GET', origin: host.address, path: '/' });
    expect([answer.status, answer.headers.location]).toEqual([307, '/x']);
  });
});

describe('listenLoopback', () => {
  it('lets LIST through, which the parser of Node does not know', async () => {
    const host = opening(
      await listenLoopback((message, response) =>
        response.end(`${String(message.method)} ${String(message.url)}`),
      ),
    );
    const call = (method: string): Promise<string> =>
      httpCall({ method, origin: host.address, path: '/LIST /x' }).then(({ text }) => text);
    await expect(call('LIST').catch(String)).resolves.toMatch(/unescaped characters/u);
    const list = await httpCall({ method: 'LIST', origin: host.address, path: '/v1/LIST' });
    expect(list.text).toBe('LOCK /v1/LIST');
    const get = await httpCall({ method: 'GET', origin: host.address, path: '/v1/LIST' });
    expect(get.text).toBe('GET /v1/LIST');
  });

  it('survives a client that connects and goes', async () => {
    const host = opening(await listenLoopback((_message, response) => response.end('here')));
    const { port } = new URL(host.address);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.resetAndDestroy();
        resolve();
      });
    });
    expect((await httpCall({ method: 'GET', origin: host.address, path: '/' })).text).toBe('here');
  });

  it('cuts open connections when it closes', async () => {
    const host = await listenLoopback(() => undefined);
    const waiting = httpCall({ method: 'GET', origin: host.address, path: '/' });
    const refused = expect(waiting).rejects.toThrow(/socket hang up|ECONNRESET/u);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await host.close();
    await refused;
  });
});
