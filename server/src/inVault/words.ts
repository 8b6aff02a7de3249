import type { AgreedPlace, Comparison } from './comparison.ts';
import type { PlannedPaths } from './plannedPaths.ts';
import type { Unread } from './secretDigests.ts';

/** `1 path`, `2 paths`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}

/** What will be read, and where, in one sentence. */
export function planWords({ paths }: PlannedPaths, secrets: number, place: AgreedPlace): string {
  const namespace = place.namespace === '' ? '' : `, namespace ${place.namespace}`;
  return `Reads the values of ${count(paths.length, 'path')} at ${place.origin}${namespace} to compare ${count(secrets, 'secret')}.`;
}

/** What is left out of a plan; empty when nothing is. */
export function planGaps({ paths, isCut, unlisted }: PlannedPaths): readonly string[] {
  return [
    ...(isCut ? [`There are more: only the first ${String(paths.length)} are read.`] : []),
    ...(unlisted > 0 ? [`${count(unlisted, 'folder')} could not be listed.`] : []),
  ];
}

/** Why there is nothing to read; undefined when there is. */
export function nothingToDo({ paths }: PlannedPaths, secrets: number): string | undefined {
  if (secrets === 0)
    return 'Nothing to compare: there is no certain or high secret of 16 characters or more.';
  return paths.length === 0 ? 'Nothing to read: there is no path to compare with.' : undefined;
}

const reasons: Readonly<Partial<Record<Unread, string>>> = {
  denied: 'denied',
  'not-found': 'not found',
  deleted: 'deleted',
  'not-kv': 'in no KV mount',
  failed: 'failed',
};

/** How a comparison went, in one line without a name or value of Vault. */
export function resultWords(comparison: Comparison, secretsInVault: number): string {
  const { read, unread, unusable, stopped } = comparison;
  const others = [...unread].map(([kind, number]) => `${String(number)} ${reasons[kind] ?? kind}`);
  const parts = [
    `${count(secretsInVault, 'secret is', 'secrets are')} in Vault already`,
    [`${count(read, 'path')} read`, ...others].join(', '),
    ...(unusable > 0 ? [`${count(unusable, 'match', 'matches')} that no reference can stand for`] : []),
  ];
  return `${stopped ? `${stopped.detail} Until then: ` : ''}${parts.join('; ')}.`;
}
