import * as v from 'valibot';
import type { Spelling } from '../../languageService/migration/spelling/spelling.ts';
import { count } from './fieldSchemas.ts';

/**
 * Blanks, line breaks, and the marks that quote or escape: nothing that a secret could be made of. A spelling that would
 * hold more is not written to a journal.
 */
const layout = v.pipe(v.string(), v.minLength(1), v.maxLength(100_000), v.regex(/^[\s'"\\\u0085]+$/));

const escapeForm = v.picklist(['short', 'x', 'X', 'u', 'U4', 'u8', 'U8']);

const step = v.union([
  v.strictObject({ copy: count }),
  v.strictObject({ escape: escapeForm }),
  v.strictObject({ layout }),
  v.strictObject({ skip: count }),
]);

/** A value of a megabyte of which every second character is escaped. */
const MAX_STEPS = 1_000_000;

export const spellingSchema: v.GenericSchema<Spelling> = v.strictObject({
  steps: v.pipe(v.array(step), v.maxLength(MAX_STEPS)),
});
