/** A file of one side of a comparison. */
export interface ChangedFile {
  /** Slash path from the top folder; what is no UTF-8 is replaced. */
  readonly path: string;
  /** Where it was before, if it was renamed. */
  readonly from?: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'unmerged';
  /** Name of its content; all zeros where it lies in the work tree alone. */
  readonly objectId: string;
}

/** Reads what `git diff-index --raw -z` answers: `:MODE MODE ID ID STATUS`, a path, and the new path of a rename. */
export function readRawDiff(answer: Buffer): readonly ChangedFile[] {
  const fields = answer.toString('utf8').split('\0');
  const changed: ChangedFile[] = [];
  for (let index = 0; index + 1 < fields.length;) {
    const [, mode = '', , objectId = '', status = ''] = (fields[index] ?? '').split(' ');
    const hasTwoPaths = /^[RC]/.test(status);
    const first = fields[index + 1] ?? '';
    const path = hasTwoPaths ? (fields[index + 2] ?? '') : first;
    index += hasTwoPaths ? 3 : 2;
    const kind = status.startsWith('U') ? 'unmerged' : kindOf(mode);
    changed.push({ path, ...(hasTwoPaths ? { from: first } : {}), kind, objectId });
  }
  return changed;
}

function kindOf(mode: string): ChangedFile['kind'] {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}
