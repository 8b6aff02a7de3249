import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { detectFindings } from '../server/src/languageService/findings/detector.ts';
import { confidences, isAtLeast, type Confidence } from '../server/src/languageService/findings/finding.ts';
import { rules } from '../server/src/languageService/findings/rules/index.ts';
import { parseConfig } from '../server/src/languageService/parse/index.ts';

/**
 * Scores detection against a labelled directory: `files/` and `labels.jsonl`, a label being the place of a secret
 * (`secret`, `weak`) or of a stand-in (`placeholder`, which counts neither way). Lines and columns are 1-based, ends
 * exclusive, columns UTF-16.
 */
interface Place {
  readonly line: number;
  readonly col_start: number;
  readonly end_line: number;
  readonly col_end: number;
}

interface Label extends Place {
  readonly file: string;
  readonly label: 'secret' | 'weak' | 'placeholder';
  readonly category: string;
  readonly s_line: number;
  readonly s_col: number;
  readonly s_end_line: number;
  readonly s_col_end: number;
}

interface Found extends Place {
  readonly file: string;
  readonly rule: string;
  readonly confidence: Confidence;
  readonly isComment: boolean;
}

type Outcome = 'hit' | 'placeholder' | 'comment' | 'false';

interface Scored {
  readonly found: Found;
  readonly outcome: Outcome;
  readonly isExact: boolean;
  readonly labels: readonly Label[];
}

function scanFile(root: string, file: string, minimum: Confidence): Found[] {
  const text = readFileSync(join(root, file), 'utf8');
  const language = /\.jsonc?$/.test(file) ? 'json' : 'yaml';
  const places = TextDocument.create(`file:///${file}`, language, 0, text);
  return detectFindings(parseConfig(text, language), { fileName: file })
    .filter(({ confidence }) => isAtLeast(confidence, minimum))
    .map(({ start, end, ruleId, confidence }) => {
      const from = places.positionAt(start);
      const to = places.positionAt(end);
      const lineText = text.split('\n')[from.line]?.trim() ?? '';
      return {
        file,
        line: from.line + 1,
        col_start: from.character + 1,
        end_line: to.line + 1,
        col_end: to.character + 1,
        rule: ruleId,
        confidence,
        isComment: lineText.startsWith('#') || lineText.startsWith('//'),
      };
    });
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}

/** The header of a block scalar counts as a part of a secret of several lines. */
function overlaps(found: Place, label: Label): boolean {
  const isBlock = label.end_line > label.line && label.s_line < label.line;
  const [line, column] = isBlock ? [label.s_line, label.s_col] : [label.line, label.col_start];
  return (
    isBefore(found.line, found.col_start, label.end_line, label.col_end) &&
    isBefore(line, column, found.end_line, found.col_end)
  );
}

function isSamePlace(found: Place, label: Label): boolean {
  const own = [found.line, found.col_start, found.end_line, found.col_end].join();
  return (
    own === [label.line, label.col_start, label.end_line, label.col_end].join() ||
    own === [label.s_line, label.s_col, label.s_end_line, label.s_col_end].join()
  );
}

function scoreOne(found: Found, labels: readonly Label[]): Scored {
  const touched = labels.filter((label) => overlaps(found, label));
  const real = touched.filter(({ label }) => label !== 'placeholder');
  const isExact = real.some((label) => isSamePlace(found, label));
  if (real.length > 0) return { found, outcome: 'hit', isExact, labels: real };
  if (touched.length > 0) return { found, outcome: 'placeholder', isExact, labels: [] };
  return { found, outcome: found.isComment ? 'comment' : 'false', isExact, labels: [] };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function summarise(scored: readonly Scored[], positives: readonly Label[]): string {
  const hit = new Set(scored.flatMap((one) => one.labels));
  const truePositives = positives.filter((label) => hit.has(label)).length;
  const falsePositives = scored.filter(({ outcome }) => outcome === 'false').length;
  const placeholders = scored.filter(({ outcome }) => outcome === 'placeholder').length;
  const precision = ratio(truePositives, truePositives + falsePositives);
  const recall = ratio(truePositives, positives.length);
  const f1 = ratio(2 * precision * recall, precision + recall);
  const strict = ratio(truePositives, truePositives + falsePositives + placeholders);
  const [p, r, f, s] = [precision, recall, f1, strict].map((figure) => figure.toFixed(4));
  return (
    `TP ${truePositives} FP ${falsePositives} FN ${positives.length - truePositives}` +
    ` precision ${p} recall ${r} F1 ${f} precision_strict ${s}`
  );
}

function tally(scored: readonly Scored[]): string {
  const count = (wanted: Outcome): number => scored.filter(({ outcome }) => outcome === wanted).length;
  return `hits ${count('hit')} false ${count('false')} placeholders ${count('placeholder')}`;
}

function readLabels(directory: string): Label[] {
  return readFileSync(join(directory, 'labels.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Label);
}

function main(): void {
  const [directory, ...flags] = process.argv.slice(2);
  if (directory === undefined) {
    console.error('usage: eval.ts DIRECTORY [--min=certain|high|medium|low] [--details] [--findings]');
    process.exit(2);
  }
  const minimum =
    confidences.find((confidence) => flags.includes(`--min=${confidence}`)) ?? ('medium' as const);
  const labels = readLabels(directory);
  const root = join(directory, 'files');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  const found = files.flatMap((file) => scanFile(root, file, minimum));
  if (flags.includes('--findings')) {
    for (const finding of found) console.log(JSON.stringify(finding));
    return;
  }
  report(
    found.map((one) =>
      scoreOne(
        one,
        labels.filter(({ file }) => file === one.file),
      ),
    ),
    labels,
  );
  if (flags.includes('--details')) details(found, labels);
}

function report(scored: readonly Scored[], labels: readonly Label[]): void {
  const secrets = labels.filter(({ label }) => label === 'secret');
  const all = labels.filter(({ label }) => label !== 'placeholder');
  console.log(`core  ${summarise(scored, secrets)}`);
  console.log(`all   ${summarise(scored, all)}`);
  const hits = scored.filter(({ outcome }) => outcome === 'hit');
  const exact = hits.filter(({ isExact }) => isExact).length;
  console.log(`exact range share ${ratio(exact, hits.length).toFixed(3)}`);
  for (const confidence of confidences) {
    const graded = scored.filter(({ found }) => found.confidence === confidence);
    if (graded.length > 0) console.log(`  ${confidence}: ${tally(graded)}`);
  }
  for (const { id } of rules) {
    const own = scored.filter(({ found }) => found.rule === id);
    if (own.length > 0) console.log(`  ${id}: ${tally(own)}`);
  }
}

/** Places only: a line of a file may hold a secret. */
function details(found: readonly Found[], labels: readonly Label[]): void {
  const scored = found.map((one) =>
    scoreOne(
      one,
      labels.filter(({ file }) => file === one.file),
    ),
  );
  const hit = new Set(scored.flatMap((one) => one.labels));
  for (const { found: one, outcome, isExact } of scored) {
    if (outcome === 'hit' && isExact) continue;
    const kind = outcome === 'hit' ? 'inexact' : outcome;
    console.log(
      `${kind} ${one.file}:${one.line}:${one.col_start}-${one.end_line}:${one.col_end} ${one.rule}`,
    );
  }
  for (const label of labels) {
    if (label.label !== 'placeholder' && !hit.has(label)) {
      console.log(`missed ${label.file}:${label.line}:${label.col_start} ${label.label}/${label.category}`);
    }
  }
}

main();
