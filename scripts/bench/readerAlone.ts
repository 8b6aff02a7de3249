import { parseConfig } from '../../server/src/languageService/parse/index.ts';
import type { BenchFile } from './benchFiles.ts';
import { digitEdits, edited, malformedEdits, type TextEdit } from './edits.ts';
import { type Times, timesOf } from './measure.ts';

const ROUNDS = 9;

/** The reader without a server, in this process: cold reading in MB (of UTF-16 code units) per second, and edits. */
export function readerRow({ name, languageId, text }: BenchFile, edits: number): string[] {
  const first = timed(() => parseConfig(text, languageId));
  const cold = timesOf(Array.from({ length: ROUNDS }, () => timed(() => parseConfig(text, languageId)))).p50;
  const shown = ({ p50, p95, max }: Times): string =>
    [p50, p95, max].map((value) => value.toFixed(1)).join(' / ');
  return [
    name,
    first.toFixed(1),
    `${cold.toFixed(1)} (${(text.length / cold / 1000).toFixed(0)} MB/s)`,
    shown(editTimes(text, languageId, digitEdits(text, edits, 4))),
    shown(editTimes(text, languageId, malformedEdits(text, edits, 4))),
  ];
}

export const READER_HEADS = [
  'file',
  'first ms',
  'warm ms',
  'edit p50 / p95 / max',
  'malformed p50 / p95 / max',
];

function editTimes(text: string, languageId: string, edits: Iterable<TextEdit>): Times {
  let current = text;
  let document = parseConfig(text, languageId);
  const times: number[] = [];
  for (const edit of edits) {
    // Flattened first, as the text that a server gets is.
    current = Buffer.from(edited(current, edit)).toString();
    times.push(timed(() => (document = parseConfig(current, languageId, document))));
  }
  return timesOf(times);
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
