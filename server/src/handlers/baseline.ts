import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AcceptParams, AcceptResult } from '../protocol.ts';
import { guard } from '../requestGuard.ts';
import { requests } from '../requests.ts';
import type { Runtime } from '../runtime.ts';
import { baselineFileName } from '../scan/baseline/baseline.ts';
import { acceptFindings } from '../workspaceBaseline/accept.ts';
import { viewOf } from './languageFeatures.ts';
import type { Session } from './session.ts';
import { comparable } from './workspacePlace.ts';

/** Accepting findings of open documents. Requests name them by position; values stay in this process. */
export function registerBaselineHandlers(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  session: () => Session,
  { baselines: files }: Runtime,
): void {
  // One after the other: each is based on what the one before wrote.
  let last: Promise<unknown> = Promise.resolve();
  connection.onRequest(requests.acceptFindings, (params, token) =>
    guard('Accepting', token, () => {
      const turn = last.then(() => accept(params));
      last = turn.catch(() => undefined);
      return turn;
    }),
  );

  async function accept({ uri, version, findingId, reason }: AcceptParams): Promise<AcceptResult> {
    const { baselines } = session();
    const view = await viewOf(session(), documents.get(uri));
    const findings = view?.findings.filter(({ id }) => findingId === undefined || id === findingId) ?? [];
    if (view?.document.version !== version || (findings.length === 0 && findingId !== undefined))
      return { ok: false, message: 'The file has changed since: try again.' };
    if (findings.length === 0) return { ok: false, message: 'There is no finding in this file.' };
    const place = await baselines.placeOf(uri);
    if (!place)
      return { ok: false, message: 'The file lies in no folder of the workspace, so it has no baseline.' };
    const address = `${comparable(place.folder.uri).replace(/\/$/, '')}/${baselineFileName}`;
    const open = documents.all().find((document) => comparable(document.uri) === address);
    return acceptFindings(files, baselines, place, { view, findings, reason, openText: open?.getText() });
  }
}
