/** Words that people name environments by. Others (`live`, `demo`, `local`) are names of other things too often. */
const environments: ReadonlySet<string> = new Set(
  `prod production prd staging stage stg preprod uat qa test testing dev development sandbox`.split(' '),
);

/**
 * The environment that a slash path names, in lower case and as it is written there (`prod` stays `prod`): the file's name
 * is asked first, then the folders from the innermost on. `default` where none does. Linear.
 */
export function environmentOf(path: string): string {
  for (const name of path.toLowerCase().split(/[/\\]/).reverse()) {
    const found = name.split(/[^a-z0-9]+/).find((word) => environments.has(word));
    if (found !== undefined) return found;
  }
  return 'default';
}
