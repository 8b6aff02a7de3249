/*
 * Cutting off what stands at the ends of a text, in linear time. A pattern such as `/x+$/` takes quadratic time where
 * many `x` stand before something else, and such texts come from files and settings that nobody vouches for.
 */

/** The text without the characters of `dropped` at its end. */
export function trimEndOf(text: string, dropped: string): string {
  let end = text.length;
  while (end > 0 && dropped.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The text without the characters of `dropped` at both ends. */
export function trimOf(text: string, dropped: string): string {
  const trimmed = trimEndOf(text, dropped);
  let start = 0;
  while (start < trimmed.length && dropped.includes(trimmed.charAt(start))) start += 1;
  return trimmed.slice(start);
}
