import { isAtLeast } from '../languageService/findings/finding.ts';
import type { ResourceSettings } from '../languageService/resourceSettings.ts';
import type { CompareOptions } from '../scan/compareOptions.ts';
import type { ScannedText } from '../scan/scanFinding.ts';
import { addressIn } from './fileAddress.ts';
import type { FolderScanParts, ScannedFolder } from './scanFolder.ts';

/** How the findings of a folder with these settings are compared. */
export type CompareIn = (settings: ResourceSettings) => CompareOptions;

/** A file of the workspace that was looked into. */
export interface LookedAt {
  readonly uri: string;
  /** Slash path from the workspace folder. */
  readonly path: string;
  readonly scanned: ScannedText;
}

/**
 * What a folder's files hold that is compared: references, and findings that are high or certain and would be shown.
 * @throws the signal's reason.
 */
export async function* lookInto(
  { scanning, tell }: Pick<FolderScanParts, 'scanning' | 'tell'>,
  { folder, root, settings, isExcluded }: ScannedFolder,
  compareIn: CompareIn,
  signal: AbortSignal,
): AsyncIterable<LookedAt> {
  const { detection, detectionEnabled } = settings;
  const minConfidence = isAtLeast(settings.minConfidence, 'high') ? settings.minConfidence : 'high';
  const request = { detection, minConfidence, compare: compareIn(settings) };
  const steps = scanning.walk({ root, isExcluded });
  for await (const step of scanning.scanner.scan(steps, request, tell, signal)) {
    signal.throwIfAborted();
    if ('skipped' in step) continue;
    const { file, scanned } = step;
    yield {
      uri: addressIn(folder.uri, file.relative),
      path: file.relative,
      scanned: detectionEnabled ? scanned : { ...scanned, findings: [] },
    };
  }
  signal.throwIfAborted();
}
