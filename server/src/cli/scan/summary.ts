import type { Skipped } from '../../scan/files/walk.ts';
import type { ExitCode } from '../context.ts';
import { exitCodes } from '../context.ts';

/** Counts what a scan did, and tells from that how it went. */
export class Summary {
  findings = 0;
  files = 0;
  /** True when something that was asked for could not be done. */
  couldNot = false;

  /** Something was not looked into; a file among others says nothing of how the scan went. */
  skipped({ isArgument }: Skipped): void {
    this.couldNot ||= isArgument;
  }

  get exitCode(): ExitCode {
    if (this.couldNot) return exitCodes.couldNot;
    return this.findings > 0 ? exitCodes.findings : exitCodes.clean;
  }

  get text(): string {
    return `Plaintext secrets: ${this.findings}, files read: ${this.files}.`;
  }
}
