import * as v from 'valibot';
import { isLayout } from './respell.ts';
import { MAX_LAYOUT, MAX_RESPELLED, MAX_STEPS, type Spelling, type SpellingStep } from './spelling.ts';

const forms: ReadonlySet<unknown> = new Set(['short', 'x', 'X', 'u', 'U4', 'u8', 'U8']);

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  copy: isCount,
  skip: isCount,
  layout: (value) => typeof value === 'string' && value.length <= MAX_LAYOUT && isLayout(value),
  escape: (value) => forms.has(value),
};

/** By hand, as a journal that somebody has planted may have millions of them. */
const steps = v.custom<readonly SpellingStep[]>(
  (input) => Array.isArray(input) && input.length <= MAX_STEPS && input.every(isStep),
);

function isStep(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const [name, ...others] = Object.keys(input);
  if (name === undefined || others.length > 0 || !Object.hasOwn(tests, name)) return false;
  return tests[name]?.((input as Record<string, unknown>)[name]) === true;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_RESPELLED;
}

/** What a journal may hold of a spelling. Whether it goes with a value is for `respell` to say. */
export const spellingSchema: v.GenericSchema<Spelling> = v.strictObject({
  steps,
  encoding: v.exactOptional(v.literal('base64')),
});
