/** What can be wrong between a client and a server. */
export type WireFault =
  /** The connection is cut before anything comes back; with `carriedOut`, after the server has done its work. */
  | { readonly kind: 'reset-before-headers'; readonly carriedOut?: boolean }
  | { readonly kind: 'reset-after-headers' }
  /** The real answer, ended half-way though its length was promised. */
  | { readonly kind: 'half-body' }
  /** The real answer, one byte at a time. */
  | { readonly kind: 'slow-drip'; readonly intervalMs: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'hang-after-headers' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 307 | 308; readonly to: string }
  /** Promises `bytes` and sends a few of them. */
  | { readonly kind: 'huge-length'; readonly bytes: number }
  /** A small body that unpacks to `mebibytes` of JSON text. */
  | { readonly kind: 'gzip-bomb'; readonly mebibytes: number }
  /** A body without a length that never ends. */
  | { readonly kind: 'endless-body' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Something happens while the server works, or after it has and before the client knows: then the connection is cut. */
  | {
      readonly kind: 'happening';
      readonly when: 'meanwhile' | 'after';
      readonly act: () => Promise<unknown>;
    };

export interface NamedFault {
  readonly name: string;
  readonly fault: WireFault;
}

const answer = (status: number, body: string, headers?: Readonly<Record<string, string>>): WireFault => ({
  kind: 'answer',
  status,
  body,
  ...(headers !== undefined && { headers }),
});
const json = { 'content-type': 'application/json' };

/** Faults that make an answer useless, for a table-driven test; redirects need an address and are not among them. */
export const wireFaults: readonly NamedFault[] = [
  { name: 'reset before the headers', fault: { kind: 'reset-before-headers' } },
  { name: 'reset before the headers, work done', fault: { kind: 'reset-before-headers', carriedOut: true } },
  { name: 'reset after the headers', fault: { kind: 'reset-after-headers' } },
  { name: 'half a body', fault: { kind: 'half-body' } },
  { name: 'a byte at a time', fault: { kind: 'slow-drip', intervalMs: 100 } },
  { name: 'no answer at all', fault: { kind: 'hang' } },
  { name: 'headers and no body', fault: { kind: 'hang-after-headers' } },
  { name: 'a length of 1 GiB', fault: { kind: 'huge-length', bytes: 1024 ** 3 } },
  { name: 'a gzip bomb of 200 MiB', fault: { kind: 'gzip-bomb', mebibytes: 200 } },
  { name: 'a body without an end', fault: { kind: 'endless-body' } },
  {
    name: '200 with HTML',
    fault: answer(200, '<html><body>Sign in</body></html>', { 'content-type': 'text/html' }),
  },
  { name: '200 with no JSON', fault: answer(200, 'all is well', json) },
  { name: '200 with JSON cut off', fault: answer(200, '{"data":{"keys":["a"', json) },
  { name: '200 with an empty body', fault: answer(200, '', json) },
  { name: '200 with a JSON list', fault: answer(200, '[]', json) },
  { name: '200 without data', fault: answer(200, '{"request_id":"x"}', json) },
  { name: '200 with data of another shape', fault: answer(200, '{"data":"text"}', json) },
];

const errors = (...texts: string[]): string => JSON.stringify({ errors: texts });

/** Answers of a server, or of something before it, that tells what is wrong. */
export const statusFaults: readonly NamedFault[] = [
  { name: '204 where something is expected', fault: { kind: 'answer', status: 204 } },
  { name: '400', fault: answer(400, errors('bad request'), json) },
  { name: '403', fault: answer(403, errors('permission denied'), json) },
  { name: '404', fault: answer(404, errors(), json) },
  { name: '405', fault: answer(405, errors('unsupported operation'), json) },
  { name: '412: behind for ever', fault: answer(412, errors('required index state not present'), json) },
  { name: '413', fault: answer(413, errors('request body too large'), json) },
  { name: '429', fault: answer(429, errors('rate limit'), { ...json, 'retry-after': '0' }) },
  { name: '429 for an hour', fault: answer(429, errors(), { ...json, 'retry-after': '3600' }) },
  { name: '472: DR secondary', fault: answer(472, errors(), json) },
  { name: '473: performance standby', fault: answer(473, errors(), json) },
  { name: '500', fault: answer(500, errors('internal error'), json) },
  { name: '500 with the payload in it', fault: answer(500, errors('1 error occurred: JSON exceeds'), json) },
  { name: '501: not initialised', fault: answer(501, errors('Vault is not initialized'), json) },
  {
    name: '502 of a gateway',
    fault: answer(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }),
  },
  { name: '503: sealed', fault: answer(503, errors('Vault is sealed'), json) },
  { name: '503 of a balancer', fault: answer(503, 'no server is available') },
  { name: '504 of a gateway', fault: answer(504, '') },
  {
    name: '200 with an empty token',
    fault: answer(200, '{"auth":{"client_token":"","lease_duration":0,"renewable":false}}', json),
  },
  {
    name: '200 with another mount',
    fault: answer(200, '{"data":{"path":"other/","type":"kv","options":{"version":"2"}}}', json),
  },
];
