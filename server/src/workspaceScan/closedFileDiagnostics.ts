import type { Connection, Diagnostic } from 'vscode-languageserver';
import { MAX_DIAGNOSTICS } from '../languageService/features/diagnostics.ts';
import { findingSeverity } from '../languageService/features/problem.ts';
import { toDiagnostic } from '../languageService/features/toDiagnostic.ts';
import { comparable } from '../handlers/workspacePlace.ts';
import type { StoredFile } from './scanStore.ts';

/**
 * How the client shows the diagnostics of open documents: in one place with what is published for files (`push`), beside
 * it (`pull`), or on top of it (`layers`).
 */
export type OpenDiagnostics = 'push' | 'pull' | 'layers';

/**
 * Publishes what a scan found for files that are not open. An open document speaks for itself: what was published for
 * its file is withdrawn once its own diagnostics are told, and given back when it closes, so that there is neither a
 * gap nor everything twice.
 */
export class ClosedFileDiagnostics {
  readonly #connection: Connection;
  readonly #documentationPage: string;
  readonly #open: OpenDiagnostics;
  /** By comparable address, as clients escape differently. */
  readonly #files = new Map<string, StoredFile>();
  readonly #speaking = new Set<string>();
  readonly #published = new Set<string>();

  constructor(connection: Connection, documentationPage: string, open: OpenDiagnostics) {
    this.#connection = connection;
    this.#documentationPage = documentationPage;
    this.#open = open;
  }

  /** A file has other secrets now, or none any more. */
  changed(file: StoredFile): void {
    const key = comparable(file.uri);
    if (file.secrets.length === 0) this.#files.delete(key);
    else this.#files.set(key, file);
    if (!this.#speaking.has(key)) this.#publish(key, file.uri);
  }

  /** The diagnostics of an open document have been told. */
  documentSpoke(uri: string): void {
    if (this.#open === 'layers') return;
    const key = comparable(uri);
    this.#speaking.add(key);
    const isShown = this.#published.delete(key);
    if (isShown && this.#open === 'pull') this.#send(this.#files.get(key)?.uri ?? uri, []);
  }

  /** A document was closed: what the scan knows of its file is told again. */
  documentClosed(uri: string): void {
    const key = comparable(uri);
    if (this.#speaking.delete(key)) this.#publish(key, uri);
  }

  #publish(key: string, uri: string): void {
    const file = this.#files.get(key);
    if (file) this.#published.add(key);
    else if (!this.#published.delete(key)) return;
    this.#send(file?.uri ?? uri, file ? this.#diagnostics(file) : []);
  }

  #send(uri: string, diagnostics: Diagnostic[]): void {
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  #diagnostics({ secrets, severity }: StoredFile): Diagnostic[] {
    const all = secrets.map(({ range, reason: message, confidence }) => {
      const parts = { range, message, severity: findingSeverity({ confidence }, severity) };
      return toDiagnostic(this.#documentationPage, { ...parts, code: 'secret.plaintext' });
    });
    if (all.length <= MAX_DIAGNOSTICS) return all;
    return all.sort((one, two) => Number(one.severity) - Number(two.severity)).slice(0, MAX_DIAGNOSTICS);
  }
}
