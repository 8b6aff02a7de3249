/**
 * How a value was written in a file, without a character of it: what a writer may choose when the value is given. Together
 * they make the original text again (see respell.ts).
 */
export interface Spelling {
  /** Steps through the value, or through its base64 text; see {@link SpellingStep}. */
  readonly steps: readonly SpellingStep[];
  /** Present where the file holds the base64 text (RFC 4648, padded) of the value's UTF-8 bytes. */
  readonly encoding?: 'base64';
}

/**
 * `copy`: so many UTF-16 code units of the value as they are. `skip`: so many of the value are not written, as layout
 * stands for them. `layout`: text that is no part of the value: blanks, line breaks, and the marks that escape
 * (a quote that doubles the next one, a backslash before a line break or before what stands for itself behind it).
 * `escape`: the next character of the value, in this form.
 */
export type SpellingStep =
  | { readonly copy: number }
  | { readonly skip: number }
  | { readonly layout: string }
  | { readonly escape: EscapeForm };

/** `short` is the letter form (`\n`); the others are hexadecimal with 2, 4 or 8 digits in one case. */
export type EscapeForm = 'short' | 'x' | 'X' | 'u' | 'U4' | 'u8' | 'U8';

/** Most steps of a spelling: more than forty for each kilobyte of the largest value. */
export const MAX_STEPS = 40_000;

/** Longest layout of one step, in UTF-16 code units. */
export const MAX_LAYOUT = 100_000;

/** Longest text that is made from a spelling, in UTF-16 code units: that of the largest file that is read. */
export const MAX_RESPELLED = 2 * 1024 * 1024;
