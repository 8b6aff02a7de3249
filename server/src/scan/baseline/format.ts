import * as v from 'valibot';
import type { Baseline, BaselineEntry } from './baseline.ts';
import { compareEntries } from './baseline.ts';

/** Largest baseline that is read, in UTF-16 code units. */
export const MAX_BASELINE = 6_000_000;

/** Most entries of a baseline. */
export const MAX_ENTRIES = 50_000;

/** Longest reason, in UTF-16 code units. */
export const MAX_REASON = 200;

/** Most sentences about one baseline. */
const MAX_PROBLEMS = 20;

const noControls = /^(?!.*(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])/su;

/** Below the baseline's folder, without a step that leads nowhere or up. */
const filePath = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(2_000),
  v.regex(/^(?!\/)(?!.*\/$)(?!(?:.*\/)?\.{0,2}(?:\/|$))[^\0]+$/s),
);

const reasonSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_REASON), v.regex(noControls));

const entrySchema = v.object({
  rule: v.pipe(v.string(), v.regex(/^[A-Za-z](?:[\w.-]{0,62}\w)?$/)),
  file: filePath,
  keyPath: v.pipe(v.string(), v.maxLength(1_000)),
  mark: v.pipe(v.string(), v.regex(/^[0-9a-f]{3}$/)),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), 1),
  reason: v.optional(reasonSchema),
});

const fileSchema = v.object({
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
  entries: v.array(v.unknown()),
});

/** A baseline that was read, or why there is none. */
export type ReadBaseline =
  | {
      readonly ok: true;
      readonly baseline: Baseline;
      /** Entries that do not fit and were left out, as sentences that hold nothing of the file. */
      readonly problems: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a baseline. The text is untrusted: an entry that does not fit is left out and told by its number, and of the
 * rest nothing is repeated. Never throws.
 */
export function readBaseline(text: string): ReadBaseline {
  if (text.length > MAX_BASELINE) return failure(`is larger than ${MAX_BASELINE} characters`);
  const json = parse(text);
  if (json === undefined) return failure('is no JSON; perhaps a merge left its marks in it');
  if (typeof json !== 'object' || json === null) return failure('holds no object');
  if (!('version' in json) || json.version !== 1) return failure('has another version than 1');
  const result = v.safeParse(fileSchema, json, { abortEarly: true });
  if (!result.success) return failure(`has no fitting ${v.getDotPath(result.issues[0]) ?? 'content'}`);
  const { salt, entries } = result.output;
  if (entries.length > MAX_ENTRIES) return failure(`has more than ${MAX_ENTRIES} entries`);
  return { ok: true, ...readEntries(salt, entries) };
}

/** What is wrong with a reason, as a sentence; undefined when it fits. */
export function reasonProblem(reason: string): string | undefined {
  if (reason.trim() === '') return 'A reason says something.';
  if (reason.length > MAX_REASON) return `A reason has at most ${MAX_REASON} characters.`;
  return noControls.test(reason) ? undefined : 'A reason is one line of visible characters.';
}

function readEntries(
  salt: string,
  written: readonly unknown[],
): { readonly baseline: Baseline; readonly problems: readonly string[] } {
  const entries: BaselineEntry[] = [];
  const problems: string[] = [];
  written.forEach((one, index) => {
    const result = v.safeParse(entrySchema, one, { abortEarly: true });
    if (result.success) entries.push(entryOf(result.output));
    else problems.push(`entries[${index}]${placeOf(result.issues[0])} does not fit; the entry is left out.`);
  });
  const more = problems.length - MAX_PROBLEMS;
  const told = more > 0 ? [...problems.slice(0, MAX_PROBLEMS), `${more} more entries do not fit.`] : problems;
  return { baseline: { salt, entries: entries.sort(compareEntries) }, problems: told };
}

function entryOf({ reason, ...rest }: v.InferOutput<typeof entrySchema>): BaselineEntry {
  return reason === undefined ? rest : { ...rest, reason };
}

/** Where in an entry something does not fit. Not the message: that would hold what was written. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? '' : `.${path}`;
}

function failure(what: string): ReadBaseline {
  return { ok: false, problem: `The baseline ${what}.` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch {
    return undefined;
  }
}
