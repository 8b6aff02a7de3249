import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { noDetectionSettings } from '../../../../server/src/languageService/findings/policy/detectionSettings.ts';
import { walkConfigFiles } from '../../../../server/src/scan/files/walk.ts';
import { localScanner } from '../../../../server/src/scan/localScanner.ts';
import { createScanner } from '../../../../server/src/scan/pool/createScanner.ts';
import type { ScanStep } from '../../../../server/src/scan/scanFiles.ts';
import type { Scanner, ScanRequest } from '../../../../server/src/scan/scanner.ts';
import { folderWith } from '../../cli/capturedContext.ts';

const source = fileURLToPath(new URL('../../../../server/src/scan/pool/scanWorker.ts', import.meta.url));
const request: ScanRequest = { detection: noDetectionSettings, minConfidence: 'low' };
const TIME_LIMIT = 1_000;
let folder = '';

/** The worker as it is in the bundle, and beside it workers that go wrong. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vault-refs-worker-'));
  const outfile = join(folder, 'scanWorker.mjs');
  await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function workerFile(code?: string): URL {
  if (code === undefined) return pathToFileURL(join(folder, 'scanWorker.mjs'));
  const file = join(folder, `${String(Math.random()).slice(2)}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${code}\n`);
  return pathToFileURL(file);
}

/** A worker that ends when it is given a file with `killer` in its name for a task of some kinds. */
const mortal = (...kinds: readonly string[]): string => `parentPort.on('message', ({ task }) => {
  const names = (task?.files ?? []).map((one) => (one.file ?? one).shown);
  if (${JSON.stringify(kinds)}.includes(task?.kind) && names.some((name) => name.includes('killer'))) process.exit(1);
});
await import('./scanWorker.mjs');`;

function pooled(threads: number, code?: string, fewest = 1): Scanner {
  const scanner = createScanner({ threads, timeLimit: TIME_LIMIT, fewest, workerFile: workerFile(code) });
  onTestFinished(() => scanner.dispose());
  return scanner;
}

/** Files of which every third has a secret and every tenth is no text. */
function tree(count: number): string {
  const content = (index: number): string | Uint8Array => {
    if (index % 10 === 9) return Uint8Array.of(0, 1, 2);
    return index % 3 === 0 ? `a: ${index}\npassword: n0t-Real-${index}z\n` : `a: ${index}\n`;
  };
  const name = (index: number): string => `f${String(index).padStart(4, '0')}.yaml`;
  return folderWith(Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), content(at)])));
}

async function all(scanner: Scanner, root: string, signal?: AbortSignal): Promise<ScanStep[]> {
  const steps: ScanStep[] = [];
  const walk = walkConfigFiles(['.'], root);
  for await (const step of scanner.scan(walk, request, () => undefined, signal)) steps.push(step);
  return steps;
}

function reasons(steps: readonly ScanStep[]): Record<string, string> {
  return Object.fromEntries(
    steps.flatMap((step) => ('skipped' in step ? [[step.skipped.shown, step.skipped.reason]] : [])),
  );
}

describe('a scanner with threads', () => {
  test('says what one without says, in the same order', async () => {
    const root = tree(120);
    const alone = await all(localScanner(TIME_LIMIT), root);
    expect(alone).toHaveLength(120);
    expect(alone.some((step) => 'file' in step && step.scanned.findings.length > 0)).toBe(true);
    for (const threads of [1, 3]) expect(await all(pooled(threads), root)).toEqual(alone);
  });

  test('scans twice, and two walks at once', async () => {
    const [one, two] = [tree(50), tree(80)];
    const scanner = pooled(2);
    const first = await all(scanner, one);
    const [again, other] = await Promise.all([all(scanner, one), all(scanner, two)]);
    expect(again).toEqual(first);
    expect(other).toEqual(await all(localScanner(TIME_LIMIT), two));
  });

  test('starts no thread for a few files', async () => {
    const steps = await all(pooled(2, 'process.exit(1)', 50), tree(20));
    expect(reasons(steps)).toEqual({
      'f0009.yaml': 'binary or not UTF-8',
      'f0019.yaml': 'binary or not UTF-8',
    });
  });

  test('ends when the signal aborts, without throwing', async () => {
    const root = tree(400);
    const stop = new AbortController();
    const steps: ScanStep[] = [];
    const walk = walkConfigFiles(['.'], root);
    for await (const step of pooled(2).scan(walk, request, () => undefined, stop.signal)) {
      steps.push(step);
      if (steps.length === 20) stop.abort();
    }
    expect(steps).toHaveLength(20);
    expect(await all(pooled(2), root, AbortSignal.abort())).toEqual([]);
  });

  test('ends though a thread never answers when the signal aborts', async () => {
    const stop = new AbortController();
    const steps = all(pooled(1, 'parentPort.on("message", () => undefined);'), tree(5), stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect(await steps).toEqual([]);
  });

  test('replaces a thread that ends, and reports the file that ended it', async () => {
    const root = folderWith({
      'a.yaml': 'password: n0t-Real-1z\n',
      'b-killer.yaml': 'password: n0t-Real-2z\n',
      'c.yaml': 'password: n0t-Real-3z\n',
      'd-killer.yaml': '',
      'e.yaml': 'password: n0t-Real-4z\n',
    });
    const steps = await all(pooled(2, mortal('look', 'read', 'scan')), root);
    expect(steps).toHaveLength(5);
    expect(reasons(steps)).toEqual({
      'b-killer.yaml': 'its scan ended without a result',
      'd-killer.yaml': 'its scan ended without a result',
    });
    const found = steps.flatMap((step) => ('file' in step ? [step.scanned.findings.length] : []));
    expect(found).toEqual([1, 1, 1]);
  });

  test.each([2, 3, 4])(
    'reports what ends a reader, and loses nothing that was read with it: %d',
    async (threads) => {
      const name = (index: number): string => `${index % 40 === 7 ? 'killer' : 'f'}${index}.yaml`;
      const content = (index: number): string =>
        index % 2 === 1 ? `password: n0t-Real-${index}z\n` : 'a: 1\n';
      const indices = Array.from({ length: 160 }, (_, index) => index);
      const root = folderWith(Object.fromEntries(indices.map((index) => [name(index), content(index)])));
      const steps = await all(pooled(threads, mortal('read', 'scan')), root);
      expect(Object.keys(reasons(steps)).sort()).toEqual(
        ['killer7.yaml', 'killer47.yaml', 'killer87.yaml', 'killer127.yaml'].sort(),
      );
      const found = steps.flatMap((step) => ('file' in step ? [...step.scanned.findings] : []));
      expect(found).toHaveLength(76);
    },
  );

  test('reports every file when no thread can be started', async () => {
    const steps = await all(pooled(2, 'throw new Error("no");'), tree(60));
    expect(Object.keys(reasons(steps))).toHaveLength(60);
  });

  test('tells once what does not work in the settings', async () => {
    const told: string[] = [];
    const detection = {
      ...noDetectionSettings,
      rules: [{ id: 'mine', pattern: '(', allow: [] }],
    };
    const walk = walkConfigFiles(['.'], tree(100));
    const steps = pooled(3).scan(walk, { ...request, detection }, (problem) => told.push(problem));
    const files: ScanStep[] = [];
    for await (const step of steps) files.push(step);
    expect(files).toHaveLength(100);
    expect(told).toEqual([expect.stringContaining('detection rule "mine" is ignored') as string]);
  });

  test('is done in this thread where there is no worker', async () => {
    const missing = pathToFileURL(join(folder, 'missing.mjs'));
    const scanner = createScanner({ threads: 2, timeLimit: TIME_LIMIT, fewest: 1, workerFile: missing });
    expect(await all(scanner, tree(30))).toHaveLength(30);
  });
});

test('a scan in this thread lets other work have its turn, and stops when the signal aborts', async () => {
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  const [step] = walkConfigFiles(['.'], tree(1));
  const walk = Array.from({ length: 2_000 }, () => step!);
  const scanner = localScanner(TIME_LIMIT);
  let count = 0;
  for await (const done of scanner.scan(walk, request, () => undefined, stop.signal))
    count += 'file' in done ? 1 : 0;
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(2_000);
});
