import type { ClientRequest } from 'node:http';
import { TLSSocket } from 'node:tls';
import { StoreError } from '../languageService/storeError.ts';

/** How long connecting may take where nothing else is said, the TLS handshake included. */
export const CONNECT_TIMEOUT_MS = 5_000;

/**
 * True when a kept connection was closed by the server just as it was used again. Asking anew ends: a connection that
 * failed is not kept, and a new one is not a kept one.
 */
export function isStaleSocket(request: ClientRequest, error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
}

/** Waiting for a free socket does not count; connecting and the TLS handshake do. */
export function limitConnect(request: ClientRequest, milliseconds: number): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(() => {
      request.destroy(new StoreError('timeout', 'The server could not be reached in time.'));
    }, milliseconds);
    const stop = (): void => clearTimeout(timer);
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stop);
    request.once('close', stop);
  });
}
