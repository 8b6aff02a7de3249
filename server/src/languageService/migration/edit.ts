import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';
import type { OffsetRange } from '../references/reference.ts';
import { isAliased } from './aliased.ts';
import { spell } from './spelling.ts';

/** Offsets in the file, UTF-16. */
export interface ReferenceEdit extends OffsetRange {
  readonly newText: string;
}

export type PlannedEdit =
  | ({ readonly ok: true } & ReferenceEdit)
  /** `reason`: the beginning of a sentence, without the value. */
  | { readonly ok: false; readonly reason: string };

/**
 * The edit that puts `reference` in the place of a plaintext scalar and changes no byte outside its value text, or
 * why there is none. Quoting stays as it is, except for a plain scalar that must be quoted to hold the reference.
 */
export function referenceEdit(
  document: ConfigDocument,
  located: LocatedScalar,
  secret: OffsetRange,
  reference: string,
): PlannedEdit {
  const reason = obstacle(document, located, secret);
  if (reason !== undefined) return { ok: false, reason };
  const newText = spell(reference, located.scalar.style, document.format);
  return { ok: true, start: located.start, end: located.end, newText };
}

function obstacle(document: ConfigDocument, located: LocatedScalar, secret: OffsetRange): string | undefined {
  const { scalar, start, end } = located;
  if (start === end || scalar.value === '' || scalar.kind === 'null') return 'The value is empty';
  if (secret.start !== start || secret.end !== end) {
    // `vault://` in the middle of a text would parse, but no program that reads this file would resolve it there.
    return 'The secret is only a part of its value, and a reference can only stand for a whole one';
  }
  if (scalar.tag !== undefined && scalar.tag !== '!!str' && scalar.tag !== '!') {
    return 'The value has a YAML tag that gives it another meaning than text';
  }
  if (document.format === 'yaml' && isAliased(document.text, located)) {
    return 'The value has an anchor, and its aliases would turn into the reference, too';
  }
  return isClosed(document.text, located) ? undefined : 'The quotes around the value are not closed';
}

function isClosed(text: string, { scalar, start, end }: LocatedScalar): boolean {
  switch (scalar.style) {
    case 'double-quoted':
      return text[start - 1] === '"' && text[end] === '"';
    case 'single-quoted':
      return text[start - 1] === "'" && text[end] === "'";
    case 'plain':
    case 'literal':
    case 'folded':
      return true;
  }
}
