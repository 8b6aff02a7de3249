import type { Examined } from './examineWorker.ts';

/** Counts what became of the files, and keeps the differences. */
export class Tally {
  readonly differences: {
    readonly path: string;
    readonly modes: readonly string[];
    readonly what: string;
  }[] = [];
  readonly #counts = new Map<string, number>();
  #different = 0;

  add({ path, outcome }: Examined): void {
    this.#count('files');
    if ('skipped' in outcome) this.#count(`skipped, ${outcome.skipped}`);
    else if ('rejected' in outcome) this.#count(`rejected, ${outcome.rejected}`);
    else {
      this.#count('compared');
      if (outcome.isMasked) this.#count('masked');
      this.#count('scalars', outcome.scalars);
      if (outcome.differences.length > 0) this.#different += 1;
      this.differences.push(...outcome.differences.map((difference) => ({ path, ...difference })));
    }
  }

  /** Files in which a mode differs from the oracle. */
  get different(): number {
    return this.#different;
  }

  get lines(): string[] {
    const compared = this.#of('compared');
    const rejected = ['malformed', 'too deep', 'ambiguous'].reduce(
      (sum, reason) => sum + this.#of(`rejected, ${reason}`),
      0,
    );
    return [
      `files ${this.#of('files')}`,
      `compared ${compared} (with templates masked ${this.#of('masked')}; ${this.#of('scalars')} scalars)`,
      `equal ${compared - this.different}`,
      `different ${this.different}`,
      `rejected by the oracle ${rejected} (too deep ${this.#of('rejected, too deep')}, ambiguous templates ${this.#of('rejected, ambiguous')})`,
      ...['not UTF-8', 'over 2 MiB', 'not readable']
        .filter((reason) => this.#of(`skipped, ${reason}`) > 0)
        .map((reason) => `skipped, ${reason} ${this.#of(`skipped, ${reason}`)}`),
    ];
  }

  #count(what: string, by = 1): void {
    this.#counts.set(what, this.#of(what) + by);
  }

  #of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }
}
