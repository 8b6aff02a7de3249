import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import type { Server as NetServer, Socket } from 'node:net';

export interface LoopbackHost {
  /** Origin without trailing slash. */
  readonly address: string;
  /** Cuts what is open and ends. */
  close(): Promise<void>;
}

/**
 * The method that a LIST arrives as. Node's parser knows a fixed set of methods and LIST is not one of them, so its
 * first four bytes on a connection are overwritten with another name that the API has no use for.
 */
export const listMethod = 'LOCK';

/**
 * An HTTP server on loopback, on a free port where none is given. It takes one request for each connection, so that
 * LIST can be told.
 */
export async function listenLoopback(listener: RequestListener, port = 0): Promise<LoopbackHost> {
  const http = createHttpServer({ keepAlive: false }, (message, response) => {
    response.shouldKeepAlive = false;
    listener(message, response);
  });
  return listenTcp((socket) => {
    // A connection that the client gives up before its first byte is nothing to report.
    socket.on('error', () => undefined);
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      if (first.subarray(0, 5).toString('latin1') === 'LIST ') first.write(listMethod, 'latin1');
      socket.unshift(first);
      http.emit('connection', socket);
    });
  }, port);
}

/** A TCP server on loopback; closing it cuts the connections that are open. */
export async function listenTcp(onConnection: (socket: Socket) => void, port = 0): Promise<LoopbackHost> {
  const open = new Set<Socket>();
  const server = createNetServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    onConnection(socket);
  });
  const address = `http://127.0.0.1:${await listening(server, port)}`;
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function listening(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
