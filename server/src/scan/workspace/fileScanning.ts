import { EDITOR_TIME_LIMIT } from '../../detectionPolicies.ts';
import type { FileScanning } from '../../runtime.ts';
import { localScanner } from '../localScanner.ts';
import { createExclusion } from './exclusions.ts';
import { walkFolder } from './folderWalk.ts';

/** The scanning of an editor's workspace. */
export function createFileScanning(): FileScanning {
  return { scanner: localScanner(EDITOR_TIME_LIMIT), walk: walkFolder, createExclusion };
}
