import type { MigrationResult } from '../../../server/src/protocol.ts';

/** The report of what this window did last: it knows more than the journal does. */
export class Reports {
  #last: { readonly run: string; readonly report: string } | undefined;

  /** Takes the report of a result, if it has one. */
  take({ run, report }: MigrationResult): void {
    if (run !== undefined && report !== undefined) this.#last = { run, report };
  }

  /** The report of this run; undefined unless it is what was done last. */
  of(run: string): string | undefined {
    return this.#last?.run === run ? this.#last.report : undefined;
  }
}
