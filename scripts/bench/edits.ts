/** A replacement in a text, by offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The text after the edit. */
export function edited(text: string, { start, end, insert }: TextEdit): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** Replaces the digit behind `replicas` in a random entry each time, by another digit. */
export function* digitEdits(text: string, count: number, seed: number): Iterable<TextEdit> {
  const places = placesOf(text);
  const random = numbers(seed);
  for (let index = 0; index < count; index += 1) {
    const start = places[random() % places.length] ?? 0;
    yield { start, end: start + 1, insert: String((index % 9) + 1) };
  }
}

/** What is typed in passing and leaves the text malformed until it is taken back. */
const TYPED = ['\n', '"', '[', '{', "'", ':', '\n  ', '}'];

/**
 * Types a character that makes the text malformed, in a random entry, before a value, and takes it back: two edits
 * each, `count` in all. The text is the same after every second one.
 */
export function* malformedEdits(text: string, count: number, seed: number): Iterable<TextEdit> {
  const places = placesOf(text);
  const random = numbers(seed);
  for (let index = 0; index < count; index += 2) {
    // In the middle of the key, so that a line break there leaves half of it at column 0.
    const isBreak = TYPED[(index / 2) % TYPED.length]?.startsWith('\n') === true;
    const start = (places[random() % places.length] ?? 0) - (isBreak ? 5 : 0);
    const insert = TYPED[(index / 2) % TYPED.length] ?? '"';
    yield { start, end: start, insert };
    yield { start, end: start + insert.length, insert: '' };
  }
}

/** Inserts an entry before a random one of the outermost collection and takes it back: two edits each, `count` in all. */
export function* entryEdits(text: string, entry: string, count: number, seed: number): Iterable<TextEdit> {
  const places = entriesOf(text, entry);
  const random = numbers(seed);
  for (let index = 0; index < count; index += 2) {
    const start = places[random() % places.length] ?? 0;
    yield { start, end: start, insert: entry };
    yield { start, end: start + entry.length, insert: '' };
  }
}

/** Where lines begin as the entry does, but for the digits and letters in it. */
function entriesOf(text: string, entry: string): number[] {
  const [head = ''] = /^[^A-Za-z\n]*\w?/.exec(entry) ?? [];
  const places: number[] = [];
  for (let at = text.indexOf(`\n${head}`); at !== -1; at = text.indexOf(`\n${head}`, at + 1))
    places.push(at + 1);
  return places;
}

function placesOf(text: string): number[] {
  return [...text.matchAll(/replicas"?: (?=\d)/g)].map(({ index, 0: found }) => index + found.length);
}

/** Whole numbers, the same for the same seed (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
