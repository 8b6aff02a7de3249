import type { Connection } from 'vscode-languageserver';
import type { ScanSummary, ScanWorkspaceParams } from '../protocol.ts';
import { guard, signalOf } from '../requestGuard.ts';
import { requests } from '../requests.ts';
import type { Timer } from '../runtime.ts';
import { ScanProgress } from '../workspaceScan/scanProgress.ts';
import type { WorkspaceScan } from '../workspaceScan/workspaceScan.ts';
import type { Session } from './session.ts';

/** Scanning the workspace. Needs no connection to Vault. */
export function registerScanHandlers(connection: Connection, session: () => Session, timer: Timer): void {
  connection.onRequest(requests.scanWorkspace, (params, token) => {
    // A scan that is cancelled is answered: what was found is still there.
    const { scan, canShowProgress } = session();
    return scanWithProgress(connection, { scan, timer, canShowProgress }, params ?? {}, signalOf(token));
  });
  connection.onRequest(requests.rescanFiles, ({ uris }, token) =>
    guard('Scanning files again', token, async () => {
      await session().scan.rescan(uris);
      return undefined;
    }),
  );
  connection.onRequest(requests.clearScan, (_, token) =>
    guard('Clearing the results', token, () => {
      session().scan.clear();
      return Promise.resolve(undefined);
    }),
  );
  connection.onRequest(requests.skippedFiles, (_, token) =>
    guard('Listing what was skipped', token, () => Promise.resolve(session().scan.skipped())),
  );
}

interface ScanParts {
  readonly scan: WorkspaceScan;
  readonly timer: Timer;
  readonly canShowProgress: boolean;
}

async function scanWithProgress(
  connection: Connection,
  { scan, timer, canShowProgress }: ScanParts,
  { workDoneToken }: ScanWorkspaceParams,
  requested: AbortSignal,
): Promise<ScanSummary> {
  const cancelled = new AbortController();
  const signal = AbortSignal.any([requested, cancelled.signal]);
  const progress = new ScanProgress(timer, () => progressText(scan));
  if (workDoneToken !== undefined) progress.attach(connection, workDoneToken);
  else if (canShowProgress) progress.ask(connection, () => cancelled.abort(), signal);
  try {
    return await scan.run(signal);
  } finally {
    progress.end();
  }
}

function progressText(scan: WorkspaceScan): string {
  const { filesRead, secrets } = scan.state;
  return `${String(filesRead)} files, ${String(secrets)} secrets`;
}
