import { request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { listenLoopback, listMethod } from './loopbackHttp.ts';
import { FaultTable } from './faultTable.ts';
import type { FaultMatch } from './faultTable.ts';
import { spoil } from './spoiltAnswers.ts';
import type { TestVault } from './testVault.ts';
import type { WireFault } from './wireFaults.ts';

/** A loopback proxy that does to chosen requests what a bad network or a bad server would do. */
export interface FaultProxy {
  readonly address: string;
  /** Puts a fault in force for the requests that fit, all when nothing is said; the returned function ends it. */
  add(fault: WireFault, match?: FaultMatch): () => void;
  /** Requests that came, struck or not, as `GET /v1/...` with the query. */
  requests(): readonly string[];
  /** How often the server behind answered with a status, of what passed unstruck. */
  answered(status: number): number;
  /** Refuses connections until {@link resume}. */
  pause(): Promise<void>;
  /** Listens again on the same port. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** The server behind, whose address is asked for with each request. */
export type Upstream = Pick<TestVault, 'address' | 'caPem'> & {
  /** Sent besides what the client sends. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Starts a proxy in front of a server. Requests without a fault pass unchanged. */
export async function startFaultProxy(upstream: Upstream): Promise<FaultProxy> {
  const table = new FaultTable<WireFault>();
  const requests: string[] = [];
  const statuses: number[] = [];
  const listener: RequestListener = (message, response) => {
    const method = methodOf(message);
    const target = message.url ?? '';
    requests.push(`${method} ${target}`);
    const path = target.replace(/^\/v1\//u, '').replace(/\?.*$/su, '');
    const fault = table.strike({ method, path });
    if (fault === undefined) response.once('finish', () => statuses.push(response.statusCode));
    handle(upstream, message, response, fault);
  };
  let host = await listenLoopback(listener);
  return {
    address: host.address,
    add: (fault, match) => table.add(fault, match),
    requests: () => [...requests],
    answered: (status) => statuses.filter((one) => one === status).length,
    pause: () => host.close(),
    resume: async () => {
      host = await listenLoopback(listener, Number(new URL(host.address).port));
    },
    close: () => host.close(),
  };
}

function methodOf(message: IncomingMessage): string {
  return message.method === listMethod ? 'LIST' : (message.method ?? '');
}

/** A client that hangs up, or a server that does, ends the exchange: neither is an error of the test's process. */
function handle(
  upstream: Upstream,
  message: IncomingMessage,
  response: ServerResponse,
  fault: WireFault | undefined,
): void {
  message.on('error', () => undefined);
  response.on('error', () => undefined);
  const exchange =
    fault === undefined
      ? pass(upstream, message, response)
      : spoil(fault, response, () => fetchAnswer(upstream, message));
  exchange.catch(() => response.destroy());
}

async function pass(upstream: Upstream, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await forward(upstream, message);
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(response);
}

/** The real answer, whole. */
async function fetchAnswer(upstream: Upstream, message: IncomingMessage): Promise<RealAnswer> {
  const answer = await forward(upstream, message);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) };
}

export interface RealAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function forward(upstream: Upstream, message: IncomingMessage): Promise<IncomingMessage> {
  const { hostname, port, protocol } = new URL(upstream.address);
  const send = protocol === 'https:' ? httpsRequest : httpRequest;
  const { caPem: ca } = upstream;
  const headers = {
    ...message.headers,
    ...upstream.headers,
    host: `${hostname}:${port}`,
    connection: 'close',
  };
  const options = {
    hostname,
    port,
    method: methodOf(message),
    path: message.url ?? '/',
    headers,
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = send({ ...options, ...(ca !== undefined && { ca }) }, resolve);
    request.on('error', reject);
    message.pipe(request);
  });
}
