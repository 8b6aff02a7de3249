import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeFailure, type Failure, findFailure } from '../test/support/reader/holds.ts';
import { readerProperties } from '../test/support/reader/properties.ts';

/**
 * Tries the properties of the reader on random texts and edits until the time is up. Failures are made small and
 * written to a folder, one of each kind. Exit code 0: none; 1: some; 2: wrong use.
 */
const USAGE = 'usage: npm run fuzz -- --minutes N [--seed S]';

/** Cases of one property between looks at the clock. */
const BATCH = 250;

function readArguments(): { minutes: number; seed: number } {
  const number = (text: string | undefined, fallback: number): number =>
    text === undefined ? fallback : Number(text);
  try {
    const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
    const minutes = number(values.minutes, Number.NaN);
    const seed = number(values.seed, Date.now() & 0x3fffffff);
    if (minutes > 0 && Number.isInteger(seed)) return { minutes, seed };
    throw new Error('give the minutes as a number, the seed as a whole one');
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    process.exit(2);
  }
}

class FailureFolder {
  readonly #kinds = new Map<string, number>();
  #path: string | undefined;

  /** Failures whose words are alike but for numbers and texts count as one kind. */
  add(property: string, failure: Failure): void {
    const kind = `${property}: ${failure.what.replace(/\[.*?\]|"(?:[^"\\]|\\.)*"|\d+/g, '_').slice(0, 120)}`;
    const seen = this.#kinds.get(kind) ?? 0;
    this.#kinds.set(kind, seen + 1);
    if (seen > 0) return;
    this.#path ??= mkdtempSync(join(tmpdir(), 'vault-refs-fuzz-'));
    const { smallest } = failure;
    const file = join(this.#path, `failure-${this.#kinds.size}`);
    writeFileSync(`${file}.txt`, `${property}\n${describeFailure(failure)}\n`);
    writeFileSync(`${file}.${smallest.languageId}`, smallest.text);
    console.log(`\n${property}\n${describeFailure(failure)}\nwritten to ${file}.txt`);
  }

  get size(): number {
    return this.#kinds.size;
  }
}

const { minutes, seed } = readArguments();
const failures = new FailureFolder();
const started = performance.now();
const seconds = (): number => (performance.now() - started) / 1000;
let cases = 0;
let nextReport = 10;
for (let round = 0; seconds() < minutes * 60; round += 1) {
  for (const { name, cases: texts, check } of readerProperties) {
    const failure = findFailure(texts, check, { seed: seed + round, runs: BATCH });
    cases += BATCH;
    if (failure) failures.add(name, failure);
  }
  if (seconds() < nextReport) continue;
  nextReport = seconds() + 30;
  console.log(
    `${Math.round(seconds())} s, ${cases} cases, ${Math.round(cases / seconds())} per second, ${failures.size} kinds of failure`,
  );
}
console.log(`seed ${seed}: ${cases} cases in ${Math.round(seconds())} s, ${failures.size} kinds of failure`);
process.exit(failures.size > 0 ? 1 : 0);
