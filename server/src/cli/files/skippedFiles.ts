import { printable } from '../../printable.ts';
import type { Skipped } from '../../scan/files/walk.ts';
import type { CliContext } from '../context.ts';

/** Names on standard error what is not looked into. */
export class SkippedFiles {
  readonly #context: Pick<CliContext, 'stderr'>;
  #hasArgument = false;

  constructor(context: Pick<CliContext, 'stderr'>) {
    this.#context = context;
  }

  /** True when a path that was asked for could not be read. */
  get hasArgument(): boolean {
    return this.#hasArgument;
  }

  tell({ shown, reason, isArgument }: Skipped): void {
    this.#hasArgument ||= isArgument;
    this.#context.stderr.write(`skipped ${printable(shown)}: ${reason}\n`);
  }
}
