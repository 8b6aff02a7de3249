import type { ConfigDocument, ScalarStyle } from '../configDocument.ts';

/** Starts with a letter or digit and has nothing that could end a plain scalar, also between `[ ]` and `{ }`. */
const safePlain = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_./~@+=#:%-]*(?<!:)$/u;

/**
 * The text that takes the place of a scalar's value text so that the scalar reads as `reference`: escaped as its
 * quotes need, in quotes of its own where a plain scalar would read as something else. `reference` has no breaks.
 */
export function spell(reference: string, style: ScalarStyle, format: ConfigDocument['format']): string {
  switch (style) {
    case 'double-quoted':
      return JSON.stringify(reference).slice(1, -1);
    case 'single-quoted':
      return reference.replaceAll("'", "''");
    case 'plain':
      if (format === 'json') return JSON.stringify(reference);
      return safePlain.test(reference) ? reference : `'${reference.replaceAll("'", "''")}'`;
    case 'literal':
    case 'folded':
      return reference;
  }
}
