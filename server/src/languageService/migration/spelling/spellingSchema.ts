import * as v from 'valibot';
import { isLayout } from './respell.ts';
import { MAX_LAYOUT, MAX_RESPELLED, MAX_STEPS, type Spelling } from './spelling.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RESPELLED));

const step = v.union([
  v.strictObject({ copy: count }),
  v.strictObject({ escape: v.picklist(['short', 'x', 'X', 'u', 'U4', 'u8', 'U8']) }),
  v.strictObject({ layout: v.pipe(v.string(), v.maxLength(MAX_LAYOUT), v.check(isLayout)) }),
  v.strictObject({ skip: count }),
]);

/** What a journal may hold of a spelling. Whether it goes with a value is for `respell` to say. */
export const spellingSchema: v.GenericSchema<Spelling> = v.strictObject({
  steps: v.pipe(v.array(step), v.maxLength(MAX_STEPS)),
  encoding: v.exactOptional(v.literal('base64')),
});
