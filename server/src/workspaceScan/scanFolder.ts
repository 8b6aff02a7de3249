import type { WorkspaceFolder } from 'vscode-languageserver';
import type { ResourceSettings } from '../languageService/resourceSettings.ts';
import type { FileScanning } from '../runtime.ts';
import type { ConfigFile } from '../scan/files/walk.ts';
import type { ScanStep } from '../scan/scanFiles.ts';
import type { Exclusion } from '../scan/workspace/exclusions.ts';
import { markRequest } from '../scan/baseline/findingMarks.ts';
import type { FolderBaseline } from '../workspaceBaseline/folderBaseline.ts';
import { addressIn } from './fileAddress.ts';
import { switchedOff } from './meetFiles.ts';
import type { ScanStore, StoredFile } from './scanStore.ts';

/** A workspace folder on this machine's disk, with all that decides what is found in it. */
export interface ScannedFolder {
  readonly folder: WorkspaceFolder;
  readonly root: string;
  readonly settings: ResourceSettings;
  /** What is accepted in it. */
  readonly baseline: FolderBaseline | undefined;
  readonly isExcluded: Exclusion;
}

/** What a scan of a folder works with. */
export interface FolderScanParts {
  readonly scanning: FileScanning;
  readonly store: ScanStore;
  readonly tell: (problem: string) => void;
  /** Called after each file that was read; false ends the scan. */
  readonly goOn: () => boolean;
}

/**
 * Scans a folder, or what of it `only` names, into the store: what was there and was not met any more is forgotten,
 * unless the scan ends early. Returns whether it got to the end.
 */
export async function scanFolder(
  { scanning, store, tell, goOn }: FolderScanParts,
  scanned: ScannedFolder,
  signal: AbortSignal,
  only?: readonly string[],
): Promise<boolean> {
  const { root, settings, baseline, isExcluded } = scanned;
  const isMeant = scopeOf(scanned.folder.uri, only);
  store.forgetSkips(isMeant);
  const { detection, minConfidence } = settings;
  const steps = settings.detectionEnabled ? scanning.walk({ root, only, isExcluded }) : switchedOff;
  const met = new Set<string>();
  const marking = baseline ? { marks: markRequest(baseline.baseline, root) } : {};
  const request = { detection, minConfidence, ...marking };
  for await (const step of scanning.scanner.scan(steps, request, tell, signal)) {
    if (signal.aborted) break;
    keep(store, scanned, step);
    if ('file' in step) {
      met.add(addressIn(scanned.folder.uri, step.file.relative));
      if (!goOn()) return false;
    }
  }
  if (signal.aborted) return false;
  store.remove((file) => isMeant(file) && !met.has(file.uri));
  return true;
}

/** Whether something stored is of this folder, and of the named parts of it. */
function scopeOf(
  folderUri: string,
  only: readonly string[] | undefined,
): (stored: Pick<StoredFile, 'folderUri' | 'path'>) => boolean {
  return (stored) => {
    if (stored.folderUri !== folderUri) return false;
    return !only || only.some((path) => stored.path === path || stored.path.startsWith(`${path}/`));
  };
}

function keep(store: ScanStore, { folder, settings, baseline }: ScannedFolder, step: ScanStep): void {
  const place = (path: string): Omit<StoredFile, 'secrets' | 'severity'> => {
    const uri = path === '' ? folder.uri : addressIn(folder.uri, path);
    return { folderUri: folder.uri, folderName: folder.name, path, uri };
  };
  if ('skipped' in step) {
    store.skip({ ...place(step.skipped.shown), reason: step.skipped.reason });
    return;
  }
  const { limit, findings } = step.scanned;
  const { relative } = step.file satisfies ConfigFile;
  if (limit !== undefined) store.skip({ ...place(relative), reason: limit });
  const { severity } = settings;
  const shown = baseline?.notAccepted(relative, findings) ?? findings;
  const secrets = shown.map(({ rule, confidence, reason, range, keyPath, ordinal }) => {
    return { rule, confidence, reason, range, keyPath, ordinal };
  });
  store.put({ ...place(relative), secrets, severity });
}
