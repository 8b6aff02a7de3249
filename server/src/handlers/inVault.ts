import type { Connection } from 'vscode-languageserver';
import { CancellationToken } from 'vscode-languageserver';
import { useReference } from '../inVault/useReference.ts';
import type { MoveResult } from '../languageService/migration/moveResult.ts';
import { formatReference } from '../languageService/references/format.ts';
import type {
  FindingAddress,
  InVaultResult,
  InVaultRunParams,
  ReferencesInVault,
  UseReferenceParams,
} from '../protocol.ts';
import { guard, signalOf } from '../requestGuard.ts';
import { requests } from '../requests.ts';
import type { Timer } from '../runtime.ts';
import { ScanProgress } from '../workspaceScan/scanProgress.ts';
import { viewOf } from './languageFeatures.ts';
import { findingAt, moveDocument } from './migration.ts';
import type { Session } from './session.ts';

const notThere = 'It is not known any more that this secret is in Vault: look for it again.';

/** Finding secrets that are in Vault already, and using what was found. Values stay in this process. */
export function registerInVaultHandlers(connection: Connection, session: () => Session, timer: Timer): void {
  connection.onRequest(requests.planInVault, (scope, token) =>
    guard('Looking through the workspace', token, (signal) => session().comparison.plan(scope, signal)),
  );
  connection.onRequest(requests.runInVault, (params, token) =>
    // One that is cancelled is answered: what was found until then is there.
    guard('Comparing with Vault', CancellationToken.None, () =>
      run(session(), params, timer, signalOf(token)),
    ),
  );
  connection.onRequest(requests.referencesInVault, (address, token) =>
    guard('Looking for references', token, () => references(session(), address)),
  );
  connection.onRequest(requests.useReference, (params, token) =>
    guard('Using the reference', token, (signal) => use(session(), params, signal)),
  );
}

async function run(
  session: Session,
  params: InVaultRunParams,
  timer: Timer,
  requested: AbortSignal,
): Promise<InVaultResult> {
  const { connection, comparison, canShowProgress, diagnostics } = session;
  const cancelled = new AbortController();
  const signal = AbortSignal.any([requested, cancelled.signal]);
  let text = '';
  const progress = new ScanProgress(timer, () => text, 'Comparing with Vault');
  const { workDoneToken } = params;
  if (workDoneToken !== undefined) progress.attach(connection, workDoneToken);
  else if (canShowProgress) progress.ask(connection, () => cancelled.abort(), signal);
  try {
    return await comparison.run(
      params,
      (done, of) => (text = `${String(done)} of ${String(of)} paths`),
      signal,
    );
  } finally {
    progress.end();
    diagnostics().refresh();
  }
}

async function references(session: Session, address: FindingAddress): Promise<ReferencesInVault> {
  const { known, documents } = session;
  const view = await viewOf(session, documents.get(address.uri));
  const finding = findingAt(view, address);
  const found = view && finding ? known.of(view, finding).filter(({ isWhole }) => isWhole) : [];
  const { place } = known;
  if (found.length === 0 || !place) return { ok: false, message: notThere };
  const list = found.map(({ target }) => ({ text: formatReference(target), target }));
  return { ok: true, ...place, references: list };
}

async function use(session: Session, params: UseReferenceParams, signal: AbortSignal): Promise<MoveResult> {
  const { known, documents, access } = session;
  const view = await viewOf(session, documents.get(params.uri));
  const finding = findingAt(view, params);
  const found = view && finding ? known.of(view, finding) : [];
  // What was found is used, and nothing else that a request names.
  const match = found.find(({ target, isWhole }) => isWhole && isSame(target, params.target));
  const { place } = known;
  if (
    !view ||
    !finding ||
    !match ||
    place?.origin !== params.origin ||
    place.namespace !== params.namespace
  ) {
    return { outcome: 'refused', message: notThere, inVault: false };
  }
  const ports = {
    digests: access.digests,
    document: moveDocument(session, params.uri, 'Use the existing reference'),
  };
  const { languageId } = view.document;
  const request = {
    target: match.target,
    version: params.version,
    languageId,
    finding,
    place,
    key: known.key,
  };
  return useReference(ports, request, signal);
}

function isSame(one: UseReferenceParams['target'], other: UseReferenceParams['target']): boolean {
  return one.mount === other.mount && one.path === other.path && one.key === other.key;
}
