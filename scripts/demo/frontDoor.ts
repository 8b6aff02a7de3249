import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** What stands behind the front door. */
export interface FrontDoorOptions {
  /** Port of the editor's server. */
  readonly port: number;
  /** Answer to the editor's `/mint-key`, which its server does not have. */
  readonly halfKey: Buffer;
  /** Path and query that show `page`; secret, for the page holds the demo's token. */
  readonly welcome: string;
  readonly page: string;
}

/** A running front door on loopback. */
export interface FrontDoor {
  readonly port: number;
  close(): void;
}

/** Starts the loopback server that a person's browser opens: it hands everything else on to the editor's server. */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const server = createServer((incoming, response) => answer(options, incoming, response));
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) =>
    passSocket(options.port, incoming, socket, head),
  );
  return {
    port: await listen(server),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function answer(options: FrontDoorOptions, incoming: IncomingMessage, response: ServerResponse): void {
  if (incoming.url === options.welcome) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(options.page);
  } else if (incoming.method === 'POST' && incoming.url?.startsWith('/mint-key') === true) {
    response.writeHead(200).end(options.halfKey);
  } else passRequest(options.port, incoming, response);
}

function passRequest(port: number, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers } = incoming;
  const passed = request({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  passed.on('error', () => response.destroy());
  incoming.pipe(passed);
}

/** The editor's connection is a WebSocket: its opening is repeated, the rest is bytes. */
function passSocket(port: number, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  const behind = connect(port, '127.0.0.1', () => {
    const lines: string[] = [];
    for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
      lines.push(`${incoming.rawHeaders[at] ?? ''}: ${incoming.rawHeaders[at + 1] ?? ''}`);
    }
    behind.write(`GET ${incoming.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    behind.write(head);
    behind.pipe(socket).pipe(behind);
  });
  behind.on('error', () => socket.destroy());
  socket.on('error', () => behind.destroy());
}
