import { parseOptions, oneOf } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes, UsageError } from '../context.ts';
import { reportFormats } from '../migrate/migrateOrder.ts';
import { commandRunStore } from '../migrate/openRuns.ts';
import { dismissRun, listRuns } from '../migrate/runList.ts';

export const runsUsage = `Usage: vault-refs runs [--format text|json]
       vault-refs runs --dismiss RUN

Lists the migrations that were begun on this machine, oldest first: name, start, state, how many secrets have moved, and
where to. A run holds positions, names and fingerprints, and no value.

Options:
  --format text|json
                   text (default), or one JSON object {runs: [{run, started_at, state, secrets, moved, origin, namespace,
                   folders, at_work}]}
  --dismiss RUN    deletes a run's journal and key for good: it can neither be continued nor taken back then
  --help           show this text

Exit code: 0 done, 1 a run is unfinished, 2 wrong usage, 3 could not do it.
`;

const options = { format: { type: 'string' }, dismiss: { type: 'string' } } as const;

/** `vault-refs runs`. @throws UsageError, CouldNotError. */
export async function runs(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, options);
  if (positionals.length > 0) throw new UsageError('It takes no arguments.');
  const { format = 'text', dismiss } = values;
  const store = commandRunStore(context);
  if (dismiss === undefined)
    return listRuns(await store.list(), oneOf('--format', reportFormats, format), context);
  await dismissRun(store, dismiss);
  context.stderr.write('The run is dismissed.\n');
  return exitCodes.clean;
}
