import type { MigrationRunView } from '../../../../server/src/protocol.ts';
import { placeOf } from '../../connection/statusText.ts';
import { runArgument } from '../../migration/arguments.ts';
import { progressText, shown, startText } from '../../migration/runText.ts';
import type { CommandParts } from '../commandParts.ts';

/** What a command does with a run, and with which it can. */
export interface RunDeed {
  /** As in `Continue which migration?`. */
  readonly verb: string;
  readonly fits: (run: MigrationRunView) => boolean;
}

/**
 * The run that a command is given, else the only one that fits, else the one that the person chooses; undefined after saying
 * why there is none.
 */
export async function pickRun(
  { dialogs, migration }: CommandParts,
  args: readonly unknown[],
  { verb, fits }: RunDeed,
): Promise<MigrationRunView | undefined> {
  if (args[0] !== undefined) {
    const run = migration.runs.find(runArgument(args) ?? '');
    if (run && fits(run)) return run;
    dialogs.tell(
      'warning',
      `This migration cannot be found, or is not one to ${verb.toLowerCase()} here and now.`,
    );
    return undefined;
  }
  const [first, ...others] = migration.runs.all.filter(fits);
  if (!first) dialogs.tell('information', `There is no migration to ${verb.toLowerCase()}.`);
  if (others.length === 0) return first;
  const choices = migration.runs.all.filter(fits).map((run) => ({
    label: startText(run),
    description: `${progressText(run)} · ${shown(placeOf(run))}`,
    value: run,
  }));
  return dialogs.choose(`${verb} which migration?`, choices);
}
