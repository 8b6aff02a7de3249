import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import { isAliased } from '../aliased.ts';

/** Why no reference can stand in a scalar, as the beginning of a sentence; undefined when one can. */
export function obstacle(document: ConfigDocument, located: LocatedScalar): string | undefined {
  const { scalar, start, end } = located;
  if (start === end || scalar.value === '' || scalar.kind === 'null') return 'The value is empty';
  if (scalar.tag !== undefined && scalar.tag !== '!!str' && scalar.tag !== '!') {
    return 'The value has a YAML tag that gives it another meaning than text';
  }
  if (document.format === 'yaml' && isAliased(document, located)) {
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
