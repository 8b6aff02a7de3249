import type { ScalarKind } from '../../configDocument.ts';

const NUMBER =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * What a plain scalar resolves to under the YAML 1.2 core schema: an explicit tag of that schema decides, any other makes
 * it a string.
 */
export function kindOfPlain(value: string, tag: string | undefined): ScalarKind {
  if (tag !== undefined) return kindOfTag(tag, value);
  if (value === '' || value === '~' || /^(?:null|Null|NULL)$/.test(value)) return 'null';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(value)) return 'boolean';
  // Most values begin with a letter, as no number does.
  return value.charCodeAt(0) <= 0x39 && NUMBER.test(value) ? 'number' : 'string';
}

function kindOfTag(tag: string, value: string): ScalarKind {
  const name = /^(?:!!|!<tag:yaml\.org,2002:)(int|float|bool|null)>?$/.exec(tag)?.[1];
  if (name === 'null') return 'null';
  if (name === 'bool') return 'boolean';
  return name === undefined || !NUMBER.test(value) ? 'string' : 'number';
}
