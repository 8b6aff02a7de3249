import type { Runtime } from '../runtime.ts';
import { clientKeys } from '../workspaceMigration/clientKeys.ts';
import { WorkspaceMigration } from '../workspaceMigration/workspaceMigration.ts';
import type { Session } from './session.ts';

/** Moving many secrets in a session; undefined for a client that gives no folder for the journals. */
export function openMigrations(
  session: Omit<Session, 'migrations'>,
  { migrationStorage: storage, timer, version }: Runtime,
): WorkspaceMigration | undefined {
  const { connection, known, options } = session;
  const { journalFolder } = options;
  const store =
    journalFolder === undefined ? undefined : storage.openRuns(journalFolder, clientKeys(connection));
  if (!store) return undefined;
  return new WorkspaceMigration({ ...session, digestKey: known.key, storage, timer, version }, store);
}
