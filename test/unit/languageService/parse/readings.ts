import {
  type ConfigDocument,
  locatedScalars,
} from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import type { LabelledRange } from '../../../support/markedText.ts';

/** How often a property is tried: `npm run test:full` takes twenty times as long. */
export function runs(quick: number): { numRuns: number } {
  return { numRuns: process.env['VAULT_REFS_TEST_FULL'] === '1' ? quick * 20 : quick };
}

/** Time limit of a property in milliseconds, enough for the long run. */
export const PATIENCE = 180_000;

/** The path of every scalar, dotted, with the range of its value text, to compare with marked text. */
export function rangesOf(document: ConfigDocument): LabelledRange[] {
  return [...locatedScalars(document)].map(({ scalar, start, end }) => ({
    label: scalar.path.join('.'),
    start,
    end,
  }));
}

/** Dotted path and value of every scalar, in file order. */
export function valuesOf(text: string, languageId = 'yaml'): [string, string][] {
  const document = parseConfig(text, languageId);
  return [...locatedScalars(document)].map(({ scalar }) => [scalar.path.join('.'), scalar.value]);
}

/** The text and the written form of every comment. */
export function commentsOf(text: string, languageId = 'yaml'): [string, string][] {
  return parseConfig(text, languageId).blocks.flatMap(({ start, content }) =>
    content.comments.map((comment): [string, string] => [
      comment.text,
      text.slice(start + comment.start, start + comment.end),
    ]),
  );
}
