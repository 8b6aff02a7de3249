import type { FileOutcome, FileProblem } from '../../migration/runFiles.ts';
import { errorCode } from '../../scan/files/readText.ts';

export type Refusal = (FileOutcome & { readonly kind: 'refused' })['problem'];

/** Why a file cannot be read, by a system error. */
export function problemOf(error: unknown): FileProblem {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
}

/** Why a file cannot be replaced, by a system error. */
export function refusalOf(error: unknown): Refusal {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'no-room';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'read-only';
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return 'changed';
    default:
      return 'not-applied';
  }
}

export function refused(problem: Refusal): FileOutcome {
  return { kind: 'refused', problem };
}
