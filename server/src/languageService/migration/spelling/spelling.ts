/**
 * How a value was written in a file, without a character of it: what a writer may choose when the value is given. Together
 * they make the original text again (see respell.ts).
 */
export interface Spelling {
  /** Steps through the value; see {@link SpellingStep}. */
  readonly steps: readonly SpellingStep[];
}

/**
 * `copy`: so many UTF-16 code units of the value as they are. `skip`: so many of the value are not written, as layout
 * stands for them. `layout`: text that is no part of the value: blanks, line breaks, and the marks that escape
 * (a quote that doubles the next one, a backslash before a line break). `escape`: the next character of the value, in this form.
 */
export type SpellingStep =
  | { readonly copy: number }
  | { readonly skip: number }
  | { readonly layout: string }
  | { readonly escape: EscapeForm };

/** `short` is the letter form (`\n`); the others are hexadecimal with 2, 4 or 8 digits in one case. */
export type EscapeForm = 'short' | 'x' | 'X' | 'u' | 'U4' | 'u8' | 'U8';
