import { printable } from '../../printable.ts';
import type { Skipped } from '../../scan/files/walk.ts';
import type { ScanStep } from '../../scan/scanFiles.ts';
import type { ScanRequest } from '../../scan/scanner.ts';
import type { CliContext, ExitCode } from '../context.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { type FindingFilter, keepByAll } from './findingFilter.ts';
import type { Source } from './source.ts';
import { Summary } from './summary.ts';

/** The parts of a scan, in the order in which what is found goes through them. */
export interface ScanParts {
  readonly source: Source;
  readonly request: ScanRequest;
  /** What does not work in the settings, as sentences for the person who wrote them. */
  readonly problems: readonly string[];
  readonly filters: readonly FindingFilter[];
  readonly reporter: Reporter;
}

/**
 * Takes what the source gives through filters and reporter, one file at a time.
 * @throws CouldNotError when the source fails.
 */
export class ScanRun {
  readonly #parts: ScanParts;
  readonly #context: Pick<CliContext, 'stdout' | 'stderr'>;
  readonly #summary = new Summary();

  constructor(parts: ScanParts, context: Pick<CliContext, 'stdout' | 'stderr'>) {
    this.#parts = parts;
    this.#context = context;
  }

  /** Runs to the end and says how it went. */
  async run(): Promise<ExitCode> {
    const { source, request, problems, filters, reporter } = this.#parts;
    const problem = (sentence: string): void => {
      this.#summary.couldNot = true;
      this.#say(sentence);
    };
    problems.forEach(problem);
    this.#report(reporter.begin());
    for await (const step of source.scan(request, problem)) await this.#take(step);
    this.#report(reporter.end(this.#summary));
    for (const filter of filters) filter.conclude?.().forEach((line) => this.#say(line));
    this.#say(this.#summary.text);
    return this.#summary.exitCode;
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
    if (text !== '') this.#context.stdout.write(text);
  }

  #say(line: string): void {
    this.#context.stderr.write(`${printable(line)}\n`);
  }
}
