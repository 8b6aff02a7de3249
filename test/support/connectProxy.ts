import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** A proxy of a test: where it tunnels to, whatever it is asked for, and what it was asked for. */
export interface ConnectProxy {
  readonly url: string;
  /** `CONNECT vault.test:8200`, or the request line of anything else. */
  readonly asked: string[];
  readonly authorizations: (string | undefined)[];
  /** What came through the tunnels, or instead of them. */
  bytes(): Buffer;
  /** From now on it does so; connections that are open are cut. */
  become(manner: ProxyManner): Promise<void>;
  close(): Promise<void>;
}

/** What a proxy does with a CONNECT: leads to a port of this machine, or something bad. */
export type ProxyManner =
  | { readonly kind: 'tunnel'; readonly port: number }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

/** Starts a proxy on loopback. */
export async function startConnectProxy(first: ProxyManner): Promise<ConnectProxy> {
  let manner = first;
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const chunks: Buffer[] = [];
  const open = new Set<Duplex>();
  const note = (request: IncomingMessage): void => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    authorizations.push(request.headers['proxy-authorization']);
  };
  const server = createServer((request, response) => {
    note(request);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    chunks.push(Buffer.from(request.rawHeaders.join('\n')));
    response.end('{}');
  });
  server.on('connection', (socket: Socket) => open.add(socket));
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    note(request);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    behave(manner, socket, open);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    authorizations,
    bytes: () => Buffer.concat(chunks),
    become: async (next) => {
      manner = next;
      for (const socket of open) socket.destroy();
      // So that clients have seen it: what they send next needs a new connection.
      await delay(30);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function behave(manner: ProxyManner, socket: Duplex, open: Set<Duplex>): void {
  switch (manner.kind) {
    case 'tunnel': {
      const upstream = connect(manner.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(upstream);
        upstream.pipe(socket);
      });
      open.add(upstream);
      upstream.on('error', () => socket.destroy());
      upstream.on('close', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
      return;
    }
    case 'answer':
      socket.write(manner.text);
      return;
    case 'hang':
      return;
    case 'reset':
      if (socket instanceof Socket) socket.resetAndDestroy();
      return;
  }
}
