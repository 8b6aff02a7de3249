import type { FileEvent, WorkspaceFolder } from 'vscode-languageserver';
import { heldIn } from '../handlers/workspacePlace.ts';
import type { DocumentView } from '../languageService/features/documentView.ts';
import { baselineFileName } from '../scan/baseline/baseline.ts';
import type { BaselineOnDisk } from '../scan/baseline/baselineFile.ts';
import type { BaselineFiles } from '../scan/baseline/baselineFiles.ts';
import { withRenames } from '../scan/baseline/changes.ts';
import type { WatchedFiles } from '../watchedFiles.ts';
import type { WorkspaceFolders } from '../workspaceFolders.ts';
import { diskPath } from '../workspaceScan/fileAddress.ts';
import { withoutAccepted } from './acceptedFindings.ts';
import { FolderBaseline, Markers } from './folderBaseline.ts';

/** Where a document lies in a folder that may have a baseline. */
export interface BaselinePlace {
  readonly folder: WorkspaceFolder;
  /** Path of the folder on this machine. */
  readonly root: string;
  /** Slash path of the document from there. */
  readonly file: string;
}

export interface WorkspaceBaselinesParts {
  readonly files: BaselineFiles;
  readonly folders: WorkspaceFolders;
  /** Says something once, where it is in nobody's way. */
  readonly tell: (problem: string) => void;
  /** `accepted`: the document whose findings were accepted; undefined when the file was changed otherwise. */
  readonly onDidChange: (accepted: string | undefined) => void;
}

/**
 * The baselines in the roots of the workspace's folders: what they accept is not shown. They are files of the workspace
 * and read in one that is not trusted, too: they hide findings, as comments in its files do, and do nothing else.
 */
export class WorkspaceBaselines {
  readonly #parts: WorkspaceBaselinesParts;
  readonly #markers: Markers;
  readonly #byRoot = new Map<string, Promise<FolderBaseline | undefined>>();
  readonly #told = new Set<string>();

  constructor(parts: WorkspaceBaselinesParts) {
    this.#parts = parts;
    this.#markers = new Markers(parts.files);
  }

  /** Follows the files; only once the client is initialized. */
  watch(watchedFiles: WatchedFiles): void {
    watchedFiles.watch([{ globPattern: `**/${baselineFileName}` }], (changes) => this.#take(changes));
  }

  /** The baseline of a folder by its path on this machine; undefined when it has none that can be read. */
  of(root: string): Promise<FolderBaseline | undefined> {
    const known = this.#byRoot.get(root);
    if (known) return known;
    const baseline = this.#read(root);
    this.#byRoot.set(root, baseline);
    return baseline;
  }

  /** The place of a document; undefined for one outside of all folders, or not on this machine's disk. */
  async placeOf(uri: string): Promise<BaselinePlace | undefined> {
    const held = heldIn(uri, await this.#parts.folders.current());
    const root = held && diskPath(held.folder.uri);
    return held && root !== undefined ? { folder: held.folder, root, file: held.path } : undefined;
  }

  /** A view without what the baseline of its folder accepts. */
  async filter(view: DocumentView): Promise<DocumentView> {
    if (view.findings.length === 0) return view;
    const place = await this.placeOf(view.document.uri);
    const known = place && (await this.of(place.root));
    const entries = known?.entriesOf(place?.file ?? '');
    return known && entries ? withoutAccepted(view, entries, known.mark) : view;
  }

  /** A marker with a salt. */
  marker(salt: string): FolderBaseline['mark'] {
    return this.#markers.get(salt);
  }

  /** What was read is read again, as it has changed: by accepting findings of the document, when there is one. */
  forget(accepted?: string): void {
    this.#byRoot.clear();
    this.#parts.onDidChange(accepted);
  }

  #take(changes: readonly FileEvent[]): void {
    if (!changes.some(({ uri }) => uri.endsWith(`/${baselineFileName}`))) return;
    void this.#hasChanged().then((hasChanged) => {
      if (hasChanged) this.forget();
    });
  }

  /** Whether one is another than it was read: our own writing is told as a change, too. */
  async #hasChanged(): Promise<boolean> {
    for (const [root, known] of [...this.#byRoot]) {
      const onDisk = this.#parts.files.read(root);
      if ((onDisk.kind === 'read' ? onDisk.text : undefined) !== (await known)?.text) return true;
    }
    return false;
  }

  async #read(root: string): Promise<FolderBaseline | undefined> {
    const onDisk = this.#parts.files.read(root);
    switch (onDisk.kind) {
      case 'none':
        return undefined;
      case 'unreadable':
        this.#tell(root, onDisk.problem);
        return undefined;
      case 'read':
        onDisk.problems.forEach((problem) => this.#tell(root, problem));
        return this.#open(root, onDisk);
    }
  }

  async #open(root: string, { baseline, text }: BaselineOnDisk & { kind: 'read' }): Promise<FolderBaseline> {
    const renamed = await this.#parts.files.renamed(root);
    return new FolderBaseline(withRenames(baseline, renamed), text, this.#markers.get(baseline.salt));
  }

  #tell(root: string, problem: string): void {
    const id = `${root}\n${problem}`;
    if (this.#told.has(id) || this.#told.size >= MAX_TOLD) return;
    this.#told.add(id);
    this.#parts.tell(`${baselineFileName}: ${problem}`);
  }
}

/** Most sentences in a session. */
const MAX_TOLD = 100;
