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
      return withProgress(
        connection,
        { timer, title: 'Planning the migration', words, token: params.workDoneToken },
        async () => (await migrations()?.plan(params, gathered, signal)) ?? { ok: false, message: cannot },
      );
    }),
  );
  connection.onRequest(requests.changePlan, (params, token) =>
    guard(
      'Changing the plan',
      token,
      async (signal) => (await migrations()?.change(params, signal)) ?? { ok: false, message: cannot },
    ),
  );
  connection.onRequest(requests.previewMigration, (params, token) =>
    guard('Previewing the migration', token, () =>
      Promise.resolve(migrations()?.preview(params) ?? { ok: false, message: cannot }),
    ),
  );
  connection.onRequest(requests.dismissRun, (params, token) =>
    guard('Dismissing the migration', token, async () => (await migrations()?.dismiss(params)) ?? false),
  );
  connection.onRequest(requests.describeRun, (params, token) =>
    guard('Describing the migration', token, async () => (await migrations()?.describe(params)) ?? refusal),
  );
  registerRunHandlers(connection, migrations, timer);
}

/** Those that change something: one that is cancelled is answered, as what was done is to be told. */
function registerRunHandlers(
  connection: Connection,
  migrations: () => WorkspaceMigration | undefined,
  timer: Timer,
): void {
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
      return withProgress(connection, showing, async () => {
        const all = migrations();
        return all ? work(all, tell, signalOf(token)) : refusal;
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

interface Showing {
  readonly timer: Timer;
  readonly title: string;
  readonly words: () => string;
  readonly token: string | number | undefined;
}

async function withProgress<T>(
  connection: Connection,
  { timer, title, words, token }: Showing,
  work: () => Promise<T>,
): Promise<T> {
  const progress = new ScanProgress(timer, words, title);
  if (token !== undefined) progress.attach(connection, token);
  try {
    return await work();
  } finally {
    progress.end();
  }
}
