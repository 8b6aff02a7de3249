import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentView } from '../languageService/features/documentView.ts';
import { toRange } from '../languageService/features/documentView.ts';
import type { Finding } from '../languageService/findings/finding.ts';
import { createSecret } from '../languageService/migration/createSecret.ts';
import type { MoveDocument } from '../languageService/migration/moveSecret.ts';
import { moveSecret } from '../languageService/migration/moveSecret.ts';
import { parseTarget } from '../languageService/migration/parseTarget.ts';
import { proposeTarget } from '../migration/plan/proposeTarget.ts';
import { kubernetesNames } from '../migration/plan/template/kubernetesNames.ts';
import type {
  CheckTargetResult,
  FindingAddress,
  MoveParams,
  MoveProposal,
  MoveResult,
  WriteAgreement,
} from '../protocol.ts';
import { guard } from '../requestGuard.ts';
import { requests } from '../requests.ts';
import { viewOf } from './languageFeatures.ts';
import type { Session } from './session.ts';
import { workspacePlace } from './workspacePlace.ts';

const fileChanged = 'The file has changed since: try again.';

const signedInElsewhere: MoveResult = {
  outcome: 'refused',
  message: 'Nothing was written: this window is no longer connected to the server you agreed to.',
  inVault: false,
};

/** From here on `migration/boundVault.ts` sees to it that the connection stays the same. */
function isAgreedPlace({ access }: Session, { origin, namespace }: WriteAgreement): boolean {
  return access.vault.origin === origin && access.vault.namespace === namespace;
}

/** Moving and creating secrets. Requests name findings by position; values stay in this process. */
export function registerMigrationHandlers(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  session: () => Session,
): void {
  const view = (uri: string): Promise<DocumentView | undefined> => viewOf(session(), documents.get(uri));
  connection.onRequest(requests.proposeMove, (params, token) =>
    guard('Proposing a target', token, async () => propose(session(), await view(params.uri), params)),
  );
  connection.onRequest(requests.checkTarget, (params, token) =>
    guard('Checking the target', token, async (signal) =>
      checkTarget(session(), await session().settings.get(params.uri), params.text, signal),
    ),
  );
  connection.onRequest(requests.move, (params, token) =>
    guard('Moving the secret', token, async (signal) =>
      move(session(), await view(params.uri), params, signal),
    ),
  );
  connection.onRequest(requests.createSecret, (params, token) =>
    guard('Creating the secret', token, (signal) => {
      if (!isAgreedPlace(session(), params)) return Promise.resolve(signedInElsewhere);
      const { mount, path, key, value, kvV1RaceConfirmed } = params;
      const request = { target: { mount, path, key }, value, kvV1RaceConfirmed };
      return createSecret(session().access.vault, request, signal);
    }),
  );
}

async function propose(
  session: Session,
  view: DocumentView | undefined,
  address: FindingAddress,
): Promise<MoveProposal> {
  const { connection } = session.access.store;
  if (connection.kind === 'signed-out') return { ok: false, message: 'Sign in to Vault first.' };
  const finding = findingAt(view, address);
  if (!view || !finding) return { ok: false, message: fileChanged };
  const mounts = session.access.store.knownMounts;
  const { mounts: configuredMounts, migration } = await session.settings.get(address.uri);
  const { workspaceFolderName, relativePath } = workspacePlace(address.uri, await session.folders.current());
  const located = view.config.scalarAt(finding.scalarStart);
  const keyPath = located?.scalar.path ?? [];
  const object = kubernetesNames(view.config)(located?.block.document ?? 0, keyPath);
  const place = { folder: workspaceFolderName, path: relativePath, keyPath, object };
  const proposal = proposeTarget(migration.target, place, { mounts, configuredMounts });
  if (!proposal.ok) return proposal;
  const { origin, namespace } = connection;
  return { ...proposal, mounts: mounts.map(({ path }) => path), origin, namespace };
}

/** The finding with this address; undefined when the document has changed since. */
export function findingAt(
  view: DocumentView | undefined,
  { version, findingId }: FindingAddress,
): Finding | undefined {
  if (view?.document.version !== version) return undefined;
  return view.findings.find(({ id }) => id === findingId);
}

async function checkTarget(
  session: Session,
  { mounts }: { readonly mounts: readonly string[] },
  text: string,
  signal: AbortSignal,
): Promise<CheckTargetResult> {
  const { store } = session.access;
  const known = [...mounts, ...store.knownMounts.map(({ path }) => path)];
  const parsed = parseTarget(text, known);
  if (!parsed.ok) return parsed;
  const { target } = parsed;
  const kvVersion = store.knownMounts.find(({ path }) => path === target.mount)?.kvVersion;
  const status = await store.describe(target, signal);
  const keyExists = status.kind === 'exists' && status.keys?.includes(target.key) === true;
  return { ok: true, target, keyExists, ...(kvVersion === undefined ? {} : { kvVersion }) };
}

async function move(
  session: Session,
  view: DocumentView | undefined,
  params: MoveParams,
  signal: AbortSignal,
): Promise<MoveResult> {
  const finding = findingAt(view, params);
  if (!view || !finding) return { outcome: 'refused', message: fileChanged, inVault: false };
  if (!isAgreedPlace(session, params)) return signedInElsewhere;
  const { target, version, kvV1RaceConfirmed } = params;
  const { languageId } = view.document;
  const ports = { vault: session.access.vault, document: moveDocument(session, params.uri) };
  return moveSecret(ports, { target, version, kvV1RaceConfirmed, languageId, finding }, signal);
}

/** The document as the editor last told it; edits go through the editor, for exactly one version. */
export function moveDocument(
  { connection, documents }: Session,
  uri: string,
  label = 'Move to Vault',
): MoveDocument {
  return {
    snapshot: () => {
      const document = documents.get(uri);
      return document && { version: document.version, text: document.getText() };
    },
    applyEdit: async ({ version, start, end, newText }) => {
      const document = documents.get(uri);
      if (document?.version !== version) return false;
      const edits = [{ range: toRange(document, { start, end }), newText }];
      const documentChanges = [{ textDocument: { uri, version }, edits }];
      const { applied } = await connection.workspace.applyEdit({
        label,
        edit: { documentChanges },
      });
      return applied;
    },
  };
}
