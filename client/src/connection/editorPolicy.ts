import type { VaultPolicy } from '../../../server/src/protocol.ts';
import { isText } from '../shape.ts';

/**
 * What an administrator allows through the editor's policies, which win over every setting. Merged values are read here,
 * as a policy is in none of the levels that can be looked at: whatever sets one of these settings can only restrict.
 */
export function readEditorPolicy(configuration: { get(key: string): unknown }): VaultPolicy {
  const origins = texts(configuration.get('policy.allowedOrigins'));
  const targets = texts(configuration.get('policy.allowedTargets'));
  return {
    ...(origins.length === 0 ? {} : { allowedOrigins: origins }),
    ...(targets.length === 0 ? {} : { allowedTargets: targets }),
    ...(configuration.get('policy.readOnly') === true ? { readOnly: true } : {}),
  };
}

/** What is no text stays as one that allows nothing: a restriction was meant. */
function texts(written: unknown): readonly string[] {
  if (written === undefined || written === null) return [];
  return Array.isArray(written) ? written.map((one: unknown) => (isText(one) ? one : '')) : [''];
}
