import { parsePolicy } from '../acl/policy.ts';
import type { Policy } from '../acl/policy.ts';
import type { BackendRequest } from '../backend.ts';
import type { Reply } from '../reply.ts';
import { badRequest, noContent, nothingThere, ok, unsupportedOperation } from '../reply.ts';
import type { VaultState } from '../vaultState.ts';

/** LIST sys/policies/acl */
export function handlePolicies(state: VaultState, request: BackendRequest): Reply {
  if (request.operation !== 'list') return unsupportedOperation;
  return ok({ keys: [...state.policies.keys(), 'root'].sort() });
}

/** sys/policies/acl/NAME: write, show and remove a policy. */
export function handlePolicy(state: VaultState, request: BackendRequest, name: string): Reply {
  switch (request.operation) {
    case 'read': {
      const policy = state.policies.get(name);
      return policy === undefined ? nothingThere : ok({ name, policy: policy.text });
    }
    case 'create':
    case 'update':
      state.policies.set(name, parsed(name, request.body['policy']));
      return noContent;
    case 'delete':
      state.policies.delete(name);
      return noContent;
    case 'list':
    case 'patch':
      return unsupportedOperation;
  }
}

function parsed(name: string, text: unknown): Policy {
  if (typeof text !== 'string' || text === '') return badRequest("'policy' parameter not supplied or empty");
  try {
    return parsePolicy(name, text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return badRequest(`failed to parse policy: ${error.message}`);
  }
}
