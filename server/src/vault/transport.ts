import { request as httpRequest } from 'node:http';
import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { StoreError } from '../languageService/storeError.ts';
import { abortable } from '../abortable.ts';
import { createAgent } from './agents.ts';
import { parseJson, readBody } from './answerBody.ts';
import type { Repeat } from './pace/repeating.ts';
import type { Proxy } from './proxy/chooseProxy.ts';
import { Redirects } from './redirects.ts';
import { CONNECT_TIMEOUT_MS, isStaleSocket, limitConnect } from './sockets.ts';
import { transportFailure } from './vaultError.ts';

export interface TransportOptions {
  /** Exact `URL.origin`; nothing is ever sent anywhere else, but where `redirects` allow it. */
  readonly origin: string;
  /** None but within the origin when not given. */
  readonly redirects?: Redirects;
  /** PEM of authorities to trust besides those of Node and the system. */
  readonly ca?: readonly string[];
  /** Name that the certificate must have, in place of the host's. */
  readonly serverName?: string;
  readonly skipTlsVerify?: boolean;
  /** For https alone, and not for this machine. */
  readonly proxy?: Proxy | undefined;
  readonly clientCertificate?: ClientCertificate;
  readonly userAgent: string;
  readonly connectTimeoutMs?: number;
  /** From the call to the last byte of the answer, a redirect included. */
  readonly totalTimeoutMs?: number;
  readonly maxResponseBytes?: number;
}

/** PEM of a certificate and of its key. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  readonly passphrase?: string;
}

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly repeat: Repeat;
  readonly signal: AbortSignal;
}

/** `body` is parsed JSON, or undefined for an empty answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Sends calls to one origin. */
export interface HttpSender {
  /** @throws StoreError, or the signal's reason when the caller's signal aborts. */
  send(call: HttpCall): Promise<HttpAnswer>;
  close(): void;
}

/**
 * HTTP with nothing taken from the environment: one origin, one redirect within it or to an allowed one, deadlines, a size cap, strict
 * JSON. Every failure is a StoreError without cause, so that neither headers nor bodies can travel in an error.
 */
export class Transport implements HttpSender {
  readonly #options: TransportOptions;
  readonly #redirects: Redirects;
  /** By origin. */
  readonly #agents = new Map<string, Agent>();

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#redirects = options.redirects ?? new Redirects(options.origin);
    // Files that cannot be used are told before anything is sent.
    this.#agent(options.origin);
  }

  /** Sends one request. @throws StoreError, or the signal's reason when the caller's signal aborts. */
  async send(call: HttpCall): Promise<HttpAnswer> {
    call.signal.throwIfAborted();
    const deadline = AbortSignal.timeout(this.#options.totalTimeoutMs ?? 15_000);
    const signal = AbortSignal.any([call.signal, deadline]);
    try {
      // A request that waits for a socket does not tell of its abort until it gets one.
      return await abortable(this.#follow({ ...call, signal }), signal);
    } catch (error) {
      call.signal.throwIfAborted();
      if (deadline.aborted) throw new StoreError('timeout', 'The server did not answer in time.');
      throw error instanceof StoreError ? error : transportFailure(error);
    }
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  #agent(origin: string): Agent {
    const agent = this.#agents.get(origin) ?? createAgent(origin, this.#options);
    this.#agents.set(origin, agent);
    return agent;
  }

  async #follow(call: HttpCall): Promise<HttpAnswer> {
    const first = new URL(call.url);
    if (first.origin !== this.#options.origin) this.#redirects.refuse();
    const answer = await this.#exchange(call, first);
    if (![301, 302, 307, 308].includes(answer.status)) return this.#answered(answer);
    const second = await this.#exchange(call, this.#redirects.follow(call.url, answer.headers.location));
    if (second.status >= 300 && second.status < 400) this.#redirects.refuse();
    return this.#answered(second);
  }

  #answered(answer: HttpAnswer): HttpAnswer {
    this.#redirects.answered();
    return answer;
  }

  /** The caller has made sure that the call may go there. */
  async #exchange(call: HttpCall, url: URL): Promise<HttpAnswer> {
    const response = await this.#open(call, url);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      return { status, headers: response.headers, body: undefined };
    }
    const text = await readBody(response, this.#options.maxResponseBytes ?? 1024 * 1024);
    return { status, headers: response.headers, body: parseJson(text, status) };
  }

  #open(call: HttpCall, url: URL): Promise<IncomingMessage> {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const headers = {
      ...call.headers,
      Accept: 'application/json',
      'Accept-Encoding': 'identity',
      'User-Agent': this.#options.userAgent,
      'X-Vault-Request': 'true',
      ...(call.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(call.body)) }),
    };
    return new Promise((resolve, reject) => {
      const request = send(url, {
        method: call.method,
        headers,
        agent: this.#agent(url.origin),
        signal: call.signal,
      });
      limitConnect(request, this.#options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS);
      let isAnswered = false;
      request.once('response', (response) => {
        isAnswered = true;
        resolve(response);
      });
      request.once('error', (error) => {
        if (!isAnswered && call.repeat === 'safe' && isStaleSocket(request, error)) {
          resolve(this.#open(call, url));
        } else reject(error);
      });
      request.end(call.body);
    });
  }
}
