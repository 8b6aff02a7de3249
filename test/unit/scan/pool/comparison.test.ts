import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { compare } from '../../../../server/src/inVault/comparison.ts';
import { Gathering } from '../../../../server/src/inVault/gathering.ts';
import { noDetectionSettings } from '../../../../server/src/languageService/findings/policy/detectionSettings.ts';
import { walkConfigFiles } from '../../../../server/src/scan/files/walk.ts';
import { localScanner } from '../../../../server/src/scan/localScanner.ts';
import { createScanner } from '../../../../server/src/scan/pool/createScanner.ts';
import type { ScanStep } from '../../../../server/src/scan/scanFiles.ts';
import type { Scanner, ScanRequest } from '../../../../server/src/scan/scanner.ts';
import { createDigestKey, digestValue } from '../../../../server/src/valueDigest.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import { InMemorySecretDigests } from '../../../support/inMemorySecretDigests.ts';
import { folderWith } from '../../cli/capturedContext.ts';

const source = fileURLToPath(new URL('../../../../server/src/scan/pool/scanWorker.ts', import.meta.url));
const TIME_LIMIT = 1_000;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vault-refs-worker-'));
  const outfile = join(folder, 'scanWorker.mjs');
  await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pooled(threads: number): Scanner {
  const workerFile = pathToFileURL(join(folder, 'scanWorker.mjs'));
  const scanner = createScanner({ threads, timeLimit: TIME_LIMIT, fewest: 1, workerFile });
  onTestFinished(() => scanner.dispose());
  return scanner;
}

/** Many files, so that each thread has some: one in three has the secret, one in seven a reference. */
function tree(secret: string): string {
  const text = (index: number): string => {
    const own = index % 3 === 0 ? `db:\n  password: ${secret}\n` : `a: ${index}\n`;
    return index % 7 === 0 ? `${own}ref: secret/app/db${index}#password\n` : own;
  };
  return folderWith(
    Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`f${index}.yaml`, text(index)])),
  );
}

async function all(scanner: Scanner, root: string, request: ScanRequest): Promise<readonly ScanStep[]> {
  const steps: ScanStep[] = [];
  const scan = scanner.scan(walkConfigFiles(['.'], root), request, () => undefined);
  for await (const step of scan) steps.push(step);
  return steps;
}

function gather(steps: readonly ScanStep[]): Gathering<string> {
  const gathering = new Gathering<string>();
  for (const step of steps) {
    if (!('file' in step)) continue;
    gathering.addReferences(step.scanned.references);
    for (const { digests } of step.scanned.findings) gathering.addFinding(step.file.shown, digests);
  }
  return gathering;
}

test('threads digest under the key that they are given, and tell the references of every file', async () => {
  const canary = createCanary();
  const secret = `${canary.secret}-9z`;
  const root = tree(secret);
  const key = createDigestKey();
  const request = {
    detection: noDetectionSettings,
    minConfidence: 'high',
    compare: { key, mounts: ['secret'] },
  } as const;
  const alone = await all(localScanner(TIME_LIMIT), root, request);
  for (const threads of [1, 3]) {
    const steps = await all(pooled(threads), root, request);
    expect(steps).toEqual(alone);
    expectNoLeak(canary, steps);
    const gathering = gather(steps);
    expect(gathering.size).toBe(40);
    expect([...gathering.wanted]).toEqual([digestValue(key, secret)]);
    expect(gathering.paths.paths).toHaveLength(18);
  }
});

test('what threads digested is found in Vault, under the key of this comparison alone', async () => {
  const { secret } = createCanary();
  const root = tree(secret);
  const key = createDigestKey();
  const request = {
    detection: noDetectionSettings,
    minConfidence: 'high',
    compare: { key, mounts: ['secret'] },
  } as const;
  const scanner = pooled(2);
  const gathering = gather(await all(scanner, root, request));
  const digests = new InMemorySecretDigests().put('secret/app/db7', { password: secret });
  const place = { origin: 'https://vault.example.test', namespace: '' };
  const { paths } = gathering.paths;
  const { signal } = new AbortController();
  const found = await compare(digests, { place, paths, wanted: gathering.wanted, key }, signal);
  expect([...gathering.matches(found.matches)]).toHaveLength(40);
  // The threads stay; the next comparison has another key.
  const next = { ...request, compare: { ...request.compare, key: createDigestKey() } };
  const wanted = gather(await all(scanner, root, next)).wanted;
  expect([...wanted]).toHaveLength(1);
  expect([...wanted]).not.toEqual([...gathering.wanted]);
});
