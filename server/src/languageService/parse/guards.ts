import type { Refusal } from '../configDocument.ts';

/** Largest file that is read, in UTF-16 code units. Larger ones are data, and a parse of them blocks the editor. */
export const MAX_SIZE = 2 * 1024 * 1024;

/** Deepest nesting that is read. The parsers recurse; about 1,000 levels abort the whole process. */
export const MAX_DEPTH = 200;

/**
 * Most keys, values, punctuation marks and line breaks that are read of one file: about half a second of work.
 * Ordinary files of 1.5 MB have fewer.
 */
export const MAX_TOKENS = 350_000;

/** Most of them that are read again to confine damage: enough for a malformed file of a megabyte. */
const MAX_RECOVERY_TOKENS = 250_000;

/** What opening a parser costs beside its tokens, counted in tokens, so that many tiny attempts are bounded too. */
const COST_OF_ATTEMPT = 40;

/** How many characters may be looked through, without a parse, at the cost of a token. */
const CHARACTERS_PER_TOKEN = 32;

/** Stands in place of a reading when the text nests deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP: Refusal = { limit: 'depth', max: MAX_DEPTH };

/** Stands in place of a reading when the text has more than {@link MAX_TOKENS}. */
export const TOO_MANY: Refusal = { limit: 'keys', max: MAX_TOKENS };

/** Returns why a text of this size is not read, or undefined when it may be. Constant time. */
export function refuseSize(text: string): Refusal | undefined {
  return text.length > MAX_SIZE ? { limit: 'size', max: MAX_SIZE } : undefined;
}

/** A bound on work that several attempts share. */
export class TokenBudget {
  #left: number;

  constructor(tokens: number) {
    this.#left = tokens;
  }

  /** Pays for `tokens` tokens. Returns false when more was spent than there was. */
  spend(tokens: number): boolean {
    this.#left -= tokens;
    return this.#left >= 0;
  }

  /** Pays for the start of another attempt. Returns false when more was spent than there was. */
  begin(): boolean {
    return this.spend(COST_OF_ATTEMPT);
  }
}

/** What looking through a text of this many characters costs, in tokens. */
export function costOfScan(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

/** What may be spent on one version of a file. Blocks that are kept from the version before cost nothing. */
export class FileBudget {
  /** For reading the text as it stands; when it runs out the file is refused. */
  readonly reading = new TokenBudget(MAX_TOKENS);
  /** For second attempts at malformed documents; when it runs out the first attempt stands. */
  readonly recovery = new TokenBudget(MAX_RECOVERY_TOKENS);
}
