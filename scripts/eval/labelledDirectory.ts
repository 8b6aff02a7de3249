import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Found, Label, LabelledSet } from './label.ts';

/** Reads a directory of `files/` and `labels.jsonl`, one label a line. */
export function readLabelledDirectory(directory: string): LabelledSet {
  const root = join(directory, 'files');
  const labels = readFileSync(join(directory, 'labels.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Label);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return { root, labels, files: entries.filter((entry) => entry.isFile()).length, lookAlikes: 0 };
}

/** Tells whether a finding begins on a line that is a comment of its file. */
export function commentTest(root: string): (found: Found) => boolean {
  const known = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    const lines = known.get(file) ?? readFileSync(join(root, file), 'utf8').split('\n');
    known.set(file, lines);
    return /^\s*(?:#|\/\/)/.test(lines[line - 1] ?? '');
  };
}
