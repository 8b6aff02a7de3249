import type { BackendRequest } from '../backend.ts';
import type { Reply } from '../reply.ts';
import { badRequest, denied, envelope, Refusal, unsupportedOperation, wrappedFailure } from '../reply.ts';
import type { VaultState } from '../vaultState.ts';

/** POST sys/capabilities-self: what the token may do on each path; the answer holds it twice, as the real one. */
export function capabilitiesSelf(state: VaultState, request: BackendRequest): Reply {
  if (request.operation !== 'update') return unsupportedOperation;
  if (request.token === undefined) return denied;
  const { paths, path } = request.body;
  const wanted = Array.isArray(paths) ? paths.map(String) : typeof path === 'string' ? [path] : [];
  if (wanted.length === 0) return badRequest('paths must be supplied');
  if (wanted.includes('')) throw new Refusal(wrappedFailure(400, 'missing path'));
  const acl = state.aclFor(request.token);
  const of = (one: string): readonly string[] => acl.capabilities(one.replace(/^\//u, ''));
  const byPath = Object.fromEntries(wanted.map((one) => [one, of(one)]));
  const [only = '', second] = wanted;
  const answers = second === undefined ? { ...byPath, capabilities: of(only) } : byPath;
  return { status: 200, body: { ...answers, ...envelope(answers) } };
}
