import type { CommandParts } from './commandParts.ts';

/** Shows the policy that checking the references of the workspace takes. */
export async function showMinimalPolicy({ api, dialogs, reports }: CommandParts): Promise<void> {
  const policy = await dialogs
    .withProgress('Looking through the workspace', (signal) => api.minimalPolicy(signal))
    .catch(() => undefined);
  if (!policy) return;
  if (policy.paths === 0) dialogs.tell('information', 'There are no references that a policy could be for.');
  else await reports.show('minimal-policy.hcl', policy.hcl);
  if (policy.refused > 0)
    dialogs.tell(
      'warning',
      `${String(policy.refused)} references were left out: in a policy their names would allow more than themselves.`,
    );
}
