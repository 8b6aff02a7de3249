import { reportJsonLine } from '../../server/src/cli/reporters/jsonLines.ts';
import { builtInPolicy } from '../../server/src/languageService/findings/policy/detectionPolicy.ts';
import { defaultResourceSettings } from '../../server/src/languageService/resourceSettings.ts';
import { walkConfigFiles } from '../../server/src/scan/files/walk.ts';
import { scanFiles } from '../../server/src/scan/scanFiles.ts';
import type { Found } from './label.ts';

/** What `vault-refs scan --format jsonl` writes for a folder, found in this thread. What is skipped goes to standard error. */
export function scanFolder(root: string): readonly Found[] {
  const found: Found[] = [];
  const { minConfidence } = defaultResourceSettings;
  for (const step of scanFiles(walkConfigFiles(['.'], root), { policy: builtInPolicy, minConfidence })) {
    if ('skipped' in step) {
      process.stderr.write(`skipped ${step.skipped.shown}: ${step.skipped.reason}\n`);
      continue;
    }
    const { file, scanned } = step;
    for (const finding of scanned.findings) {
      const line = reportJsonLine({ file, finding });
      found.push(JSON.parse(line) as Found);
    }
  }
  return found;
}
