/**
 * `npm run bench:typing -- [FILES]`: how long an edit of an open file waits for its diagnostics while the server scans a
 * workspace of so many files (10,000), beside the same edits while nothing is scanned. Builds nothing: `npm run build`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ServerProcess } from './bench/serverProcess.ts';

const count = Number(process.argv[2] ?? 10_000);
const openText = Array.from({ length: 1_000 }, (_, index) => `key${index}:\n  port: ${8_000 + index}\n`).join(
  '',
);
const idleEdits = 200;
const pauseMs = 10;

async function writeTree(folder: string): Promise<void> {
  const lines = Array.from(
    { length: 150 },
    (_, index) => `  option${index}: { enabled: true, port: ${index} }\n`,
  );
  for (let index = 0; index < count; index += 1) {
    const place = join(folder, `service${index % 100}`);
    await mkdir(place, { recursive: true });
    const secret = index % 10 === 0 ? '  password: Zq8-made-up-Kv41x\n' : '';
    await writeFile(join(place, `values${index}.yaml`), `app:\n${lines.join('')}${secret}`);
  }
}

/** Presses keys until `isOver`; milliseconds from each to its diagnostics. */
async function type(server: ServerProcess, isOver: (edits: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isOver(times.length)) {
    times.push(await server.edit({ start: 12, end: 12, insert: '1' }));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return times.sort((one, other) => one - other);
}

function report(what: string, times: readonly number[]): void {
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`${what}: ${times.length} edits, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(0.999)} ms`);
}

const folder = await mkdtemp(join(tmpdir(), 'vault-refs-typing-'));
const script = join(import.meta.dirname, '..', 'dist', 'server.js');
const server = await ServerProcess.start(script, pathToFileURL(folder).href);
try {
  await writeTree(folder);
  await server.open({ name: 'the open file', languageId: 'yaml', text: openText });
  await type(server, (edits) => edits === idleEdits);
  report('nothing is scanned', await type(server, (edits) => edits === idleEdits));
  const started = performance.now();
  let summary: unknown;
  void server.scan().then((answer) => (summary = answer));
  report(`${count} files are scanned`, await type(server, () => summary !== undefined));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    `the scan took ${seconds} s: ${JSON.stringify(summary)}; ${server.memory?.toFixed(0) ?? '?'} MB`,
  );
} finally {
  server.stop();
  await rm(folder, { recursive: true, force: true });
}
