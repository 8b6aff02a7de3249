import type { Baseline, BaselineEntry } from './baseline.ts';
import { compareEntries } from './baseline.ts';

/** What a terminal or an editor obeys or hides, and JSON lets pass. */
const invisible = /[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A baseline as it is written: in one order and with an entry a line, so that differences are those of entries and
 * two branches that accept different findings merge.
 */
export function baselineText({ salt, entries }: Baseline): string {
  const lines = [...entries].sort(compareEntries).map((entry) => `    ${line(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": 1,\n  "salt": ${JSON.stringify(salt)},\n  "entries": ${list}\n}\n`;
}

function line({ rule, file, keyPath, mark, count, reason }: BaselineEntry): string {
  const members = { rule, file, keyPath, mark, ...(count === 1 ? {} : { count }), reason };
  const written = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{ ${written.join(', ')} }`.replace(invisible, escapeUnits);
}

function escapeUnits(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
