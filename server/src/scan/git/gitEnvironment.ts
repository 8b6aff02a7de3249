/** Settings of a repository that would make git run programs, or ask anything, are taken back. */
const settings = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.untrackedCache', 'false'],
  ['core.alternateRefsCommand', ''],
  ['core.pager', 'cat'],
  ['core.quotePath', 'false'],
  ['diff.external', ''],
  ['diff.relative', 'false'],
  ['diff.orderFile', '/dev/null'],
  ['color.ui', 'false'],
  ['submodule.recurse', 'false'],
] as const;

/** What goes before the subcommand. */
export const gitOptions: readonly string[] = [
  '--no-pager',
  '--literal-pathspecs',
  ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/** Variables of a person's shell that would change what git answers, or run a program. */
const unwanted = ['GIT_EXTERNAL_DIFF', 'GIT_DIFF_OPTS', 'GIT_ICASE_PATHSPECS', 'GIT_GLOB_PATHSPECS'];

/**
 * Environment for git: answers in English, no locks, no questions, and no network, where parts of a repository lie
 * elsewhere. What a hook is given stays: `git commit FILE` has an index of its own.
 */
export function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !unwanted.includes(name) && !name.startsWith('GIT_TRACE'),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  };
}
