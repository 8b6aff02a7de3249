import type { PlacedReference } from '../languageService/references/extract.ts';
import { elsewhereDetail, isElsewhere } from '../languageService/references/elsewhere.ts';
import type { SecretReference } from '../languageService/references/reference.ts';
import type { PathStatus, SecretStore } from '../languageService/secretStore.ts';

/** What could not be told of references. */
export interface NotCheckedCount {
  /** How many references have each reason. */
  readonly reasons: ReadonlyMap<string, number>;
  /** How many references have a path of which nothing is known. */
  readonly paths: number;
}

/** Look-ups at a time: enough to hide the latency of a server, few enough not to burden it. */
const width = 8;

/** Asks the store for the path of every reference, once for each path, and counts what stays unknown. */
export async function describeAll(
  store: SecretStore,
  references: readonly PlacedReference[],
): Promise<NotCheckedCount> {
  const all = references.flatMap(({ extracted }) => (extracted.kind === 'found' ? [extracted] : []));
  const found = all.filter((one) => !isElsewhere(one, store.connection)).map(({ reference }) => reference);
  const paths = new Map(found.map((reference) => [idOf(reference), reference]));
  const statuses = new Map<string, PathStatus>();
  const queue = paths.entries();
  const signal = new AbortController().signal;
  const work = async (): Promise<void> => {
    for (const [id, path] of queue) statuses.set(id, await store.describe(path, signal));
  };
  await Promise.all(Array.from({ length: width }, work));
  return withElsewhere(count(found, statuses), all.length - found.length);
}

function withElsewhere({ reasons, paths }: NotCheckedCount, others: number): NotCheckedCount {
  if (others === 0) return { reasons, paths };
  return { reasons: new Map([...reasons, [`elsewhere: ${elsewhereDetail}`, others]]), paths: paths + others };
}

function idOf({ mount, path }: SecretReference): string {
  return `${mount}\n${path}`;
}

function count(
  found: readonly SecretReference[],
  statuses: ReadonlyMap<string, PathStatus>,
): NotCheckedCount {
  const reasons = new Map<string, number>();
  let paths = 0;
  for (const reference of found) {
    const status = statuses.get(idOf(reference));
    const reason = status && reasonOf(status, reference);
    if (reason === undefined) continue;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (status?.kind !== 'exists') paths++;
  }
  return { reasons, paths };
}

function reasonOf(status: PathStatus, { key }: SecretReference): string | undefined {
  switch (status.kind) {
    case 'exists':
      if (status.keys !== undefined || key === undefined) return undefined;
      return `only the key: ${status.keysUnknownBecause ?? 'the keys cannot be seen'}`;
    case 'no-such-mount':
    case 'no-such-path':
    case 'deleted-version':
      return undefined;
    case 'denied':
    case 'not-signed-in':
    case 'sealed':
    case 'unreachable':
    case 'not-checkable':
      return `${status.kind}: ${status.detail}`;
  }
}
