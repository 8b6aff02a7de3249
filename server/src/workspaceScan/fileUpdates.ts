import type { FileEvent, FileSystemWatcher } from 'vscode-languageserver';
import { FileChangeType, WatchKind } from 'vscode-languageserver';
import type { Subscription } from '../languageService/secretStore.ts';
import type { Timer } from '../runtime.ts';
import { languageOf } from '../scan/files/language.ts';
import type { WorkspaceScan } from './workspaceScan.ts';

/** Events come in bursts: a checkout of another branch is one update. */
const delayMs = 300;

/** Of more changed places than this, everything is to be scanned again by hand. */
const MAX_CHANGED = 2_000;

/**
 * What is watched once there are results. Editors tell of a folder that comes or goes, but not of what is in it, so
 * names of any kind are watched to come and go.
 */
export const scanWatchers: FileSystemWatcher[] = [
  { globPattern: '**/*.{yaml,yml,eyaml,eyml,json,jsonc,webmanifest,jsonld,code-workspace}' },
  { globPattern: '**/.{gitignore,ignore}' },
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];

/** Has files that change on disk scanned again, a moment after the last change. */
export class FileUpdates {
  readonly #scan: WorkspaceScan;
  readonly #timer: Timer;
  readonly #changed = new Set<string>();
  #waiting: Subscription | undefined;

  constructor(scan: WorkspaceScan, timer: Timer) {
    this.#scan = scan;
    this.#timer = timer;
  }

  /** Takes what changed on disk. */
  readonly take = (changes: readonly FileEvent[]): void => {
    if (this.#scan.state.kind === 'none') return;
    for (const { uri, type } of changes) {
      const name = uri.slice(uri.lastIndexOf('/') + 1);
      if (/^\.(?:git)?ignore$/.test(name)) this.#scan.outdate();
      else if (languageOf(name) !== undefined || type !== FileChangeType.Changed) this.#changed.add(uri);
    }
    if (this.#changed.size > 0) this.#wait();
  };

  #wait(): void {
    this.#waiting?.dispose();
    this.#waiting = this.#timer.setTimeout(() => {
      const uris = [...this.#changed];
      this.#changed.clear();
      if (uris.length > MAX_CHANGED) this.#scan.outdate();
      else void this.#scan.rescan(uris);
    }, delayMs);
  }
}
