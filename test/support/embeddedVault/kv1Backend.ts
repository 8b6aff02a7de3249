import type { Backend, BackendRequest, JsonObject } from './backend.ts';
import { parseDuration } from './duration.ts';
import { folderNames } from './folderNames.ts';
import type { Reply } from './reply.ts';
import { badRequest, noContent, nothingThere, ok, unsupportedOperation } from './reply.ts';

/** 32 days, the server's default lease in seconds. */
const defaultLease = 2_764_800;

/** KV version 1: a path holds one object; no versions, no check-and-set, no key names without values. */
export class Kv1Backend implements Backend {
  readonly #secrets = new Map<string, JsonObject>();

  exists(path: string): boolean {
    return this.#secrets.has(path);
  }

  handle(request: BackendRequest): Reply {
    switch (request.operation) {
      case 'read':
        return this.#read(request.path);
      case 'list':
        return this.#list(request.path);
      case 'create':
      case 'update':
        return this.#write(request);
      case 'delete':
        this.#secrets.delete(request.path);
        return noContent;
      case 'patch':
        return unsupportedOperation;
    }
  }

  #read(path: string): Reply {
    const data = this.#secrets.get(path);
    if (data === undefined) return nothingThere;
    return ok(data, { lease_duration: parseDuration(data['ttl'] ?? data['lease']) ?? defaultLease });
  }

  #list(folder: string): Reply {
    const keys = folderNames(this.#secrets.keys(), folder);
    return keys.length === 0 ? nothingThere : ok({ keys });
  }

  #write({ path, body }: BackendRequest): Reply {
    if (path === '') return badRequest('missing path');
    if (path.endsWith('/')) return badRequest("cannot write to a path ending in '/'");
    if (Object.keys(body).length === 0) return badRequest('missing data fields');
    this.#secrets.set(path, body);
    return noContent;
  }
}
