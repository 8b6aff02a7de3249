import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { errorCode, readText } from '../files/readText.ts';
import type { Baseline } from './baseline.ts';
import { MAX_BASELINE, MAX_ENTRIES, readBaseline } from './format.ts';
import { baselineText } from './text.ts';

/** What there is of a baseline on disk. */
export type BaselineOnDisk =
  | { readonly kind: 'none' }
  /** `problem`: a sentence that holds nothing of the file. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  | {
      readonly kind: 'read';
      readonly baseline: Baseline;
      /** Entries that were left out, as sentences. */
      readonly problems: readonly string[];
      /** The text it was read from, for {@link writeBaselineFile}. */
      readonly text: string;
    };

/** Reads the baseline at a path. Never throws. */
export function readBaselineFile(path: string): BaselineOnDisk {
  const content = readText(path);
  if ('skipped' in content) {
    if (!isThere(path)) return { kind: 'none' };
    return { kind: 'unreadable', problem: `The baseline is not read: ${content.skipped}.` };
  }
  const result = readBaseline(content.text);
  if (!result.ok) return { kind: 'unreadable', problem: result.problem };
  return { kind: 'read', baseline: result.baseline, problems: result.problems, text: content.text };
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}

/**
 * Writes a baseline in one step: who reads it meanwhile sees the old one or the new one. Its mode stays, and a link is
 * followed. `before` is the text that it was changed from, undefined for a new one; nothing is written over another.
 * @returns what was in the way, as a sentence; undefined when it is written. Never throws.
 */
export function writeBaselineFile(
  path: string,
  baseline: Baseline,
  before: string | undefined,
): string | undefined {
  const text = baselineText(baseline);
  if (baseline.entries.length > MAX_ENTRIES || Buffer.byteLength(text) > MAX_BASELINE)
    return `The baseline would be too large: at most ${MAX_ENTRIES} entries and ${MAX_BASELINE} bytes. Leave out folders by comments or settings.`;
  if (before === text) return undefined;
  try {
    return replace(isThere(path) ? realpathSync(path) : path, text, before);
  } catch (error) {
    return `The baseline cannot be written (${errorCode(error)}).`;
  }
}

function replace(path: string, text: string, before: string | undefined): string | undefined {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeNew(temporary, text, before === undefined ? undefined : statSync(path).mode);
    if (!isStill(path, before)) return 'The baseline has changed meanwhile: try again.';
    renameSync(temporary, path);
    return undefined;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function isStill(path: string, before: string | undefined): boolean {
  if (before === undefined) return !isThere(path);
  const now = readText(path);
  return 'text' in now && now.text === before;
}

function writeNew(path: string, text: string, mode: number | undefined): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o777);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
