import * as v from 'valibot';
import { confidences } from './languageService/findings/finding.ts';
import { MAX_GLOB } from './languageService/findings/policy/glob.ts';
import { MAX_PATTERN } from './languageService/findings/policy/pattern.ts';
import type { DetectionSettings } from './languageService/findings/policy/detectionSettings.ts';

/** Most entries of each list. */
export const MAX_ENTRIES = 100;
/** Most globs, and most allowed patterns, of one entry. */
const MAX_PATTERNS = 20;

const pattern = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PATTERN));
const ruleId = v.pipe(v.string(), v.regex(/^[A-Za-z](?:[\w.-]{0,62}\w)?$/));
const anyRule = v.union([v.literal('*'), ruleId]);
const glob = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_GLOB));
/** A glob, or several. */
export const globs = v.union([
  v.pipe(v.array(glob), v.minLength(1), v.maxLength(MAX_PATTERNS)),
  v.pipe(
    glob,
    v.transform((one) => [one]),
  ),
]);
/** Shown to people: one line, without characters that do something to a terminal or a list. */
const sentence = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform((text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()),
);

const ruleSchema = v.pipe(
  v.object({
    id: ruleId,
    description: v.optional(sentence),
    pattern: v.optional(pattern),
    secretGroup: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
    keyPattern: v.optional(pattern),
    allow: v.optional(v.pipe(v.array(pattern), v.maxLength(MAX_PATTERNS)), []),
    files: v.optional(globs),
    confidence: v.optional(v.picklist(confidences)),
  }),
  v.check(({ pattern: own, keyPattern }) => own !== undefined || keyPattern !== undefined),
);
const overrideSchema = v.object({
  rule: anyRule,
  files: v.optional(globs),
  confidence: v.picklist([...confidences, 'off']),
});
const allowSchema = v.pipe(
  v.object({
    rule: v.optional(anyRule),
    files: v.optional(globs),
    value: v.optional(pattern),
    keyPath: v.optional(pattern),
  }),
  v.check(({ value, keyPath }) => value !== undefined || keyPath !== undefined),
);

/** Settings that were read, and what of them does not fit, as sentences for the person who wrote them. */
export interface ReadDetectionSettings {
  readonly settings: DetectionSettings;
  readonly problems: readonly string[];
}

/** Reads `vaultRefs.detection` from untrusted configuration. An entry that does not fit is left out. Never throws. */
export function readDetectionSettings(section: unknown): ReadDetectionSettings {
  const problems: string[] = [];
  const read = <T>(name: string, schema: v.GenericSchema<unknown, T>): T[] =>
    readList(`vaultRefs.detection.${name}`, schema, property(section, name), problems);
  const settings: DetectionSettings = {
    rules: read('rules', ruleSchema),
    overrides: read('overrides', overrideSchema),
    allow: read('allow', allowSchema),
  };
  return { settings, problems };
}

/** A list of a setting, `name`. What does not fit is left out and named in `problems`. Never throws. */
export function readList<T>(
  name: string,
  schema: v.GenericSchema<unknown, T>,
  list: unknown,
  problems: string[],
): T[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    problems.push(`${name} is no list.`);
    return [];
  }
  if (list.length > MAX_ENTRIES)
    problems.push(`${name} has more than ${MAX_ENTRIES} entries; the rest is ignored.`);
  return list.slice(0, MAX_ENTRIES).flatMap((entry: unknown, index) => {
    const result = v.safeParse(schema, entry, { abortEarly: true });
    if (result.success) return [result.output];
    problems.push(`${name}[${index}]${placeOf(result.issues[0])} does not fit and is ignored.`);
    return [];
  });
}

/** Where in an entry something does not fit. Not the message: that would hold what was written. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? '' : `.${path}`;
}

function property(section: unknown, name: string): unknown {
  return typeof section === 'object' && section !== null
    ? (section as Record<string, unknown>)[name]
    : undefined;
}
