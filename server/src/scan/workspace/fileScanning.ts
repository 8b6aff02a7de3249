import { EDITOR_TIME_LIMIT } from '../../detectionPolicies.ts';
import type { FileScanning } from '../../runtime.ts';
import { createScanner, scanThreads } from '../pool/createScanner.ts';
import { createExclusion } from './exclusions.ts';
import { walkFolder } from './folderWalk.ts';

/** The scanning of an editor's workspace: in threads alone, and never in all that there are, as somebody may type. */
export function createFileScanning(): FileScanning {
  const threads = Math.max(1, scanThreads() - 1);
  const scanner = createScanner({ threads, timeLimit: EDITOR_TIME_LIMIT, fewest: 1 });
  return { scanner, walk: walkFolder, createExclusion };
}
