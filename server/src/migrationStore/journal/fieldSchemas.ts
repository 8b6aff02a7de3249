import * as v from 'valibot';
import { FINGERPRINT_LENGTH } from '../fingerprints.ts';
import { MAX_ENTRIES } from './limits.ts';

/** Offsets, indices, versions. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A text of at most so many UTF-16 code units, which may be empty. */
export function textUpTo(max: number): v.GenericSchema<string> {
  return v.pipe(v.string(), v.maxLength(max));
}

/** A text with something in it. */
export function nameUpTo(max: number): v.GenericSchema<string> {
  return v.pipe(v.string(), v.minLength(1), v.maxLength(max));
}

/** As servers write it, or empty. */
export const time = v.pipe(v.string(), v.regex(/^[\w:.+-]{0,64}$/));

/** Origin of an address, without credentials or path. */
export const origin = v.pipe(v.string(), v.maxLength(2_000), v.regex(/^https?:\/\/[^\s/?#@\\]+$/));

export const fileAddress = v.pipe(v.string(), v.maxLength(20_000), v.regex(/^file:\/\//));

export const fingerprint = v.pipe(v.string(), v.length(FINGERPRINT_LENGTH), v.regex(/^[0-9a-f]+$/));

/** Mount and path of a secret, to be spread into what has more. */
export const secretPath = { mount: nameUpTo(4_000), path: nameUpTo(4_000) };

export const secretKeys = v.pipe(v.array(nameUpTo(20_000)), v.maxLength(MAX_ENTRIES));

export const entryId = nameUpTo(1_000);
