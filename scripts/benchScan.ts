import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { walkConfigFiles } from '../server/src/scan/files/walk.ts';
import { table } from './bench/table.ts';
import { generateFiles } from './benchScan/generate.ts';
import { findGitleaks } from './benchScan/peer.ts';
import { type ProcessRun, runProcess } from './benchScan/processRun.ts';
import { runStep } from './steps/runStep.ts';

/** Times `vault-refs scan` on a folder as a process of its own, by turns with gitleaks where that is installed. */
const USAGE = `usage: npm run bench:scan -- DIR | --generate N [OPTION...]
  --generate N  N made-up files of 10 KB in a temporary folder in place of DIR
  --runs N      runs of each, 3 if not given; the middle one counts
  --no-build    measure dist/ as it is
VAULT_REFS_BENCH_GITLEAKS=FILE: gitleaks, where it is not in PATH`;

interface Options {
  readonly directory: string | undefined;
  readonly count: number;
  readonly runs: number;
  readonly build: boolean;
}

function readArguments(): Options {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { generate: { type: 'string' }, runs: { type: 'string' }, 'no-build': { type: 'boolean' } },
    });
    const [directory] = positionals;
    const [count, runs] = [Number(values.generate ?? 0), Number(values.runs ?? 3)];
    if (positionals.length > 1 || (directory === undefined) === (count === 0))
      throw new Error('give DIR or N');
    if (![count, runs].every((number) => Number.isInteger(number) && number >= 0) || runs === 0)
      throw new Error('a number is none');
    return { directory, count, runs, build: values['no-build'] !== true };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    process.exit(2);
  }
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
}

interface Row {
  readonly name: string;
  readonly runs: readonly ProcessRun[];
}

function rowOf({ name, runs }: Row, bytes: number): string[] {
  const walls = runs.map(({ wall }) => wall);
  const memories = runs.flatMap(({ memory }) => memory ?? []);
  const memory = memories.length === 0 ? '?' : (Math.max(...memories) / 1e6).toFixed(0);
  const seconds = middle(walls) / 1000;
  const all = walls.map((wall) => (wall / 1000).toFixed(2)).join(' ');
  return [name, seconds.toFixed(2), all, (bytes / 1e6 / seconds).toFixed(1), memory];
}

const options = readArguments();
if (options.build && !(await runStep('bundle', 'node', ['esbuild.mjs'])).ok) process.exit(1);
const made = options.directory === undefined ? mkdtempSync(join(tmpdir(), 'vault-refs-bench-')) : undefined;
try {
  if (made !== undefined) generateFiles(made, options.count);
  const folder = resolve(options.directory ?? made ?? '.');
  let [files, skipped, bytes] = [0, 0, 0];
  for (const step of walkConfigFiles([folder], '/')) {
    if ('skipped' in step) skipped += 1;
    else {
      files += 1;
      bytes += statSync(step.file.absolute).size;
    }
  }
  console.log(`${files} files, ${(bytes / 1e6).toFixed(1)} MB; ${skipped} skipped by the walk`);
  const own: ProcessRun[] = [];
  const peer: ProcessRun[] = [];
  const cli = join(import.meta.dirname, '../dist/cli.js');
  const gitleaks = findGitleaks(process.env);
  for (let run = 0; run < options.runs; run += 1) {
    own.push(await runProcess(process.execPath, [cli, 'scan', '--format', 'jsonl', folder]));
    if (gitleaks !== undefined)
      peer.push(
        await runProcess(gitleaks, ['dir', folder, '--no-banner', '--exit-code', '0', '-l', 'error']),
      );
  }
  const rows = [rowOf({ name: 'vault-refs scan', runs: own }, bytes)];
  if (peer.length > 0) rows.push(rowOf({ name: 'gitleaks dir', runs: peer }, bytes));
  console.log(table([['program', 'seconds', 'each run', 'MB/s', 'peak MB'], ...rows]));
  const [last] = own;
  console.log(last?.stderr.trimEnd().split('\n').at(-1) ?? '');
  if (gitleaks === undefined) console.log('gitleaks is not installed; VAULT_REFS_BENCH_GITLEAKS names it.');
  if (own.some(({ code }) => code !== 0 && code !== 1 && code !== 3)) process.exitCode = 1;
} finally {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
}
