import type {
  ContinueRunParams,
  MigrationResult,
  MigrationRunView,
} from '../../../../server/src/protocol.ts';
import { isConnectedTo } from '../../connection/connectionView.ts';
import { placeOf } from '../../connection/statusText.ts';
import { progressText, shown, startText } from '../../migration/runText.ts';
import { canContinue, canUndo } from '../../migration/runs.ts';
import type { CommandParts } from '../commandParts.ts';
import { connectedPlace } from '../writing.ts';
import { atWork } from './atWork.ts';
import type { Deed } from './outcome.ts';
import { knownOutcome, tellOutcome } from './outcome.ts';
import type { RunDeed } from './pickRun.ts';
import { pickRun } from './pickRun.ts';
import { isIdle } from './planning.ts';

/** Something that is done to a run in Vault and in files. */
interface RunWork extends RunDeed {
  readonly deed: Deed;
  readonly title: string;
  /** What the person is told before it begins. */
  readonly means: string;
  start(parts: CommandParts, params: ContinueRunParams, signal: AbortSignal): Promise<MigrationResult>;
}

const continuing: RunWork = {
  verb: 'Continue',
  fits: canContinue,
  deed: 'run',
  title: 'Moving secrets to Vault',
  means: 'The secrets that are left are moved as they were planned.',
  start: ({ api }, params, signal) => api.migration.continue(params, signal),
};

const undoing: RunWork = {
  verb: 'Undo',
  fits: canUndo,
  deed: 'undo',
  title: 'Taking the migration back',
  means:
    'The plaintext is put back into the files where they still hold the reference. Before anything is removed from Vault you are asked again.',
  start: ({ api }, params, signal) => api.migration.undo(params, signal),
};

/** Goes on with a run that was stopped. */
export async function continueMigration(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  await workOn(parts, args, continuing);
}

/** Takes a run back, days later as well. */
export async function undoMigration(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  await workOn(parts, args, undoing);
}

async function workOn(parts: CommandParts, args: readonly unknown[], work: RunWork): Promise<void> {
  if (!(await connectedPlace(parts)) || !isIdle(parts)) return;
  const run = await pickRun(parts, args, work);
  if (!run || !(await agree(parts, run, work)) || !isThere(parts, run) || !isIdle(parts)) return;
  const result = await atWork(parts, work.title, (workDoneToken, signal) =>
    knownOutcome(work.start(parts, { run: run.run, workDoneToken }, signal)),
  );
  tellOutcome(parts, result, work.deed);
}

/** Asked each time: another extension may have started the command. */
function agree({ dialogs }: CommandParts, run: MigrationRunView, { verb, means }: RunWork): Promise<boolean> {
  return dialogs.confirm({
    message: `${verb} the migration of ${startText(run)}?`,
    detail: `${shown(placeOf(run))}\n${progressText(run)}\n\n${means}`,
    agree: verb,
  });
}

function isThere({ dialogs, connection }: CommandParts, run: MigrationRunView): boolean {
  if (isConnectedTo(connection.view, run.origin, run.namespace)) return true;
  dialogs.tell('warning', `Sign in to ${shown(placeOf(run))} first: that is where this migration goes.`, {
    label: 'Sign In',
    command: 'vaultRefs.signIn',
  });
  return false;
}
