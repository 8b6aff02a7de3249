import * as v from 'valibot';
import { spellingSchema } from '../../languageService/migration/spelling/spellingSchema.ts';
import { isRunId } from '../runId.ts';
import {
  count,
  entryId,
  fileAddress,
  fingerprint,
  nameUpTo,
  origin,
  secretPath,
  textUpTo,
  time,
} from './fieldSchemas.ts';
import { MAX_ENTRIES } from './limits.ts';

const file = v.strictObject({ uri: fileAddress, languageId: textUpTo(200) });

const keyPath = v.pipe(v.array(v.union([v.string(), count])), v.maxLength(10_000));

const entry = v.strictObject({
  id: entryId,
  file: count,
  document: count,
  keyPath,
  scalarStart: count,
  scalarEnd: count,
  start: count,
  end: count,
  line: count,
  rule: nameUpTo(200),
  target: v.strictObject({ ...secretPath, key: nameUpTo(20_000) }),
  action: v.picklist(['create', 'add-key', 'reuse', 'conflict']),
  reference: nameUpTo(100_000),
  written: nameUpTo(100_000),
  spelling: v.exactOptional(spellingSchema),
  fingerprint,
});

export const headerSchema = v.strictObject({
  type: v.literal('run'),
  format: v.literal(1),
  run: v.pipe(v.string(), v.check(isRunId)),
  startedAt: time,
  origin,
  namespace: textUpTo(4_000),
  folders: v.pipe(v.array(textUpTo(20_000)), v.maxLength(10_000)),
  kvV1RaceConfirmed: v.boolean(),
  files: v.pipe(v.array(file), v.maxLength(MAX_ENTRIES)),
  entries: v.pipe(v.array(entry), v.maxLength(MAX_ENTRIES)),
});
