import type { Connection } from 'vscode-languageserver';
import { CancellationToken } from 'vscode-languageserver';
import type { MigrationResult } from '../protocol.ts';
import { guard, signalOf } from '../requestGuard.ts';
import { requests } from '../requests.ts';
import type { Timer } from '../runtime.ts';
import type { TellProgress } from '../workspaceMigration/runs/runContext.ts';
import { GatheredSources } from '../workspaceMigration/sources/gatheredSources.ts';
import type { WorkspaceMigration } from '../workspaceMigration/workspaceMigration.ts';
import { ScanProgress } from '../workspaceScan/scanProgress.ts';
import type { Session } from './session.ts';

const cannot = 'This editor cannot move many secrets: move them one by one.';
const refusal: MigrationResult = { outcome: 'refused', message: cannot };

/** Moving many secrets. Values stay in this process, but for the edit of an undo into the document it came from. */
export function registerMigrationsHandlers(
  connection: Connection,
  session: () => Session,
  timer: Timer,
): void {
  const migrations = (): WorkspaceMigration | undefined => session().migrations;
  connection.onRequest(requests.planMigration, (params, token) =>
    guard('Planning the migration', token, async (signal) => {
      const gathered = new GatheredSources();
      const words = (): string => `${gathered.filesRead} files, ${gathered.secrets} secrets`;
      const showing = { timer, title: 'Planning the migration', words, token: params.workDoneToken };
      return withProgress(session(), showing, signal, async (both) => {
        try {
          return (await migrations()?.plan(params, gathered, both)) ?? no(cannot);
        } catch (error) {
          // Cancelled where its progress is shown: the request itself is not.
          if (both.aborted && !signal.aborted) return no('Planning the migration was cancelled.');
          throw error;
        }
      });
    }),
  );
  connection.onRequest(requests.changePlan, (params, token) =>
    guard(
      'Changing the plan',
      token,
      async (signal) => (await migrations()?.change(params, signal)) ?? no(cannot),
    ),
  );
  connection.onRequest(requests.previewMigration, (params, token) =>
    guard('Previewing the migration', token, () =>
      Promise.resolve(migrations()?.preview(params) ?? no(cannot)),
    ),
  );
  connection.onRequest(requests.dismissRun, (params, token) =>
    guard('Dismissing the migration', token, async () => (await migrations()?.dismiss(params)) ?? false),
  );
  connection.onRequest(requests.describeRun, (params, token) =>
    guard('Describing the migration', token, async () => (await migrations()?.describe(params)) ?? refusal),
  );
  registerRunHandlers(connection, session, timer);
}

/** Those that change something: one that is cancelled is answered, as what was done is to be told. */
function registerRunHandlers(connection: Connection, session: () => Session, timer: Timer): void {
  const answer = (
    title: string,
    token: CancellationToken,
    workDoneToken: string | number | undefined,
    work: (all: WorkspaceMigration, tell: TellProgress, signal: AbortSignal) => Promise<MigrationResult>,
  ): Promise<MigrationResult> =>
    guard(title, CancellationToken.None, () => {
      let text = '';
      const tell = (words: string): void => void (text = words);
      const showing = { timer, title, words: () => text, token: workDoneToken };
      return withProgress(session(), showing, signalOf(token), async (signal) => {
        const all = session().migrations;
        return all ? work(all, tell, signal) : refusal;
      });
    });
  connection.onRequest(requests.runMigration, (params, token) =>
    answer('Moving secrets to Vault', token, params.workDoneToken, (all, tell, signal) =>
      all.run(params, tell, signal),
    ),
  );
  connection.onRequest(requests.continueRun, (params, token) =>
    answer('Moving secrets to Vault', token, params.workDoneToken, (all, tell, signal) =>
      all.continue(params, tell, signal),
    ),
  );
  connection.onRequest(requests.undoRun, (params, token) =>
    answer('Taking the migration back', token, params.workDoneToken, (all, tell, signal) =>
      all.undo(params, tell, signal),
    ),
  );
}

function no(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

interface Showing {
  readonly timer: Timer;
  readonly title: string;
  readonly words: () => string;
  readonly token: string | number | undefined;
}

/** Does the work, which can be cancelled in a place for progress that the server has asked for as well. */
async function withProgress<T>(
  { connection, canShowProgress }: Session,
  { timer, title, words, token }: Showing,
  requested: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController();
  const signal = AbortSignal.any([requested, cancelled.signal]);
  const progress = new ScanProgress(timer, words, title);
  if (token !== undefined) progress.attach(connection, token);
  else if (canShowProgress) progress.ask(connection, () => cancelled.abort(), signal);
  try {
    return await work(signal);
  } finally {
    progress.end();
  }
}
