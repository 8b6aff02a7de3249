import type {
  PathSegment,
  ScalarKind,
  ScalarStyle,
} from '../../server/src/languageService/configDocument.ts';

/** A scalar as a strict parser sees it; offsets are UTF-16 and absolute in the file. */
export interface OracleScalar {
  readonly document: number;
  readonly path: readonly PathSegment[];
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  /** Undefined where a tag decides: the reader knows those of the core schema only. */
  readonly kind: ScalarKind | undefined;
  /** Undefined where masked templates keep the parser from knowing. */
  readonly value: string | undefined;
}

export interface Accepted {
  readonly scalars: readonly OracleScalar[];
  /** Whether template actions were masked before the parser saw the text. */
  readonly isMasked: boolean;
}

export interface Rejected {
  /** `ambiguous`: a line of template actions stands among the lines of a plain scalar, and may end it or not. */
  readonly rejected: 'malformed' | 'too deep' | 'ambiguous';
}

/** What the parser made of a text. */
export type OracleReading = Accepted | Rejected;

/**
 * Runs a recursive parser. A stack that overflows is a text too deep for it, not a failure of ours; any other error
 * is thrown on.
 */
export function guardDepth(read: () => OracleReading): OracleReading {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return { rejected: 'too deep' };
    throw error;
  }
}
