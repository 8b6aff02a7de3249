import type { AuditedRequest } from '../../test/support/testVault.ts';

/** What a request is for. */
export const requestKinds = [
  'sign-in',
  'mounts',
  'rights',
  'read',
  'history',
  'write',
  'patch',
  'attribution',
  'other',
] as const;

export type RequestKind = (typeof requestKinds)[number];

/** How many requests there were of each kind. `mounts`: those from which the facts of a mount are learnt. */
export function countKinds(requests: readonly AuditedRequest[]): ReadonlyMap<RequestKind, number> {
  const counts = new Map<RequestKind, number>(requestKinds.map((kind) => [kind, 0]));
  for (const request of requests) {
    const kind = kindOf(request);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function kindOf({ method, path }: AuditedRequest): RequestKind {
  if (path.startsWith('auth/token/') || path === 'sys/internal/ui/mounts') return 'sign-in';
  if (path === 'sys/capabilities-self') return 'rights';
  if (path.startsWith('sys/internal/ui/mounts/') || /^[^/]+\/config$/.test(path)) return 'mounts';
  const verb = path.split('/')[1] ?? '';
  return kinds[`${method} ${verb}`] ?? 'other';
}

const kinds: Readonly<Record<string, RequestKind>> = {
  'GET data': 'read',
  'POST data': 'write',
  'PATCH data': 'patch',
  'GET metadata': 'history',
  'PATCH metadata': 'attribution',
};
