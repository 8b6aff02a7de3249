import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientActions } from '../languageService/features/codeActions/codeActions.ts';
import type { DocumentView } from '../languageService/features/documentView.ts';
import { clientCommands } from '../protocol.ts';
import { guard } from '../requestGuard.ts';
import type { Session } from './session.ts';
import { workspacePlace } from './workspacePlace.ts';

/** Hover, completion and code actions of whatever session there is when a request comes. */
export function registerLanguageFeatures(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  session: () => Session,
): void {
  connection.onHover(({ textDocument, position }, token) =>
    guard('Hover', token, async (signal) => {
      const view = await viewOf(session(), documents.get(textDocument.uri));
      return view && (await session().service.hover.provideHover(view, position, signal));
    }),
  );
  connection.onCompletion(({ textDocument, position }, token) =>
    guard('Completion', token, async (signal) => {
      const view = await viewOf(session(), documents.get(textDocument.uri));
      return view && (await session().service.completion.provideCompletion(view, position, signal));
    }),
  );
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    guard('Code actions', token, async () => {
      const view = await viewOf(session(), documents.get(textDocument.uri));
      const actions = session().options.clientCommands === true ? clientActions : undefined;
      return view && session().service.codeActions.provideCodeActions(view, range, context.only, actions);
    }),
  );
}

/** The document under its own settings; undefined for one that is not open. */
export async function viewOf(
  session: Session,
  document: TextDocument | undefined,
): Promise<DocumentView | undefined> {
  if (!document) return undefined;
  const { service, settings, folders, typing } = session;
  const { uri } = document;
  const [given, all] = await Promise.all([settings.get(uri), folders.current()]);
  const { workspaceFolderName, relativePath } = workspacePlace(uri, all);
  const path = workspaceFolderName === undefined ? undefined : relativePath;
  const view = service.read(document, given, { path, typedAt: typing.placeIn(uri) });
  if (view.isHeldBack) typing.owe(uri);
  return view;
}

const clientActions: ClientActions = {
  moveToVault: (findingId, uri, version) => ({
    title: 'Move to Vault...',
    command: clientCommands.moveToVault,
    arguments: [{ uri, version, findingId }],
  }),
  useReference: (findingId, uri, version) => ({
    title: 'Use an existing reference...',
    command: clientCommands.useReference,
    arguments: [{ uri, version, findingId }],
  }),
  createSecret: (uri, target) => ({
    title: 'Create this secret in Vault...',
    command: clientCommands.createSecret,
    arguments: [{ uri, ...target }],
  }),
};
