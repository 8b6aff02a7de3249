import type { Socket } from 'node:net';
import { listenTcp } from './loopbackHttp.ts';

/** A host that nobody should talk to, or that somebody does: it keeps every byte that it is sent. */
export interface CaptureHost {
  readonly address: string;
  /** Connections so far, also those without a byte. */
  connections(): number;
  /** All bytes of all connections, in the order they came. */
  bytes(): Buffer;
  text(): string;
  close(): Promise<void>;
}

export interface CaptureOptions {
  /** What is sent back, as raw HTTP, after the first bytes; `200` with an empty object when not given. */
  readonly reply?: string;
}

const emptyObject =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}';

/** Starts a capture host on a free loopback port. It speaks no TLS: also a handshake is bytes that came. */
export async function startCaptureHost(options: CaptureOptions = {}): Promise<CaptureHost> {
  const chunks: Buffer[] = [];
  let connections = 0;
  const host = await listenTcp((socket) => {
    connections += 1;
    capture(socket, chunks, options.reply ?? emptyObject);
  });
  return {
    address: host.address,
    connections: () => connections,
    bytes: () => Buffer.concat(chunks),
    text: () => Buffer.concat(chunks).toString('latin1'),
    close: () => host.close(),
  };
}

function capture(socket: Socket, chunks: Buffer[], reply: string): void {
  // A client that hangs up has been captured all the same.
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.once('data', () => socket.write(reply));
}
