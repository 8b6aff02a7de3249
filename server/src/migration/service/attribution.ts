/** Longest value that a server takes in custom metadata, in bytes; a name is cut to be sure of it. */
const MAX_NAME = 120;

/** Who moves secrets: names only. */
export interface Mover {
  /** As the server calls the token's owner; undefined where it does not tell. */
  readonly identity: string | undefined;
  /** RFC 3339. */
  readonly at: string;
  /** `vault-refs 1.2.3`. */
  readonly tool: string;
}

/** What is put into the custom metadata of the paths that a run writes, under keys of our own. */
export function attribution({ identity, at, tool }: Mover): ReadonlyMap<string, string> {
  const who = identity?.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, MAX_NAME) ?? '';
  return new Map([
    ...(who === '' ? [] : [['vault-refs-moved-by', who] as const]),
    ['vault-refs-moved-at', at],
    ['vault-refs-moved-with', tool],
  ]);
}
