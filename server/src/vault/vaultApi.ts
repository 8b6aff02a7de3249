import nodeVault from 'node-vault';
import { StoreError } from '../languageService/storeError.ts';
import type { Repeat } from './pace/repeating.ts';
import type { HttpAnswer, HttpSender } from './transport.ts';
import { statusFailure } from './vaultError.ts';

/** Requests with node-vault as the builder; answers of every status come back as they are. */
export interface VaultApi {
  /** `repeat`: when it may be sent again; whenever that may help, if not given. */
  get(path: string, signal: AbortSignal, repeat?: Repeat): Promise<HttpAnswer>;
  /** `repeat`: when it may be sent again; only when the server has done nothing, if not given. */
  post(path: string, body: object, signal: AbortSignal, repeat?: Repeat): Promise<HttpAnswer>;
  /** JSON merge patch. */
  patch(path: string, body: object, signal: AbortSignal): Promise<HttpAnswer>;
  delete(path: string, signal: AbortSignal): Promise<HttpAnswer>;
}

interface BuiltRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Record<string, string>;
  readonly json?: unknown;
  readonly signal: AbortSignal;
  readonly repeat: Repeat;
}

/** The part of node-vault that is used; its own types are `any`. */
interface RequestBuilder {
  token: string;
  namespace: string;
  pathPrefix: string;
  read(path: string, options: object): Promise<HttpAnswer>;
  write(path: string, body: object, options: object): Promise<HttpAnswer>;
  update(path: string, body: object, options: object): Promise<HttpAnswer>;
  delete(path: string, options: object): Promise<HttpAnswer>;
}

export interface ApiOptions {
  readonly origin: string;
  readonly token: string;
  readonly namespace: string;
  readonly transport: HttpSender;
}

/**
 * An API bound to one origin, token and namespace.
 * @throws StoreError `not-signed-in` for an empty token: node-vault would take the environment's instead.
 */
export function createVaultApi({ origin, token, namespace, transport }: ApiOptions): VaultApi {
  if (token === '') throw new StoreError('not-signed-in', 'There is no token.');
  return build({ origin, token, namespace, transport });
}

/** An API that sends no token, for what comes before there is one. */
export function createAnonymousApi(options: Omit<ApiOptions, 'token'>): VaultApi {
  return build({ ...options, token: '' });
}

function build({ origin, token, namespace, transport }: ApiOptions): VaultApi {
  const create = nodeVault as unknown as (config: object) => RequestBuilder;
  const client = create({
    endpoint: origin,
    token,
    // No commands: they template paths. No debug: it prints payloads.
    commands: {},
    debug: () => undefined,
    'request-promise': { defaults: () => (request: BuiltRequest) => deliver(request, transport) },
  });
  // node-vault falls back to the environment for an empty option, so all are set on the client itself.
  client.token = token;
  client.namespace = namespace;
  client.pathPrefix = '';
  return {
    get: (path, signal, repeat = 'safe') => client.read(path, { signal, repeat }),
    post: (path, body, signal, repeat = 'not-done') => client.write(path, body, { signal, repeat }),
    patch: (path, body, signal) => client.update(path, body, { signal, repeat: 'not-done' }),
    delete: (path, signal) => client.delete(path, { signal, repeat: 'not-done' }),
  };
}

/** node-vault turns every status but 200 and 204 into an error with the body in it: it gets to see 200 only. */
async function deliver(request: BuiltRequest, transport: HttpSender): Promise<object> {
  const { method, uri, headers, json, signal, repeat } = request;
  const body = json === undefined ? undefined : JSON.stringify(json);
  const contentType = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const answer = await transport.send({
    method,
    url: uri,
    headers: { ...contentType, ...headers },
    body,
    signal,
    repeat,
  });
  return { statusCode: 200, body: answer, request: { path: '' } };
}

/** The answer, if it is a success. @throws StoreError for any other status. */
export function successful(answer: HttpAnswer): HttpAnswer {
  if (answer.status === 200 || answer.status === 204) return answer;
  throw statusFailure(answer);
}
