import { parseArgs } from 'node:util';
import { UsageError } from '../context.ts';
import type { PlaceOptions } from '../signIn.ts';

const formats = ['text', 'jsonl'] as const;

/** What the command line asks a comparison with Vault to do. */
export interface InVaultOrder {
  readonly paths: readonly string[];
  /** Where to read; the paths that the files' references name when absent. */
  readonly prefix: string | undefined;
  /** The person agrees beforehand. */
  readonly isAgreed: boolean;
  readonly format: (typeof formats)[number];
  /** File with settings of detection. */
  readonly config: string | undefined;
  readonly place: PlaceOptions;
}

const options = {
  prefix: { type: 'string' },
  yes: { type: 'boolean' },
  format: { type: 'string' },
  config: { type: 'string' },
  address: { type: 'string' },
  namespace: { type: 'string' },
  'ca-file': { type: 'string' },
} as const;

/** Reads the arguments of `vault-refs in-vault`. @throws UsageError when they do not fit. */
export function readInVaultOrder(args: readonly string[]): InVaultOrder {
  const { values, positionals } = parse(args);
  const { prefix, yes, format = 'text', config, ...place } = values;
  if (positionals.length === 0) throw new UsageError('No PATH is given.');
  const known = formats.find((one) => one === format);
  if (!known) throw new UsageError('--format is text or jsonl.');
  return { paths: positionals, prefix, isAgreed: yes === true, format: known, config, place };
}

function parse(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UsageError('An option is unknown or lacks its value.');
  }
}
