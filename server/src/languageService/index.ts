import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentCache } from './documentCache.ts';
import { CodeActionProvider } from './features/codeActions/codeActions.ts';
import { CompletionProvider } from './features/completion.ts';
import { DiagnosticProvider } from './features/diagnostics.ts';
import type { DocumentPlace, DocumentView } from './features/documentView.ts';
import { DocumentReader } from './features/documentView.ts';
import { HoverProvider } from './features/hover.ts';
import type { KnownReferences } from './features/knownReferences.ts';
import { nothingKnown } from './features/knownReferences.ts';
import { Problems } from './features/problems.ts';
import { ReferenceProblems } from './features/referenceProblems.ts';
import { ReferenceChecker } from './referenceChecker.ts';
import type { ResourceSettings } from './resourceSettings.ts';
import type { SecretStore } from './secretStore.ts';

export interface LanguageServiceOptions {
  readonly store: SecretStore;
  /** Address of the page that explains the diagnostic codes. */
  readonly documentationPage: string;
  /** What a comparison with Vault has found. */
  readonly known?: KnownReferences;
}

/** All features over one store. Nothing in it does I/O but through the store. */
export interface LanguageService {
  readonly diagnostics: DiagnosticProvider;
  readonly hover: HoverProvider;
  readonly completion: CompletionProvider;
  readonly codeActions: CodeActionProvider;
  readonly checker: ReferenceChecker;
  readonly reader: DocumentReader;
  /** The view of a document's current version. */
  read(document: TextDocument, settings: ResourceSettings, place?: DocumentPlace): DocumentView;
  /** Frees what is kept for a document. */
  forget(uri: string): void;
}

/** The one place where the parts are put together. */
export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const { store } = options;
  const cache = new DocumentCache();
  const reader = new DocumentReader(cache, store);
  const checker = new ReferenceChecker(store);
  const problems = new Problems(new ReferenceProblems(store, checker), options.known ?? nothingKnown);
  const diagnostics = new DiagnosticProvider(problems, options.documentationPage);
  return {
    diagnostics,
    checker,
    reader,
    hover: new HoverProvider(store),
    completion: new CompletionProvider(store),
    codeActions: new CodeActionProvider(problems, diagnostics),
    read: (document, settings, place) => reader.read(document, settings, place),
    forget: (uri) => cache.delete(uri),
  };
}
