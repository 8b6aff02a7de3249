import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { expectRanges, parseMarked } from '../../../support/markedText.ts';
import { commentsOf, rangesOf, valuesOf } from './readings.ts';

const RANGES: Readonly<Record<string, string>> = {
  nesting: '{"a": "⟦a:b⟧", "l": [⟦l.0:1⟧, {"k": ⟦l.1.k:true⟧}, [], "⟦l.3:⟧"]}',
  'comments and trailing commas': '// c\n{"a": /* d */ ⟦a:null⟧, "l": ["⟦l.0:x⟧",],}\n',
  BOM: '\uFEFF{"a": "⟦a:b⟧"}',
  CRLF: '{\r\n\t"a": "⟦a:b⟧",\r\n\t"c": ⟦c:-1.5e3⟧\r\n}\r\n',
  'UTF-16 offsets': '{"😀": "⟦😀:😀⟧", "b": "⟦b:\\ud83d\\ude00⟧"}',
  'an unclosed string': '{"a": "⟦a:b⟧\n, "c": "⟦c:d⟧"}',
  'an unclosed string at the end': '{"a": "⟦a:b⟧',
  'a string that ends with an escaped quote': '{"a": "⟦a:b\\"⟧',
  'unclosed brackets': '{"a": [⟦a.0:1⟧, {"b": "⟦a.1.b:x⟧"',
  'a missing comma': '{"a": "⟦a:b⟧" "c": "⟦c:d⟧"}',
  'a missing value': '{"a": , "c": "⟦c:d⟧"}',
  'a half-typed key': '{"a": "⟦a:b⟧", "ke, \n"c": "⟦c:d⟧"}',
  'a scalar at the root': '"⟦:x⟧"',
};

describe('ranges of JSON scalars', () => {
  it.each(Object.entries(RANGES))('%s', (_name, marked) => {
    const { text, ranges } = parseMarked(marked);
    expectRanges(rangesOf(parseConfig(text, 'json')), ranges);
  });
});

describe('JSON scalars', () => {
  it('are decoded', () => {
    expect(valuesOf('{"a\\u0062": "x\\n\\"\\/\\u00e9"}', 'jsonc')).toEqual([['ab', 'x\n"/é']]);
  });

  it('tell kind and style', () => {
    const document = parseConfig('["x", 1, false, null, 12345678901234567890]', 'json');
    expect(
      [...locatedScalars(document)].map(({ scalar }) => [scalar.kind, scalar.style, scalar.value]),
    ).toEqual([
      ['string', 'double-quoted', 'x'],
      ['number', 'plain', '1'],
      ['boolean', 'plain', 'false'],
      ['null', 'plain', 'null'],
      ['number', 'plain', '12345678901234567890'],
    ]);
  });

  it('are none in YAML syntax', () => {
    expect(valuesOf('a: b', 'json')).toEqual([]);
  });
});

describe('comments in JSON', () => {
  it('have range and text', () => {
    expect(commentsOf('// a\n{ /* b\n c */ "x": 1 // d\r\n} /* open', 'jsonc')).toEqual([
      [' a', '// a'],
      [' b\n c ', '/* b\n c */'],
      [' d', '// d'],
      [' open', '/* open'],
    ]);
  });
});
