import { createServer } from 'node:net';
import type { Server } from 'node:net';

function listening(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : port });
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/**
 * A loopback port that is free together with the next one, which OpenBao takes for its cluster listener.
 * Another process may still take it before it is used: the caller tries again then.
 */
export async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await listening(0);
    const second = await listening(first.port + 1).catch(() => undefined);
    await closed(first.server);
    if (second === undefined) continue;
    await closed(second.server);
    return first.port;
  }
}
