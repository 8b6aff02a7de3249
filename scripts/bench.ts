import { parseArgs } from 'node:util';
import { benchFiles } from './bench/benchFiles.ts';
import { measure } from './bench/measure.ts';
import { READER_HEADS, readerRow } from './bench/readerAlone.ts';
import { benchServers } from './bench/servers.ts';
import { HEADS, rowOf, table } from './bench/table.ts';
import { runStep } from './steps/runStep.ts';

/**
 * Times the language server on large generated files, from the edit to its diagnostics, beside other servers where
 * installed. A benchmark is no test: exit code 1 only when a server ends or does not answer.
 */
const USAGE = `usage: npm run bench [-- OPTION...]
  --reader      the reader alone too
  --edits N     edits per series, 200 if not given
  --no-build    measure dist/ as it is
VAULT_REFS_BENCH_PEERS=FOLDER: where yaml-language-server and vscode-langservers-extracted are installed`;

function readArguments(): { reader: boolean; build: boolean; edits: number } {
  try {
    const { values } = parseArgs({
      options: { reader: { type: 'boolean' }, 'no-build': { type: 'boolean' }, edits: { type: 'string' } },
    });
    const edits = Number(values.edits ?? 200);
    if (!Number.isInteger(edits) || edits < 2) throw new Error('give at least 2 edits');
    return { reader: values.reader === true, build: values['no-build'] !== true, edits };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    process.exit(2);
  }
}

const { reader, build, edits } = readArguments();
if (build && !(await runStep('bundle', 'node', ['esbuild.mjs'])).ok) process.exit(1);
const files = benchFiles();
const servers = benchServers(edits);
const rows: string[][] = [];
let crashes = 0;
for (const file of files) {
  for (const server of servers.filter(
    ({ languageId }) => languageId === 'both' || languageId === file.languageId,
  )) {
    process.stderr.write(`${server.name}, ${file.name} ...\n`);
    try {
      const measured = await measure(server, file);
      const isOwn = server === servers[0];
      const answers = measured.isPulled ? 'pulled' : `pushed, waits ${server.debounce}`;
      rows.push(rowOf(file.name, server.name, measured, answers, isOwn ? file.target : undefined));
    } catch (error) {
      crashes += 1;
      rows.push([file.name, server.name, error instanceof Error ? error.message : String(error)]);
    }
  }
}
console.log(table([HEADS, ...rows]));
console.log(
  'Milliseconds from the edit to its diagnostics; in brackets the target. Times of others include their waiting.\nA file is opened a second after the start of the server: the middle of three.',
);
if (servers.length === 1)
  console.log('No other server is installed; VAULT_REFS_BENCH_PEERS names a folder that has some.');
if (reader)
  console.log(`\nThe reader alone\n${table([READER_HEADS, ...files.map((file) => readerRow(file, edits))])}`);
process.exit(crashes > 0 ? 1 : 0);
