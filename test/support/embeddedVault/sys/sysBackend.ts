import type { Backend, BackendRequest } from '../backend.ts';
import type { Reply } from '../reply.ts';
import { unsupportedPath } from '../reply.ts';
import type { VaultState } from '../vaultState.ts';
import { capabilitiesSelf } from './capabilities.ts';
import { handleMount, handleMounts } from './sysMounts.ts';
import { handlePolicies, handlePolicy } from './sysPolicies.ts';
import { uiMount, uiMounts } from './uiMounts.ts';

/** Answers for one path below `sys/`; `name` is what follows the prefix. */
export type SysHandler = (state: VaultState, request: BackendRequest, name: string) => Reply;

const exact: ReadonlyMap<string, SysHandler> = new Map([
  ['capabilities-self', capabilitiesSelf],
  ['internal/ui/mounts', uiMounts],
  ['mounts', handleMounts],
  ['policies/acl', handlePolicies],
  ['policies/acl/', handlePolicies],
]);
const prefixes: readonly (readonly [string, SysHandler])[] = [
  ['internal/ui/mounts/', uiMount],
  ['mounts/', handleMount],
  ['policies/acl/', handlePolicy],
];

/** `sys/`: the server itself, but for what it answers without a token. */
export class SysBackend implements Backend {
  readonly #state: VaultState;

  constructor(state: VaultState) {
    this.#state = state;
  }

  exists(): boolean {
    return true;
  }

  handle(request: BackendRequest): Reply {
    const handler = exact.get(request.path);
    if (handler !== undefined) return handler(this.#state, request, '');
    const found = prefixes.find(([prefix]) => request.path.startsWith(prefix));
    if (found === undefined) return unsupportedPath;
    const [prefix, handlePrefix] = found;
    return handlePrefix(this.#state, request, request.path.slice(prefix.length).replace(/\/$/u, ''));
  }
}
