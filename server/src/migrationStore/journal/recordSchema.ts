import * as v from 'valibot';
import type { JournalRecord } from '../../migration/journal/records.ts';
import { count, entryId, secretKeys, secretPath, time } from './fieldSchemas.ts';
import { headerSchema } from './headerSchema.ts';
import { MAX_ENTRIES } from './limits.ts';

const base = v.strictObject({
  kind: v.picklist(['absent', 'present']),
  kvVersion: v.picklist([1, 2]),
  version: count,
  createdTime: time,
});

const ofEntries = { file: count, entries: v.pipe(v.array(entryId), v.maxLength(MAX_ENTRIES)) };

const recordSchema = v.variant('type', [
  headerSchema,
  v.strictObject({ type: v.literal('writing'), ...secretPath, keys: secretKeys, base }),
  v.strictObject({
    type: v.literal('written'),
    ...secretPath,
    version: count,
    createdTime: time,
    isCertain: v.boolean(),
  }),
  v.strictObject({ type: v.literal('not-written'), ...secretPath }),
  v.strictObject({ type: v.literal('editing'), ...ofEntries }),
  v.strictObject({ type: v.literal('edited'), ...ofEntries }),
  v.strictObject({ type: v.literal('finished') }),
  v.strictObject({ type: v.literal('undoing') }),
  v.strictObject({ type: v.literal('restoring'), ...ofEntries }),
  v.strictObject({ type: v.literal('restored'), ...ofEntries }),
  v.strictObject({ type: v.literal('removing'), ...secretPath, keys: secretKeys, version: count }),
  v.strictObject({ type: v.literal('removed'), ...secretPath, keys: secretKeys }),
  v.strictObject({ type: v.literal('undone') }),
]);

/** A record without anything that its type does not name; undefined for what is none. Never throws. */
export function recordOf(content: unknown): JournalRecord | undefined {
  const result = v.safeParse(recordSchema, content, { abortEarly: true });
  return result.success ? result.output : undefined;
}
