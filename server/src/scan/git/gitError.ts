export type GitErrorKind = 'no-git' | 'no-repository' | 'not-trusted' | 'deadline' | 'failed';

const advice: Readonly<Record<GitErrorKind, string>> = {
  'no-git': 'git is not installed, or not on the PATH.',
  'no-repository': 'There is no git repository with a work tree here.',
  'not-trusted': 'git does not trust this repository, as it belongs to another user: see safe.directory.',
  deadline: 'git took too long.',
  failed: 'git could not do what was asked of it.',
};

/** git did not do what was asked of it. The message is a sentence of our own: what git says may hold anything. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly kind: GitErrorKind;

  constructor(kind: GitErrorKind, message = advice[kind]) {
    super(message);
    this.kind = kind;
  }
}

/** What a failure means, by the texts that git has had for it in English for years. */
export function kindOf(complaint: string): GitErrorKind {
  if (/dubious ownership|unsafe repository/.test(complaint)) return 'not-trusted';
  if (/not a git repository|must be run in a work tree/i.test(complaint)) return 'no-repository';
  return 'failed';
}
