import type { ClientRequestArgs } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { AgentOptions } from 'node:https';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions as TlsOptions } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import { StoreError } from '../../languageService/storeError.ts';

type Callback = (error: Error | null, stream: Duplex) => void;

/** How the way through a proxy is made. */
export interface Tunnel {
  readonly proxy: URL;
  /** PEM of authorities that an https proxy is verified by; Node's own when undefined. */
  readonly ca: readonly string[] | undefined;
  /** Milliseconds for the tunnel and the handshake in it. */
  readonly timeoutMs: number;
}

/**
 * Connects through a proxy that sees host and port and then nothing but TLS: what the server's certificate is verified by
 * is as without it.
 */
export class TunnelAgent extends HttpsAgent {
  readonly #tunnel: Tunnel;

  constructor(options: AgentOptions, tunnel: Tunnel) {
    super(options);
    this.#tunnel = tunnel;
  }

  override createConnection(options: ClientRequestArgs & TlsOptions, callback?: Callback): undefined {
    const end = endOnce(callback);
    const target = `${hostIn(options.host ?? '')}:${String(options.port ?? 443)}`;
    openTunnel(target, this.#tunnel, end.failed, (socket) => this.#shakeHands(socket, options, end));
  }

  #shakeHands(socket: Socket, options: TlsOptions, { connected, failed }: End): void {
    const secure = connectTls({ ...options, socket, host: undefined, path: undefined } as TlsOptions);
    const timer = setTimeout(() => secure.destroy(inTime()), this.#tunnel.timeoutMs);
    secure.once('error', failed);
    secure.once('close', () => {
      clearTimeout(timer);
      failed(refused());
    });
    secure.once('secureConnect', () => {
      clearTimeout(timer);
      connected(secure);
    });
  }
}

/** How connecting ended: the first word counts, as what comes later is about a request that has its answer. */
interface End {
  readonly connected: (socket: Duplex) => void;
  readonly failed: (error: Error) => void;
}

function endOnce(callback: Callback | undefined): End {
  let left = callback;
  const take = (): Callback | undefined => {
    const taken = left;
    left = undefined;
    return taken;
  };
  return {
    connected: (socket) => take()?.(null, socket),
    // Node's own types forget that there is no socket then.
    failed: (error) => (take() as ((error: Error) => void) | undefined)?.(error),
  };
}

function openTunnel(
  target: string,
  { proxy, ca, timeoutMs }: Tunnel,
  failed: (error: Error) => void,
  opened: (socket: Socket) => void,
): void {
  const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    protocol: proxy.protocol,
    hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: target,
    headers: { Host: target, ...authorization(proxy) },
    agent: false,
    ...(ca ? { ca: [...ca] } : {}),
  });
  const timer = setTimeout(() => request.destroy(inTime()), timeoutMs);
  request.once('connect', (response, socket, head) => {
    clearTimeout(timer);
    // Bytes before the handshake are not the server's.
    if (response.statusCode === 200 && head.length === 0) opened(socket);
    else {
      socket.destroy();
      failed(refused());
    }
  });
  request.once('response', () => request.destroy(refused()));
  request.once('error', (error: Error) => {
    clearTimeout(timer);
    failed(error instanceof StoreError ? error : refused());
  });
  request.end();
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(text).toString('base64')}` };
}

function hostIn(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function inTime(): StoreError {
  return new StoreError('timeout', 'The server could not be reached through the proxy in time.');
}

function refused(): StoreError {
  return new StoreError('unreachable', 'The proxy cannot be reached, or does not connect to the server.');
}
