import type { HttpAnswer } from '../../server/src/vault/transport.ts';
import type { VaultApi } from '../../server/src/vault/vaultApi.ts';

/** A request as it was made, as plain JSON. */
export interface MadeRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

export interface ScriptedApi {
  readonly api: VaultApi;
  readonly requests: MadeRequest[];
}

/** An API that answers with what a test says, given as status and body; one that is not expected fails the test. */
export function scriptedApi(
  answer: (request: MadeRequest, index: number) => readonly [status: number, body?: unknown],
): ScriptedApi {
  const requests: MadeRequest[] = [];
  const make = (method: MadeRequest['method'], path: string, body?: object): Promise<HttpAnswer> => {
    // As it would be sent and come back, so that what JSON has not cannot be seen.
    const sent: unknown = body && JSON.parse(JSON.stringify(body));
    const request = { method, path, ...(body && { body: sent }) };
    const [status, told] = answer(request, requests.push(request) - 1);
    return Promise.resolve({ status, headers: {}, body: told });
  };
  const api: VaultApi = {
    get: (path) => make('GET', path),
    post: (path, body) => make('POST', path, body),
    patch: (path, body) => make('PATCH', path, body),
    delete: (path) => make('DELETE', path),
  };
  return { api, requests };
}
