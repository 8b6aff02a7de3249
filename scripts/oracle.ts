import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { examineAll } from './reader/examineAll.ts';
import { findConfigFiles, findSuiteFiles } from './reader/findFiles.ts';
import { Tally } from './reader/tally.ts';

/**
 * Compares the product's reader with `yaml` and `jsonc-parser` on every config file of some folders that those accept:
 * number of the document, path, range, style, kind and value of each scalar, uncut, cut normally and cut everywhere.
 * Exit code 0: all equal; 1: a file differs; 2: wrong use.
 */
const USAGE = `usage: npm run oracle -- DIR...          every .yaml, .yml, .json and .jsonc under the folders
       npm run oracle -- --suite DIR    the YAML test suite, branch "data"
  --all   tell every difference, not the first 20
  --text  show texts and values of what differs; they may be secrets`;

function readArguments(): { folders: string[]; all: boolean; text: boolean; suite: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { all: { type: 'boolean' }, text: { type: 'boolean' }, suite: { type: 'boolean' } },
    });
    const missing = positionals.find((folder) => !existsSync(folder));
    if (missing !== undefined) throw new Error(`no such folder: ${missing}`);
    if (positionals.length === 0) throw new Error('name a folder');
    const { all = false, text = false, suite = false } = values;
    return { folders: positionals, all, text, suite };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    process.exit(2);
  }
}

const { folders, all, text, suite } = readArguments();
const cases = suite ? folders.flatMap(findSuiteFiles) : [];
const files = suite
  ? cases.filter(({ isValid }) => isValid).map(({ path }) => path)
  : folders.flatMap(findConfigFiles);
const tally = new Tally();
const started = performance.now();
await examineAll(files, text, (examined) => tally.add(examined));

const told = tally.differences.toSorted((one, two) =>
  one.path < two.path ? -1 : one.path > two.path ? 1 : 0,
);
for (const { path, modes, what } of told.slice(0, all ? Infinity : 20))
  console.log(`${path} [${modes.join(', ')}] ${what}`);
if (!all && told.length > 20) console.log(`... ${told.length - 20} more, --all shows them`);
if (suite) console.log(`cases the suite calls malformed, left out ${cases.length - files.length}`);
for (const line of tally.lines) console.log(line);
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exit(tally.different > 0 ? 1 : 0);
