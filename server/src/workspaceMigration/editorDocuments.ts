import type { Connection, TextDocuments, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { abortable } from '../abortable.ts';
import { comparable } from '../handlers/workspacePlace.ts';
import { toRange } from '../languageService/features/documentView.ts';
import type { ReferenceEdit } from '../languageService/migration/edit.ts';
import { requests } from '../requests.ts';

/** So long an editor may take to edit or save a document, in milliseconds; it may ask a person something meanwhile. */
const patienceMs = 120_000;

/** What the editor made of an edit. `unknown`: it did not say. */
export type EditAnswer = 'applied' | 'refused' | 'unknown';

/** PORT: the documents that the editor has open. */
export interface EditorDocuments {
  /** The open document of a file, however its address is spelled. */
  find(uri: string): TextDocument | undefined;
  /** Applies all edits to exactly this version of a document, or none. Never throws. */
  edit(document: TextDocument, edits: readonly ReferenceEdit[]): Promise<EditAnswer>;
  /** Whether the document is on disk as the editor has it; false also where it does not say. Never throws. */
  save(document: TextDocument): Promise<boolean>;
}

/** The open documents of a client that answers requests for saving. */
export function editorDocuments(
  connection: Connection,
  documents: Pick<TextDocuments<TextDocument>, 'all'>,
): EditorDocuments {
  return {
    find(uri) {
      const address = comparable(uri);
      return documents.all().find((document) => comparable(document.uri) === address);
    },
    async edit(document, edits) {
      const { uri, version } = document;
      const changes: TextEdit[] = edits.map((edit) => ({
        range: toRange(document, edit),
        newText: edit.newText,
      }));
      const documentChanges = [{ textDocument: { uri, version }, edits: changes }];
      const asked = connection.workspace.applyEdit({ label: 'Move to Vault', edit: { documentChanges } });
      return patiently(asked).then(
        ({ applied }) => (applied ? 'applied' : 'refused'),
        () => 'unknown',
      );
    },
    save: ({ uri }) =>
      patiently(connection.sendRequest(requests.saveDocument, { uri })).then(
        (isSaved) => (isSaved as unknown) === true,
        () => false,
      ),
  };
}

function patiently<T>(answer: Promise<T>): Promise<T> {
  return abortable(answer, AbortSignal.timeout(patienceMs));
}
