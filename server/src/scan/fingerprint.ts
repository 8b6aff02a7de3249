import { createHash } from 'node:crypto';
import type { ScanFinding } from './scanFinding.ts';

/** What {@link fingerprintOf} is made of, as a name with a version. */
export const fingerprintName = 'vaultRefs/v1';

/**
 * Names a finding of a file across scans, in hexadecimal: the same while its rule, file, key path and place among those
 * of the same key path stay, wherever it moves in the file. Nothing of the value is in it.
 */
export function fingerprintOf({ rule, keyPath, ordinal }: ScanFinding, file: string): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, file, keyPath, ordinal]))
    .digest('hex');
}
