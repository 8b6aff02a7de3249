import type { FileOutcome, FileProblem } from '../runFiles.ts';

type Refusal = (FileOutcome & { readonly kind: 'refused' })['problem'];

const words: Readonly<Record<FileProblem | Refusal, string>> = {
  missing: 'The file is not there any more',
  unreadable: 'The file cannot be read',
  'read-only': 'The file cannot be written',
  outside: 'The file lies outside of the folders that are open',
  linked: 'The file has another name (a hard link), which would keep the plaintext',
  'not-text': 'The file is not UTF-8 text',
  'too-large': 'The file is too large',
  unsaved: 'The file has changes that are not saved',
  'line-ends': 'The file is open with other line ends than it has on disk, so save or close it',
  changed: 'The file was changed meanwhile',
  'no-room': 'There is no room left on the disk',
  'not-applied': 'The editor did not apply the edit',
};

/** Why a file cannot be used, as the beginning of a sentence. */
export function fileProblemWords(problem: FileProblem | Refusal): string {
  return words[problem];
}
