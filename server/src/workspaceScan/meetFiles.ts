import type { WorkspaceFolder } from 'vscode-languageserver';
import type { ConfigFile, WalkStep } from '../scan/files/walk.ts';
import { addressIn } from './fileAddress.ts';
import type { FolderScanParts, ScannedFolder } from './scanFolder.ts';

/** What a scan meets: a file of the workspace and how many findings it has, accepted ones included; or what it skips. */
export type MetFile =
  | {
      readonly folder: WorkspaceFolder;
      readonly uri: string;
      readonly file: ConfigFile;
      readonly findings: number;
    }
  | {
      readonly folder: WorkspaceFolder;
      readonly skipped: { readonly path: string; readonly reason: string };
    };

/** What a scan of a folder, or of what of it `only` names, would meet. @throws the signal's reason. */
export async function* meetFiles(
  { scanning, tell }: Pick<FolderScanParts, 'scanning' | 'tell'>,
  { folder, root, settings, isExcluded }: ScannedFolder,
  only: readonly string[] | undefined,
  signal: AbortSignal,
): AsyncIterable<MetFile> {
  const { detection, detectionEnabled, minConfidence } = settings;
  const steps = detectionEnabled ? scanning.walk({ root, only, isExcluded }) : switchedOff;
  for await (const step of scanning.scanner.scan(steps, { detection, minConfidence }, tell, signal)) {
    signal.throwIfAborted();
    if ('skipped' in step) {
      const { shown: path, reason } = step.skipped;
      yield { folder, skipped: { path, reason } };
      continue;
    }
    const { file, scanned } = step;
    yield { folder, uri: addressIn(folder.uri, file.relative), file, findings: scanned.findings.length };
    if (scanned.limit !== undefined)
      yield { folder, skipped: { path: file.relative, reason: scanned.limit } };
  }
  signal.throwIfAborted();
}

/** For a folder in which nothing is looked for. */
export const switchedOff: readonly WalkStep[] = [
  { skipped: { shown: '', reason: 'detection is switched off in the settings', isArgument: true } },
];
