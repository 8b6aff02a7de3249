import {
  type ConfigDocument,
  type LocatedScalar,
  locatedScalars,
} from '../../../../../server/src/languageService/configDocument.ts';
import {
  leadingBreaks,
  writtenScalar,
} from '../../../../../server/src/languageService/migration/placement/writtenScalar.ts';
import type { Spelling } from '../../../../../server/src/languageService/migration/spelling/spelling.ts';
import { spellingOf } from '../../../../../server/src/languageService/migration/spelling/spellingOf.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';

/** A scalar as a file has it, and what is made of that. */
export interface SpelledScalar {
  readonly style: LocatedScalar['scalar']['style'];
  readonly raw: string;
  /** The value from where its text begins: without the line breaks that a block scalar may begin with. */
  readonly value: string;
  readonly spelling: Spelling | undefined;
}

/** All scalars of a text but the empty ones. */
export function spelledScalars(text: string, languageId: string): readonly SpelledScalar[] {
  const document = parseConfig(text, languageId);
  return [...locatedScalars(document)]
    .filter(({ start, end }) => end > start)
    .map((located) => spelledScalar(document, located));
}

function spelledScalar(document: ConfigDocument, located: LocatedScalar): SpelledScalar {
  const { style, value: all } = located.scalar;
  const value = all.slice(leadingBreaks(style, all).length);
  const written = writtenScalar(document, located);
  return { style, raw: written.raw, value, spelling: spellingOf(value, written) };
}
