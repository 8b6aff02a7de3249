/**
 * The smallest policy under which everything works: check, complete, move and undo below `prefix` of a KV v2 mount,
 * and see the mount's time to live. An empty prefix means the whole mount.
 */
export function leastPrivilegePolicy(mount: string, prefix = ''): string {
  const below = (verb: string): string => `${mount}/${verb}/${prefix === '' ? '' : `${prefix}/`}*`;
  const rules: readonly (readonly [string, readonly string[]])[] = [
    [below('subkeys'), ['read']],
    [below('metadata'), ['read', 'list']],
    // `create` alone is refused on a path that exists, is soft-deleted or has metadata only, and on read-back.
    [below('data'), ['create', 'read', 'update', 'patch']],
    [below('delete'), ['update']],
    [`${mount}/config`, ['read']],
  ];
  return rules.map(([path, capabilities]) => policyRule(path, capabilities)).join('');
}

/** One `path` block of a policy. The path is trusted: tests make it. */
export function policyRule(path: string, capabilities: readonly string[]): string {
  return `path ${JSON.stringify(path)} { capabilities = ${JSON.stringify(capabilities)} }\n`;
}
