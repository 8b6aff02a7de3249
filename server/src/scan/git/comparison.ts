/**
 * Options of `git diff-index`: a list of what is not deleted, with renames. No program of the repository is run, and no
 * git inside of its submodules, which have settings of their own.
 */
export const comparison: readonly string[] = [
  '--raw',
  '-z',
  '-M',
  '--no-abbrev',
  '--diff-filter=d',
  '--ignore-submodules=dirty',
  '--no-ext-diff',
  '--no-textconv',
];
