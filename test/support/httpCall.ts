import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came back, undigested. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body; undefined when it is empty or not JSON. */
  readonly json: unknown;
}

export interface HttpCall {
  readonly method: string;
  /** Absolute address; its path and query are sent exactly as they are spelled here. */
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly caPem?: string;
  /** Milliseconds without any byte from the server. */
  readonly timeoutMs?: number;
}

/**
 * One HTTP request on a connection of its own. Not `fetch`, which would resolve `..` in a path and has no way to be
 * given a certificate authority.
 * @throws the socket's error, or Error on timeout.
 */
export function httpCall(call: HttpCall): Promise<HttpAnswer> {
  const body = call.body === undefined ? '' : bodyText(call.body);
  const send = call.origin.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(requestOptions(call, body), (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.setTimeout(call.timeoutMs ?? 15_000, () =>
      request.destroy(new Error(`${call.method} timed out`)),
    );
    request.on('error', reject);
    request.end(body);
  });
}

function requestOptions(call: HttpCall, body: string): RequestOptions & { ca?: string } {
  const { hostname, port } = new URL(call.origin);
  const headers = {
    ...(body !== '' && { 'content-length': String(Buffer.byteLength(body)) }),
    ...call.headers,
  };
  const { method, path, caPem } = call;
  return { hostname, port, method, path, headers, agent: false, ...(caPem !== undefined && { ca: caPem }) };
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
