import type { Reply } from './reply.ts';
import type { TokenEntry } from './tokens.ts';

export type JsonObject = Readonly<Record<string, unknown>>;
export type Operation = 'read' | 'list' | 'create' | 'update' | 'patch' | 'delete';

/** A request that is authenticated, allowed and routed to one mount. */
export interface BackendRequest {
  readonly operation: Operation;
  /** Decoded, relative to the mount; that of a LIST ends with `/` unless it is empty. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** Undefined on the few paths that need no token. */
  readonly token: TokenEntry | undefined;
}

/** What is mounted: KV, or a part of the server itself. */
export interface Backend {
  /** Whether a write to `path` needs `update` (it is there) or `create`. */
  exists(path: string): boolean;
  /** @throws Refusal for whatever cannot be served. */
  handle(request: BackendRequest): Reply;
}
