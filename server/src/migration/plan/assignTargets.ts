import type { SharePolicy } from '../../languageService/migration/migrationSettings.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';

/** A secret that wants a place. */
export interface Claim {
  readonly proposal: SecretTarget;
  readonly value: string;
  /** The last key of its path in the file. */
  readonly lastKey: string;
}

/**
 * A target for each claim, in their order: two values never get the same one, and equal values get one where `share` says
 * so, that of the first of them. Whose proposal is free keeps it; of those that propose the same the first does, and others
 * have `_2`, `_3`, ... behind the key. Linear.
 */
export function assignTargets(claims: readonly Claim[], share: SharePolicy): readonly SecretTarget[] {
  const groups = groupClaims(claims, share);
  const given = new Map<string, SecretTarget>();
  const taken = new Set<string>();
  const late: [string, SecretTarget][] = [];
  for (const [group, { proposal }] of groups.firsts) {
    const id = targetId(proposal);
    if (taken.has(id)) late.push([group, proposal]);
    else given.set(group, proposal);
    taken.add(id);
  }
  const lastNumber = new Map<string, number>();
  for (const [group, proposal] of late) given.set(group, nextFree(proposal, taken, lastNumber));
  return claims.map(({ proposal }, index) => given.get(groups.names[index] ?? '') ?? proposal);
}

/** The target as one text; two targets are the same when theirs is. */
export function targetId({ mount, path, key }: SecretTarget): string {
  return JSON.stringify([mount, path, key]);
}

function groupClaims(
  claims: readonly Claim[],
  share: SharePolicy,
): { readonly names: readonly string[]; readonly firsts: ReadonlyMap<string, Claim> } {
  const firsts = new Map<string, Claim>();
  const names = claims.map((claim, index) => {
    const name = groupName(claim, index, share);
    if (!firsts.has(name)) firsts.set(name, claim);
    return name;
  });
  return { names, firsts };
}

function groupName({ value, lastKey }: Claim, index: number, share: SharePolicy): string {
  switch (share) {
    case 'same-key':
      return JSON.stringify([lastKey, value]);
    case 'always':
      return value;
    case 'never':
      return String(index);
  }
}

function nextFree(proposal: SecretTarget, taken: Set<string>, lastNumber: Map<string, number>): SecretTarget {
  const start = targetId(proposal);
  for (let number = (lastNumber.get(start) ?? 1) + 1; ; number += 1) {
    const target = { ...proposal, key: `${proposal.key}_${number}` };
    const id = targetId(target);
    if (taken.has(id)) continue;
    taken.add(id);
    lastNumber.set(start, number);
    return target;
  }
}
