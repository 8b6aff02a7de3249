import type { SecretTarget } from './moveResult.ts';

/** The same place with the first free key of `key_2`, `key_3`, ... */
export function alternativeKey(target: SecretTarget, existingKeys: Iterable<string>): SecretTarget {
  const taken = new Set(existingKeys);
  let number = 2;
  while (taken.has(`${target.key}_${number}`)) number += 1;
  return { ...target, key: `${target.key}_${number}` };
}
