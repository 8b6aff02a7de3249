/** Keys of the half of a pair that may name the other half's value. */
export const nameKeys = [
  'name',
  'Name',
  'key',
  'Key',
  'ParameterKey',
  'variable',
  'envName',
  'envKey',
  'option',
  'header',
  'id',
  'field',
] as const;

/** Keys beside a value that may say what it is. */
export const typeKeys = ['type', 'Type', 'format', 'kind'] as const;

/** Keys beside a scalar that say the mapping names a secret rather than holds one. */
export const referringSiblings = [
  'secretName',
  'secretRef',
  'secretKeyRef',
  'existingSecret',
  'existingSecretName',
  'remoteRef',
  'secretStoreRef',
  'fromSecret',
  'configMapName',
] as const;

/** Keys that a rule may ask for beside a scalar. They are few, so what lies in other blocks can be kept at hand. */
export type SiblingKey =
  (typeof nameKeys)[number] | (typeof typeKeys)[number] | (typeof referringSiblings)[number] | 'kty';

const all: ReadonlySet<unknown> = new Set<SiblingKey>([
  ...nameKeys,
  ...typeKeys,
  ...referringSiblings,
  'kty',
]);

/** Whether a rule may ask for a key. */
export function isSiblingKey(key: unknown): key is SiblingKey {
  return all.has(key);
}
