import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from './bench/table.ts';
import { type BenchCase, type Measured, measureRun } from './benchMigrate/measureRun.ts';
import { type RequestKind, requestKinds } from './benchMigrate/requestKinds.ts';
import { runStep } from './steps/runStep.ts';

/** Counts the requests of `vault-refs migrate` and times it, against the embedded server. Exit 1 when there are too many. */
const USAGE = `usage: npm run bench:migrate [-- OPTION...]
  --files N    files and paths, 100 if not given; ten secrets in each
  --usual      also with the usual limit of 10 requests a second, 100 at once
  --no-build   measure dist/ as it is`;

/** Most requests of a path: a new one, and one that has keys of others. */
const targets = { new: 4, existing: 5, mount: 2 } as const;

/** As fast as the settings allow. */
const FAST = '1000:10000';
const USUAL = '10:100';

function readArguments(): { files: number; usual: boolean; build: boolean } {
  try {
    const { values } = parseArgs({
      options: { files: { type: 'string' }, usual: { type: 'boolean' }, 'no-build': { type: 'boolean' } },
    });
    const files = Number(values.files ?? 100);
    if (!Number.isInteger(files) || files < 1) throw new Error('give a number of files');
    return { files, usual: values.usual === true, build: values['no-build'] !== true };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    process.exit(2);
  }
}

function casesOf(files: number, usual: boolean): readonly BenchCase[] {
  const secrets = { files, each: 10 };
  const base = { secrets, isExisting: false, mayAnnotate: false, latencyMs: 0, rate: FAST };
  const cases: BenchCase[] = [];
  for (const latencyMs of [0, 20]) {
    cases.push({ ...base, name: 'new paths', latencyMs });
    cases.push({ ...base, name: 'existing paths', isExisting: true, latencyMs });
  }
  cases.push({ ...base, name: 'new paths, attribution', mayAnnotate: true, latencyMs: 20 });
  if (usual) cases.push({ ...base, name: 'new paths', latencyMs: 20, rate: USUAL });
  return cases;
}

const ofPaths: readonly RequestKind[] = ['read', 'history', 'write', 'patch'];

function perPath({ requests }: Measured, files: number): number {
  return ofPaths.reduce((sum, kind) => sum + (requests.get(kind) ?? 0), 0) / files;
}

function isWithin(measured: Measured, { isExisting, secrets }: BenchCase): boolean {
  const most = isExisting ? targets.existing : targets.new;
  const mounts = measured.requests.get('mounts') ?? 0;
  return (
    measured.ok &&
    perPath(measured, secrets.files) <= most &&
    mounts <= targets.mount &&
    measured.requests.get('other') === 0
  );
}

function rowOf(bench: BenchCase, measured: Measured): readonly string[] {
  const most = bench.isExisting ? targets.existing : targets.new;
  const { seconds, requests } = measured;
  return [
    bench.name,
    `${bench.latencyMs} ms`,
    bench.rate,
    seconds.toFixed(1),
    ...requestKinds.map((kind) => String(requests.get(kind) ?? 0)),
    `${perPath(measured, bench.secrets.files).toFixed(2)} (${isWithin(measured, bench) ? 'ok' : 'over'}, ${most})`,
  ];
}

const { files, usual, build } = readArguments();
if (build && !(await runStep('bundle', 'node', ['esbuild.mjs'])).ok) process.exit(1);
const program = join(import.meta.dirname, '../dist/cli.js');
const heads = ['paths', 'latency', 'limit:burst', 'seconds', ...requestKinds, 'per path'];
const rows: (readonly string[])[] = [];
let isOver = false;
for (const bench of casesOf(files, usual)) {
  process.stderr.write(`${bench.name}, ${bench.latencyMs} ms, ${bench.rate} ...\n`);
  const measured = await measureRun(program, bench);
  if (!measured.ok) process.stderr.write(measured.stderr);
  isOver ||= !isWithin(measured, bench);
  rows.push(rowOf(bench, measured));
}
console.log(`${files * 10} secrets of ${files} files, to ${files} paths of one mount`);
console.log(table([heads, ...rows]));
console.log(
  'A limit is the setting of requests a second and how many may leave at once; 10:100 is usual.\n' +
    'Requests per path: read, history, write and patch; attribution is best effort and one more.\n' +
    'Seconds are of the whole process: start, scan, sign-in, plan, run and report.',
);
process.exit(isOver ? 1 : 0);
