import type { Diagnostic, DiagnosticCollection, Uri } from 'vscode';

/** What is needed of the editor's collection. */
export type ShownDiagnostics = Pick<DiagnosticCollection, 'name' | 'set' | 'delete' | 'dispose'>;

/** `files`: what a scan of the disk found; `documents`: what an open document says of itself. */
export type LayerName = 'files' | 'documents';

interface Layer {
  readonly name: LayerName;
  readonly entries: Map<string, readonly [Uri, readonly Diagnostic[]]>;
}

/**
 * Two layers of diagnostics in one collection of the editor. A file shows what its open document says, even when that is
 * nothing, and what the scan found while no document speaks; each change is one call, so that nothing is ever shown
 * twice or missing meanwhile. vscode-languageclient has a collection for each, whose diagnostics would add up.
 */
export class DiagnosticLayers {
  readonly #shown: ShownDiagnostics;
  readonly #files: Layer = { name: 'files', entries: new Map() };
  readonly #documents: Layer = { name: 'documents', entries: new Map() };

  constructor(shown: ShownDiagnostics) {
    this.#shown = shown;
  }

  /** A layer, as a collection of its own. Disposing of it empties it. */
  layer(name: LayerName): DiagnosticCollection {
    const layer = name === 'files' ? this.#files : this.#documents;
    const put = (uri: Uri, diagnostics: readonly Diagnostic[] | undefined): void =>
      this.#put(layer, uri, diagnostics);
    const clear = (): void => this.clear(name);
    const all = (): IterableIterator<readonly [Uri, readonly Diagnostic[]]> => layer.entries.values();
    const collection: DiagnosticCollection = {
      name: `${this.#shown.name}.${name}`,
      set: (
        where: Uri | readonly [Uri, readonly Diagnostic[] | undefined][],
        diagnostics?: readonly Diagnostic[],
      ): void => {
        if (!isList(where)) put(where, diagnostics);
        else for (const [uri, its] of where) put(uri, its);
      },
      delete: (uri) => put(uri, undefined),
      clear,
      forEach: (callback) => {
        for (const [uri, diagnostics] of all()) callback(uri, diagnostics, collection);
      },
      get: (uri) => layer.entries.get(uri.toString())?.[1],
      has: (uri) => layer.entries.has(uri.toString()),
      dispose: clear,
      [Symbol.iterator]: () => all() as IterableIterator<[Uri, readonly Diagnostic[]]>,
    };
    return collection;
  }

  /** Empties a layer. */
  clear(name: LayerName): void {
    const layer = name === 'files' ? this.#files : this.#documents;
    for (const [uri] of [...layer.entries.values()]) this.#put(layer, uri, undefined);
  }

  /** Undefined takes the entry away, and so does an empty list of files: nothing was found there. */
  #put({ name, entries }: Layer, uri: Uri, diagnostics: readonly Diagnostic[] | undefined): void {
    const key = uri.toString();
    const isGone = diagnostics === undefined || (name === 'files' && diagnostics.length === 0);
    const hadEntry = isGone ? entries.delete(key) : false;
    if (isGone && !hadEntry) return;
    if (!isGone) entries.set(key, [uri, diagnostics]);
    if (name === 'documents' || !this.#documents.entries.has(key)) this.#show(key, uri);
  }

  #show(key: string, uri: Uri): void {
    const entry = this.#documents.entries.get(key) ?? this.#files.entries.get(key);
    if (entry) this.#shown.set(uri, entry[1]);
    else this.#shown.delete(uri);
  }
}

function isList(
  where: Uri | readonly [Uri, readonly Diagnostic[] | undefined][],
): where is readonly [Uri, readonly Diagnostic[] | undefined][] {
  return Array.isArray(where);
}
