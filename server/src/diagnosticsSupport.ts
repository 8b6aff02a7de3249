import type { Connection, Diagnostic, TextDocuments } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Subscription } from './languageService/secretStore.ts';
import { guard, quietly } from './requestGuard.ts';
import type { Timer } from './runtime.ts';

const refreshDelayMs = 100;

/** Diagnostics by pull where the client can, by push where not; the rest of the server need not know which. */
export interface DiagnosticsSupport {
  /** Has all documents checked again soon; calls within a tenth of a second are one. */
  refresh(): void;
}

type Compute = (document: TextDocument) => Promise<Diagnostic[]>;

/** Called once the diagnostics of an open document have been told. */
type Told = (uri: string) => void;

/** Most documents that are remembered to have been asked about before they were opened. */
const MAX_AWAITED = 1_000;

/**
 * Answers pulls. `canRefresh` says whether the client lets the server ask for a new pull. A document that is not open
 * has no diagnostics; should the client open one that it asked about too early, it is told to ask again.
 */
export function pullDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  timer: Timer,
  canRefresh: boolean,
  compute: Compute,
  told: Told,
): DiagnosticsSupport {
  const awaited = new Set<string>();
  connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
    guard('Checking the document', token, async () => {
      const document = documents.get(uri);
      if (!document && awaited.size < MAX_AWAITED) awaited.add(uri);
      const items = document ? await compute(document) : [];
      // Behind the answer, which is sent before the next turn.
      if (document) setImmediate(() => quietly(() => documents.get(uri) && told(uri)));
      return { kind: DocumentDiagnosticReportKind.Full, items };
    }),
  );
  const support = debounced(timer, () => {
    if (canRefresh) void connection.languages.diagnostics.refresh().catch(() => undefined);
  });
  documents.onDidOpen(({ document: { uri } }) => {
    if (awaited.delete(uri)) support.refresh();
  });
  return support;
}

/** Publishes on change. A check that fails publishes nothing, so what was shown stays. */
export function pushDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  timer: Timer,
  compute: Compute,
  told: Told,
): DiagnosticsSupport {
  const publish = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (!document) return;
    const { version } = document;
    const diagnostics = await compute(document).catch(() => undefined);
    if (!diagnostics || documents.get(uri)?.version !== version) return;
    told(uri);
    await connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const waiting = new Map<string, Subscription>();
  documents.onDidChangeContent(({ document: { uri } }) => {
    waiting.get(uri)?.dispose();
    waiting.set(
      uri,
      timer.setTimeout(() => void publish(uri), refreshDelayMs),
    );
  });
  documents.onDidClose(({ document: { uri } }) => {
    waiting.get(uri)?.dispose();
    waiting.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  return debounced(timer, () => documents.keys().forEach((uri) => void publish(uri)));
}

function debounced(timer: Timer, run: () => void): DiagnosticsSupport {
  let pending: Subscription | undefined;
  return {
    refresh: () => {
      pending?.dispose();
      pending = timer.setTimeout(run, refreshDelayMs);
    },
  };
}
