import type { Connection, WorkspaceFolder } from 'vscode-languageserver';
import { abortable } from '../abortable.ts';
import type { ScanOutcome, ScanState, ScanSummary, SkippedFiles } from '../protocol.ts';
import type { FileScanning, Timer } from '../runtime.ts';
import type { ResourceSettingsCache } from '../settings.ts';
import type { WorkspaceBaselines } from '../workspaceBaseline/workspaceBaselines.ts';
import type { WorkspaceFolders } from '../workspaceFolders.ts';
import type { ConfigFile } from '../scan/files/walk.ts';
import type { ClosedFileDiagnostics } from './closedFileDiagnostics.ts';
import { addressIn } from './fileAddress.ts';
import type { FolderPlace } from './folderPlaces.ts';
import { everyPlace, placesOf } from './folderPlaces.ts';
import type { CompareIn, LookedAt } from './lookInto.ts';
import { lookInto } from './lookInto.ts';
import type { MetFile } from './meetFiles.ts';
import { meetFiles } from './meetFiles.ts';
import { ResultsFeed } from './resultsFeed.ts';
import type { FolderScanParts, ScannedFolder } from './scanFolder.ts';
import { scanFolder } from './scanFolder.ts';
import { noExclusions, readExclusions } from './scanSettings.ts';
import { ScanStore } from './scanStore.ts';

/** Most secrets that are kept; who has more wants to know of the first. */
export const MAX_SECRETS = 50_000;

export interface WorkspaceScanParts {
  readonly connection: Connection;
  readonly timer: Timer;
  readonly scanning: FileScanning;
  readonly folders: WorkspaceFolders;
  readonly settings: ResourceSettingsCache;
  readonly baselines: WorkspaceBaselines;
  readonly diagnostics: ClosedFileDiagnostics;
  /** Whether the client tells its settings. */
  readonly canAsk: boolean;
  /** Called when there are going to be results to keep up. */
  readonly onFirstScan: () => void;
}

/** Scans the folders of the workspace, one scan at a time, and keeps what was found. */
export class WorkspaceScan {
  readonly #parts: WorkspaceScanParts;
  readonly #store: ScanStore;
  readonly #feed: ResultsFeed;
  #hasScanned = false;
  #kind: ScanState['kind'] = 'none';
  #isOutdated = false;
  #filesRead = 0;
  #running: AbortController | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: WorkspaceScanParts) {
    this.#parts = parts;
    this.#feed = new ResultsFeed(parts.connection, parts.timer, () => this.state);
    this.#store = new ScanStore((file) => {
      parts.diagnostics.changed(file);
      this.#feed.changed(file);
    });
  }

  get state(): ScanState {
    return { kind: this.#kind, isOutdated: this.#isOutdated, ...this.#store.counts(this.#filesRead) };
  }

  /** Scans everything. A scan that goes on is ended. Never rejects. */
  async run(signal: AbortSignal): Promise<ScanSummary> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    if (!this.#hasScanned) this.#parts.onFirstScan();
    this.#hasScanned = true;
    return this.#inTurn(async () => {
      const both = AbortSignal.any([signal, running.signal]);
      this.#kind = 'running';
      this.#isOutdated = false;
      this.#filesRead = 0;
      this.#feed.stateChanged();
      const outcome = await this.#scanAll(both).catch((): ScanOutcome => 'failed');
      // Some may have gone meanwhile.
      this.#forgetOthers(everyPlace(await this.#parts.folders.current()));
      this.#kind = outcome === 'complete' ? 'complete' : 'incomplete';
      this.#feed.flush();
      const isSuperseded = outcome === 'cancelled' && running.signal.aborted;
      return { outcome: isSuperseded ? 'superseded' : outcome, ...this.#store.counts(this.#filesRead) };
    });
  }

  /** Scans files and folders again, by their addresses, once nothing else is scanned. Nothing before the first scan. */
  async rescan(uris: readonly string[]): Promise<void> {
    if (this.#kind === 'none') return;
    const { signal } = (this.#running ??= new AbortController());
    await this.#inTurn(async () => {
      for (const place of placesOf(uris, await this.#parts.folders.current())) {
        if (signal.aborted) return;
        const scanned = await this.#ready(place, signal);
        await scanFolder(this.#folderParts(), scanned, signal, place.paths);
      }
    }).catch(() => undefined);
  }

  /**
   * What a scan of everything would meet in files, with what findings are compared by, for somebody else: nothing of it is
   * kept here. @throws the signal's reason.
   */
  async *look(compareIn: CompareIn, signal: AbortSignal): AsyncIterable<LookedAt> {
    for (const place of everyPlace(await abortable(this.#parts.folders.current(), signal))) {
      const scanned = await this.#ready(place, signal);
      yield* lookInto(this.#folderParts(), scanned, compareIn, signal);
    }
  }

  /**
   * What a scan of everything, or of what some addresses name, would meet, for somebody else: nothing of it is kept here.
   * @throws the signal's reason.
   */
  async *meet(uris: readonly string[] | undefined, signal: AbortSignal): AsyncIterable<MetFile> {
    const folders = await abortable(this.#parts.folders.current(), signal);
    for (const place of uris ? placesOf(uris, folders) : everyPlace(folders)) {
      const scanned = await this.#ready(place, signal);
      yield* meetFiles(this.#folderParts(), scanned, place.paths, signal);
    }
  }

  /** The files that a scan of everything would read, for somebody else. @throws the signal's reason. */
  async *files(signal: AbortSignal): AsyncIterable<{ readonly uri: string; readonly file: ConfigFile }> {
    for (const place of everyPlace(await abortable(this.#parts.folders.current(), signal))) {
      const { folder, root, isExcluded } = await this.#ready(place, signal);
      for await (const step of this.#parts.scanning.walk({ root, isExcluded })) {
        signal.throwIfAborted();
        if ('file' in step) yield { uri: addressIn(folder.uri, step.file.relative), file: step.file };
      }
    }
  }

  /** Forgets the results; a scan that goes on is ended. */
  clear(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#last = this.#inTurn(() => {
      this.#store.remove(() => true);
      this.#store.forgetSkips(() => true);
      this.#kind = 'none';
      this.#isOutdated = false;
      this.#filesRead = 0;
      this.#feed.reset();
      return Promise.resolve();
    });
  }

  /** Folders went: so does what was found in them. Whoever holds their files now is not scanned. */
  foldersChanged(removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    this.#store.remove(({ folderUri }) => gone.has(folderUri));
    this.#store.forgetSkips(({ folderUri }) => gone.has(folderUri));
    this.outdate();
  }

  /** Something that decides what is found has changed. */
  outdate(): void {
    if (this.#kind === 'none' || this.#isOutdated) return;
    this.#isOutdated = true;
    this.#feed.stateChanged();
  }

  skipped(): SkippedFiles {
    return this.#store.skipped();
  }

  /** Ends what goes on; the results stay. */
  stop(): void {
    this.#running?.abort();
  }

  /** One after the other: two scans of a folder would forget what the other met. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #scanAll(signal: AbortSignal): Promise<ScanOutcome> {
    const folders = await abortable(this.#parts.folders.current(), signal);
    const places = everyPlace(folders);
    if (places.length === 0) return 'no-folder';
    for (const place of places) {
      const scanned = await this.#ready(place, signal).catch(() => undefined);
      if (!scanned) return signal.aborted ? 'cancelled' : 'failed';
      const isComplete = await scanFolder(this.#countingParts(), scanned, signal);
      if (!isComplete) return signal.aborted ? 'cancelled' : 'too-many';
    }
    return 'complete';
  }

  #forgetOthers(places: readonly FolderPlace[]): void {
    const known = new Set(places.map(({ folder }) => folder.uri));
    this.#store.remove(({ folderUri }) => !known.has(folderUri));
    this.#store.forgetSkips(({ folderUri }) => !known.has(folderUri));
  }

  /** A folder with its settings; what has a folder of its own is left to that. */
  async #ready({ folder, root, inner }: FolderPlace, signal: AbortSignal): Promise<ScannedFolder> {
    const { connection, settings, scanning, baselines, canAsk } = this.#parts;
    const exclusion = canAsk ? readExclusions(connection, folder) : Promise.resolve(noExclusions);
    const asked = Promise.all([settings.get(folder.uri), exclusion, baselines.of(root)]);
    const [own, exclusions, baseline] = await abortable(asked, signal);
    const isNamed = await scanning.createExclusion(exclusions, this.#tell);
    const isInner = (path: string): boolean =>
      inner.some((other) => path === other || path.startsWith(`${other}/`));
    return { folder, root, settings: own, baseline, isExcluded: (path) => isInner(path) || isNamed(path) };
  }

  #folderParts(): FolderScanParts {
    const goOn = (): boolean => this.#store.secrets < MAX_SECRETS;
    return { scanning: this.#parts.scanning, store: this.#store, tell: this.#tell, goOn };
  }

  /** The same for a scan of everything, which counts the files it reads. */
  #countingParts(): FolderScanParts {
    const parts = this.#folderParts();
    return {
      ...parts,
      goOn: () => {
        this.#filesRead += 1;
        this.#feed.stateChanged();
        return parts.goOn();
      },
    };
  }

  readonly #tell = (problem: string): void => this.#parts.connection.console.warn(problem);
}
