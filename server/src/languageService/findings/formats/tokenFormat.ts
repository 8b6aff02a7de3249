import type { Confidence } from '../finding.ts';
import type { Alphabet } from './alphabet.ts';
import type { ChecksumName } from './checksum.ts';

/** A run of characters of one alphabet. */
export interface TokenPart {
  readonly alphabet: Alphabet;
  /** Fewest and most characters. */
  readonly min: number;
  readonly max: number;
}

/** One line of data for one provider's format. Formats are facts of the providers' documentation. */
export interface TokenFormat {
  readonly issuer: string;
  /** Literal, case-sensitive: the beginning of the token, unless it has a head. */
  readonly mark: string;
  /** What stands before the mark. */
  readonly head?: TokenPart;
  /** What stands behind the mark. */
  readonly body: TokenPart;
  /** What the body must match besides; anchored at both ends. */
  readonly shape?: RegExp;
  /** How the token proves itself. One that passes is certain. */
  readonly checksum?: ChecksumName;
  /** Confidence of a well-formed token; `high` when absent. */
  readonly confidence?: Confidence;
  /** What tells, near the token, that it is of no use any more. */
  readonly over?: RegExp;
  /** Whether the mark also begins ordinary words: then only a body that looks random counts. */
  readonly isCommon?: boolean;
  /** Whether the mark only introduces the secret, which is the body alone. */
  readonly isLabel?: boolean;
}

/** A line of a table: marks of one issuer with the same body share one. */
export type FormatRow = readonly [
  issuer: string,
  marks: string,
  alphabet: Alphabet,
  min: number,
  max: number,
  extra?: FormatExtra,
];

/** What few formats have. */
export type FormatExtra = Omit<Partial<TokenFormat>, 'issuer' | 'mark' | 'body'>;

/** The formats of the lines of a table, one per mark. */
export function formatsOf(rows: readonly FormatRow[]): readonly TokenFormat[] {
  return rows.flatMap(([issuer, marks, alphabet, min, max, extra]) =>
    marks.split(' ').map((mark) => ({ issuer, mark, body: { alphabet, min, max }, ...extra })),
  );
}

/** Access key ids: they say which account, and are of use with their secret only. */
export const identifier = { confidence: 'medium' } as const;

/** The mark begins ordinary words too. */
export const common = { isCommon: true } as const;
