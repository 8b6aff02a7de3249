import { request as httpRequest } from 'node:http';
import type { ServerOptions } from 'node:https';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A TLS server of a test before a server that speaks plain http. */
export interface TlsFront {
  readonly port: number;
  /** Requests that got through a handshake. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts it with a certificate, and what else is to be said of the handshake. */
export async function startTlsFront(upstream: string, options: ServerOptions): Promise<TlsFront> {
  const { hostname, port } = new URL(upstream);
  const requests: string[] = [];
  const open = new Set<Socket>();
  const server = createServer(options, (message, response) => {
    const { method = '', url: path = '', headers } = message;
    requests.push(`${method} ${path}`);
    message.on('error', () => undefined);
    const forward = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forward.on('error', () => response.destroy());
    message.pipe(forward);
  });
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
