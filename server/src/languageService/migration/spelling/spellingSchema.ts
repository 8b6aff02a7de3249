import * as v from 'valibot';
import { isLayout } from './respell.ts';
import { MAX_RESPELLED, MAX_STEPS, type Spelling } from './spelling.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RESPELLED));

const step = v.union([
  v.strictObject({ copy: count }),
  v.strictObject({ skip: count }),
  v.strictObject({ layout: v.pipe(v.string(), v.maxLength(MAX_RESPELLED), v.check(isLayout)) }),
  v.strictObject({ escape: v.picklist(['short', 'x', 'X', 'u', 'U4', 'u8', 'U8']) }),
]);

/** What a journal may hold of a spelling. Whether it goes with a value is for `respell` to say. */
export const spellingSchema: v.GenericSchema<unknown, Spelling> = v.pipe(
  v.strictObject({
    steps: v.pipe(v.array(step), v.maxLength(MAX_STEPS)),
    encoding: v.optional(v.literal('base64')),
  }),
  v.transform(({ steps, encoding }) => (encoding ? { steps, encoding } : { steps })),
);
