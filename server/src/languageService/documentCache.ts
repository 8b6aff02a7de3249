import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigDocument } from './configDocument.ts';
import { parseConfig } from './parse/index.ts';

interface Entry {
  readonly version: number;
  readonly languageId: string;
  readonly parsed: ConfigDocument;
}

/** The last reading of each open file. A new version is read against the one before, so untouched blocks survive. */
export class DocumentCache {
  readonly #entries = new Map<string, Entry>();

  /** Returns the reading of this version of the document. Never throws. */
  get(document: TextDocument): ConfigDocument {
    const { uri, version, languageId } = document;
    const entry = this.#entries.get(uri);
    if (entry?.version === version && entry.languageId === languageId) return entry.parsed;
    const parsed = parseConfig(document.getText(), languageId, entry?.parsed);
    this.#entries.set(uri, { version, languageId, parsed });
    return parsed;
  }

  /** Forgets a closed file. */
  delete(uri: string): void {
    this.#entries.delete(uri);
  }
}
