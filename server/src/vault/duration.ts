/** A lifetime as the server words it (`1h0m0s`); empty when it is none (`0s`), or negative, which forbids any. */
export function lifetime(words: string): string {
  return /^(?:-.*|[0.hmnsuµ]*)$/u.test(words) ? '' : words;
}
