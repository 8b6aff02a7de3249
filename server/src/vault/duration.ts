/** A lifetime as the server words it: empty when it is none (`0s`), or negative, which forbids any. */
export function lifetime(words: string): string {
  return /^(?:-.*|(?:0(?:ns|us|µs|ms|[smh]))*)$/u.test(words) ? '' : words;
}
