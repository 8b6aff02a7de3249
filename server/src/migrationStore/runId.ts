import { randomBytes } from 'node:crypto';

const RUN_ID = /^[0-9a-f]{16}$/;

/** A new name for a run, which nobody can foresee. It is part of the names of files. */
export function newRunId(): string {
  return randomBytes(8).toString('hex');
}

/** Whether a text can be the name of a run: then it leads to no other folder. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}
