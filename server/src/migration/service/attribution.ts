import { printable } from '../../printable.ts';

/** Longest value, in UTF-16 code units: servers take 512 bytes. */
const MAX_VALUE = 120;

/** Who moves secrets, as far as it is known, when and with what. */
export interface Attribution {
  /** What the server calls the person. */
  readonly who: string | undefined;
  readonly when: Date;
  /** Version of this product. */
  readonly version: string;
}

/** The entries of a path's custom metadata that tell of a run: our own keys, which nobody else has. */
export function attribution({ who, when, version }: Attribution): ReadonlyMap<string, string> {
  const name = printable(who ?? '').slice(0, MAX_VALUE);
  return new Map([
    ...(name === '' ? [] : [['vault-refs-moved-by', name] as const]),
    ['vault-refs-moved-at', when.toISOString()],
    ['vault-refs-moved-with', `vault-refs/${version}`],
  ]);
}
