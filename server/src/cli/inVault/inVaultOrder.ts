import { oneOf, parseOptions } from '../arguments.ts';
import { UsageError } from '../context.ts';
import { type FileSelection, readSelection, selectionOptions } from '../scan/fileSelection.ts';
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
  /** Which files at and below the paths are looked at. */
  readonly selection: FileSelection;
  readonly place: PlaceOptions;
}

const options = {
  prefix: { type: 'string' },
  yes: { type: 'boolean' },
  format: { type: 'string' },
  config: { type: 'string' },
  ...selectionOptions,
  address: { type: 'string' },
  namespace: { type: 'string' },
  'ca-file': { type: 'string' },
} as const;

/** Reads the arguments of `vault-refs in-vault`. @throws UsageError when they do not fit. */
export function readInVaultOrder(args: readonly string[]): InVaultOrder {
  const { values, positionals } = parseOptions(args, options);
  const { prefix, yes, format = 'text', config, exclude, 'no-gitignore': withIgnored, ...place } = values;
  if (positionals.length === 0) throw new UsageError('No PATH is given.');
  return {
    paths: positionals,
    prefix,
    isAgreed: yes === true,
    format: oneOf('--format', formats, format),
    config,
    selection: readSelection({ exclude, 'no-gitignore': withIgnored }),
    place,
  };
}
