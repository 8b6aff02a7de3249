import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { createServer } from 'node:tls';
import { listenTcp } from './loopbackHttp.ts';

/** What is at the address of a server. */
export type FrontManner =
  /** TLS as these options have it; what is inside goes to the server. */
  | { readonly kind: 'tls'; readonly options: TlsOptions }
  /** This text in place of a handshake. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

/** TLS in front of a plain server of a test, which can go wrong at any moment. */
export interface TlsFront {
  readonly port: number;
  /** From now on it is so; connections that are open are cut. */
  become(manner: FrontManner): Promise<void>;
  /** Bytes that came out of TLS so far, to whatever end. */
  received(): number;
  close(): Promise<void>;
}

/** Starts a front on loopback before the server at `address`. */
export async function startTlsFront(address: string, first: FrontManner): Promise<TlsFront> {
  const upstreamPort = Number(new URL(address).port);
  const open = new Set<Socket>();
  let manner = first;
  let received = 0;
  const host = await listenTcp((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    behave(manner, socket, upstreamPort, (bytes) => (received += bytes));
  });
  return {
    port: Number(new URL(host.address).port),
    become: async (next) => {
      manner = next;
      for (const socket of open) socket.destroy();
      // So that clients have seen it: what they send next needs a new connection.
      await delay(30);
    },
    received: () => received,
    close: () => host.close(),
  };
}

function behave(
  manner: FrontManner,
  socket: Socket,
  upstreamPort: number,
  onBytes: (bytes: number) => void,
): void {
  switch (manner.kind) {
    case 'tls':
      terminate(manner.options, socket, upstreamPort, onBytes);
      return;
    case 'text':
      socket.once('data', () => socket.end(manner.text));
      return;
    case 'hang':
      socket.resume();
      return;
    case 'reset':
      socket.once('data', () => socket.resetAndDestroy());
      return;
  }
}

function terminate(
  options: TlsOptions,
  socket: Socket,
  upstreamPort: number,
  onBytes: (bytes: number) => void,
): void {
  const server = createServer(options, (secure) => {
    const upstream = connect(upstreamPort, '127.0.0.1');
    upstream.on('error', () => secure.destroy());
    secure.on('error', () => upstream.destroy());
    secure.on('close', () => upstream.destroy());
    secure.on('data', (chunk: Buffer) => onBytes(chunk.length));
    secure.pipe(upstream).pipe(secure);
  });
  server.on('tlsClientError', () => socket.destroy());
  server.emit('connection', socket);
}
