import type { Backend, BackendRequest, Operation } from '../backend.ts';
import type { Reply } from '../reply.ts';
import { badRequest, ok, unsupportedOperation } from '../reply.ts';
import type { ServerClock } from '../serverClock.ts';
import { deleteData, patchData, readData, writeData } from './kv2Data.ts';
import { deleteMetadata, listMetadata, patchMetadata, readMetadata, writeMetadata } from './kv2Metadata.ts';
import { readConfig, writeConfig } from './kv2Settings.ts';
import { Kv2Store } from './kv2Store.ts';
import { readSubkeys } from './kv2Subkeys.ts';
import { deleteVersions, destroyVersions, undeleteVersions } from './kv2Versions.ts';

type Handler = (store: Kv2Store, request: BackendRequest) => Reply;
type Handlers = Partial<Record<Operation, Handler>>;

const both = (handler: Handler): Handlers => ({ create: handler, update: handler });

/** By the first segment of a path. */
const verbs: ReadonlyMap<string, Handlers> = new Map<string, Handlers>([
  ['data', { read: readData, ...both(writeData), patch: patchData, delete: deleteData }],
  ['subkeys', { read: readSubkeys }],
  [
    'metadata',
    {
      read: readMetadata,
      list: listMetadata,
      ...both(writeMetadata),
      patch: patchMetadata,
      delete: deleteMetadata,
    },
  ],
  ['delete', both(deleteVersions)],
  ['undelete', both(undeleteVersions)],
  ['destroy', both(destroyVersions)],
]);
const configHandlers: Handlers = { read: readConfig, ...both(writeConfig) };

/** What the command-line client calls an operation, for the hint in a refusal. */
const clientVerbs: Readonly<Record<Operation, string>> = {
  read: 'get',
  list: 'list',
  create: 'put',
  update: 'put',
  patch: 'patch',
  delete: 'delete',
};

/** KV version 2: `<verb>/<path>` and `config`. */
export class Kv2Backend implements Backend {
  readonly #store: Kv2Store;

  constructor(clock: ServerClock) {
    this.#store = new Kv2Store(clock);
  }

  /** Metadata alone makes a path one that exists; the version verbs are always an update. */
  exists(path: string): boolean {
    const { verb, rest } = splitVerb(path);
    return !['data', 'metadata'].includes(verb) || this.#store.secrets.has(rest);
  }

  handle(request: BackendRequest): Reply {
    if (request.path === 'config') return this.#run(configHandlers, request);
    const { verb, rest } = splitVerb(request.path);
    const handlers = verbs.get(verb);
    if (handlers === undefined) return invalidPath(request.operation);
    return request.path === verb ? rootOperation() : this.#run(handlers, { ...request, path: rest });
  }

  #run(handlers: Handlers, request: BackendRequest): Reply {
    const handler = handlers[request.operation];
    if (handler === undefined) return unsupportedOperation;
    const isWrite = ['create', 'update', 'patch'].includes(request.operation);
    if (isWrite && /(?:^|\/)$/u.test(request.path)) badRequest("cannot write to a path ending in '/'");
    return handler(this.#store, request);
  }
}

function splitVerb(path: string): { readonly verb: string; readonly rest: string } {
  const slash = path.indexOf('/');
  return slash === -1
    ? { verb: path, rest: '' }
    : { verb: path.slice(0, slash), rest: path.slice(slash + 1) };
}

function invalidPath(operation: Operation): Reply {
  const hint = `If using the OpenBao CLI, use 'bao kv ${clientVerbs[operation]}' for this operation.`;
  const advice = 'See the API docs for the appropriate API endpoints to use.';
  const warnings = [`Invalid path for a versioned K/V secrets engine. ${advice} ${hint}`];
  return { ...ok(null, { warnings }), status: 404 };
}

/** `data` or `metadata` without a path. */
function rootOperation(): Reply {
  const warnings = ['Non-listing operations on the root of a K/V v2 mount are not supported.'];
  return { ...ok(null, { warnings }), status: 404 };
}
