import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { details } from './eval/details.ts';
import type { LabelledSet } from './eval/label.ts';
import { commentTest, readLabelledDirectory } from './eval/labelledDirectory.ts';
import { withMarkedCorpus } from './eval/markedCorpus.ts';
import { scoreAll } from './eval/match.ts';
import { report } from './eval/report.ts';
import { scanFolder } from './eval/scanFolder.ts';
import { summaryOf } from './eval/summary.ts';
import { tableRows } from './eval/table.ts';

/**
 * Scores what `vault-refs scan` finds against labels: of a directory with `files/` and `labels.jsonl`, or of a corpus
 * whose files have the labels as marks in their text. Exit code 0: scored; 2: wrong use.
 */
const USAGE = `usage: npm run eval -- DIR
  --details       name what is not exactly right, by place
  --jsonl FILE    write the findings, one JSON object a line
  --figures FILE  write the figures as JSON, and show the rows of the README's table`;

function fail(message: string): never {
  console.error(`${message}\n${USAGE}`);
  process.exit(2);
}

function readArguments(): { directory: string; details: boolean; jsonl?: string; figures?: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { details: { type: 'boolean' }, jsonl: { type: 'string' }, figures: { type: 'string' } },
    });
    const [directory] = positionals;
    if (positionals.length !== 1 || directory === undefined) throw new Error('name one directory');
    return { details: false, ...values, directory };
  } catch (error) {
    return fail(error instanceof Error ? error.message : '');
  }
}

async function score(set: LabelledSet, options: ReturnType<typeof readArguments>): Promise<void> {
  const found = await scanFolder(set.root);
  if (options.jsonl !== undefined)
    writeFileSync(options.jsonl, found.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const scored = scoreAll(found, set.labels, commentTest(set.root));
  if (options.figures !== undefined) {
    const summary = summaryOf(set, scored);
    writeFileSync(options.figures, `${JSON.stringify(summary, undefined, 2)}\n`);
    for (const row of tableRows(summary)) console.log(row);
  }
  console.log(`files: ${set.files}, look-alikes: ${set.lookAlikes}`);
  for (const line of report(scored, set.labels)) console.log(line);
  if (options.details) for (const line of details(scored, set.labels)) console.log(line);
}

const options = readArguments();
const { directory } = options;
if (!existsSync(directory)) fail(`no such directory: ${directory}`);
if (existsSync(join(directory, 'labels.jsonl'))) {
  await score(readLabelledDirectory(directory), options);
} else {
  await withMarkedCorpus(directory, (set) => score(set, options));
}
