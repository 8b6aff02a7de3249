import type { WalkOptions } from '../../scan/files/walk.ts';
import { UsageError } from '../context.ts';
import { exclusionOf } from './excluding.ts';

/** Options of the command line that tell which files at and below a PATH are looked at. */
export const selectionOptions = {
  exclude: { type: 'string', multiple: true },
  'no-gitignore': { type: 'boolean' },
} as const;

/** Which files at and below a PATH are looked at. */
export interface FileSelection {
  /** Globs of what is left out. */
  readonly exclude: readonly string[];
  /** Whether what `.gitignore` files name is looked at too. */
  readonly withIgnored: boolean;
}

/** What the options say. @throws UsageError when a glob is empty. */
export function readSelection(values: {
  readonly exclude?: readonly string[] | undefined;
  readonly 'no-gitignore'?: boolean | undefined;
}): FileSelection {
  const { exclude = [], 'no-gitignore': withIgnored = false } = values;
  if (exclude.includes('')) throw new UsageError('--exclude needs a GLOB.');
  return { exclude, withIgnored };
}

/** The options of a walk for a selection. `tell` is given globs that are none, as sentences. */
export async function walkOptionsOf(
  { exclude, withIgnored }: FileSelection,
  tell: (problem: string) => void,
): Promise<WalkOptions> {
  const isExcluded = await exclusionOf(exclude, tell);
  return { readsIgnored: withIgnored, ...(isExcluded === undefined ? {} : { isExcluded }) };
}
