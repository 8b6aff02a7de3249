import { printable } from '../../printable.ts';
import type { Skipped } from '../../scan/files/walk.ts';
import type { ScanStep } from '../../scan/scanFiles.ts';
import type { ScanRequest } from '../../scan/scanner.ts';
import type { CliContext, ExitCode } from '../context.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { ProgressLine } from '../terminal/progressLine.ts';
import { type FindingFilter, keepByAll } from './findingFilter.ts';
import type { Source } from './source.ts';
import { Summary } from './summary.ts';

/** The parts of a scan, in the order in which what is found goes through them. */
export interface ScanParts {
  readonly source: Source;
  readonly request: ScanRequest;
  /** What does not work in the settings, as sentences for the person who wrote them; there may be more meanwhile. */
  readonly problems: string[];
  readonly filters: readonly FindingFilter[];
  readonly reporter: Reporter;
}

type ScanOutputs = Pick<CliContext, 'stdout' | 'stderr' | 'environment'>;

/**
 * Takes what the source gives through filters and reporter, one file at a time.
 * @throws CouldNotError when the source fails.
 */
export class ScanRun {
  readonly #parts: ScanParts;
  readonly #context: ScanOutputs;
  readonly #summary = new Summary();
  readonly #progress: ProgressLine;

  constructor(parts: ScanParts, context: ScanOutputs) {
    this.#parts = parts;
    this.#context = context;
    this.#progress = new ProgressLine(context);
  }

  /** Runs to the end and says how it went. */
  async run(): Promise<ExitCode> {
    const { filters, reporter } = this.#parts;
    this.#tellProblems();
    this.#report(reporter.begin());
    await this.#takeAll().finally(() => this.#progress.erase());
    this.#tellProblems();
    this.#report(reporter.end(this.#summary));
    for (const filter of filters) filter.conclude?.().forEach((line) => this.#say(line));
    this.#say(this.#summary.text);
    return this.#summary.exitCode;
  }

  async #takeAll(): Promise<void> {
    const { source, request, problems } = this.#parts;
    for await (const step of source.scan(request, (problem) => problems.push(problem))) {
      await this.#take(step);
      this.#progress.show(() => this.#summary.text);
    }
  }

  #tellProblems(): void {
    for (const problem of this.#parts.problems.splice(0)) {
      this.#summary.couldNot = true;
      this.#say(problem);
    }
  }

  async #take(step: ScanStep): Promise<void> {
    if ('skipped' in step) {
      this.#skip(step.skipped);
      return;
    }
    const { file, scanned } = step;
    this.#summary.files++;
    if (scanned.limit !== undefined)
      this.#skip({ shown: file.shown, reason: scanned.limit, isArgument: false });
    for (const finding of await keepByAll(this.#parts.filters, file, scanned)) {
      this.#summary.findings++;
      this.#report(this.#parts.reporter.finding({ file, finding }));
    }
  }

  #skip(skipped: Skipped): void {
    this.#summary.skipped(skipped);
    this.#parts.reporter.skipped(skipped);
    this.#say(`skipped ${skipped.shown}: ${skipped.reason}`);
  }

  #report(text: string): void {
    if (text === '') return;
    this.#progress.erase();
    this.#context.stdout.write(text);
  }

  #say(line: string): void {
    this.#progress.erase();
    this.#context.stderr.write(`${printable(line)}\n`);
  }
}
