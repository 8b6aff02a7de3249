import { UsageError } from '../context.ts';
import type { ScanValues } from './scanOrder.ts';

/** What is looked at. With the two of git, no path means everything. */
export type ScanTarget =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'staged'; readonly paths: readonly string[] }
  | {
      readonly kind: 'since';
      readonly revision: string;
      readonly paths: readonly string[];
      readonly wholeFiles: boolean;
    }
  | { readonly kind: 'stdin'; readonly fileName: string };

/** What the options name. @throws UsageError when they do not go together. */
export function readTarget(values: ScanValues, paths: readonly string[]): ScanTarget {
  const { staged = false, since, stdin = false, filename, 'whole-files': wholeFiles = false } = values;
  if (Number(staged) + Number(since !== undefined) + Number(stdin) > 1)
    throw new UsageError('--staged, --since and --stdin exclude each other.');
  if (stdin !== (filename !== undefined)) throw new UsageError('--stdin and --filename go together.');
  if (wholeFiles && since === undefined) throw new UsageError('--whole-files needs --since.');
  if (paths.includes('')) throw new UsageError('A PATH is empty.');
  if (filename !== undefined) return standardInput(filename, paths);
  if (staged) return { kind: 'staged', paths };
  if (since !== undefined) return { kind: 'since', revision: revisionOf(since), paths, wholeFiles };
  if (paths.length === 0) throw new UsageError('No PATH is given.');
  return { kind: 'paths', paths };
}

function standardInput(fileName: string, paths: readonly string[]): ScanTarget {
  if (paths.length > 0) throw new UsageError('--stdin takes no PATH.');
  if (fileName === '') throw new UsageError('--filename needs the name of a file.');
  return { kind: 'stdin', fileName };
}

/** git would take it for an option, or for nothing. */
function revisionOf(since: string): string {
  if (since === '' || since.startsWith('-')) throw new UsageError('REV is a commit, branch or tag.');
  return since;
}
