import type { Check, ReaderCase } from './readerCase.ts';

/** Tries of a check at most: a smaller example is not worth more. */
const MAX_TRIES = 3000;

/** A smaller case that fails too: with fewer edits, shorter insertions and less text. */
export function minimise(check: Check, failing: ReaderCase): ReaderCase {
  let tries = 0;
  const fails = (tried: ReaderCase): boolean => {
    tries += 1;
    return tries <= MAX_TRIES && failureOf(check, tried) !== undefined;
  };
  let smallest = failing;
  for (let size = Infinity; sizeOf(smallest) < size && tries <= MAX_TRIES;) {
    size = sizeOf(smallest);
    const { languageId } = smallest;
    const edits = shortest(smallest.edits, (kept) => fails({ ...smallest, edits: kept }));
    const text = [/(?<=\n)/, /(?<=[ ,:\n])/, /(?:)/u].reduce(
      (current, separator) =>
        shortest(current.split(separator), (parts) =>
          fails({ text: parts.join(''), languageId, edits }),
        ).join(''),
      smallest.text,
    );
    smallest = { text, languageId, edits };
  }
  return smallest;
}

/** What is wrong, an error that was thrown being wrong too. */
export function failureOf(check: Check, tried: ReaderCase): string | undefined {
  try {
    return check(tried);
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function sizeOf({ text, edits }: ReaderCase): number {
  return text.length + edits.length;
}

/** Leaves out runs of parts, longer ones first, as long as the rest still fails. */
function shortest<Part>(parts: readonly Part[], fails: (kept: readonly Part[]) => boolean): readonly Part[] {
  let kept = parts;
  for (let run = Math.ceil(parts.length / 2); run >= 1; run = run === 1 ? 0 : Math.ceil(run / 2)) {
    for (let at = 0; at < kept.length;) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + run)];
      if (fails(rest)) kept = rest;
      else at += run;
    }
  }
  return kept;
}
