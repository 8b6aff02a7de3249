import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { expectRanges, parseMarked } from '../../../support/markedText.ts';
import { commentsOf, rangesOf, valuesOf } from './readings.ts';

/** What is marked is every scalar of the file: its path and its value text. */
const RANGES: Readonly<Record<string, string>> = {
  'block maps and lists': 'a: ⟦a:b⟧\nlist:\n  - ⟦list.0:x⟧\n  - k: ⟦list.1.k:y z⟧ # c\n    l: ⟦list.1.l:w⟧\n',
  'a list at the column of its key': 'a:\n- ⟦a.0:x⟧\n- ⟦a.1:y⟧\nb: ⟦b:z⟧',
  'compact nesting': '- - ⟦0.0:a⟧\n  - ⟦0.1:b⟧\n- - - ⟦1.0.0:c⟧',
  quotes: `a: "⟦a:x \\" y⟧"\nb: '⟦b:it''s⟧'\nc: "⟦c:⟧"\nd: '⟦d:⟧'`,
  'quotes over lines': 'a: "⟦a:x\n  y⟧"\nb: ⟦b:x\n  y⟧\nc: ⟦c:z⟧',
  'flow style': '{a: ⟦a:1⟧, "b": [⟦b.0:x⟧, "⟦b.1:y⟧", {c: ⟦b.2.c:z⟧}], d: {e: ⟦d.e:2⟧}}',
  'a pair in a flow list': '[a: ⟦0.a:1⟧, ⟦1:b⟧]',
  'a literal': 'a: |\n  ⟦a:x\n   y\n\n  z⟧\n\nb: ⟦b:1⟧',
  'a folded scalar with header': 'a: >2-\n  ⟦a:  x\n  y⟧\n',
  'an indentation indicator': 'a:\n  b: |2 # c\n    ⟦a.b:  x\n    y⟧\nc: ⟦c:1⟧',
  'a literal after blank lines': 'a: |\n\n\n  ⟦a:x⟧\n',
  'an empty literal': 'a: |\n⟦a:⟧b: ⟦b:1⟧',
  'a literal in a list': '- |+\n ⟦0:x⟧\n\n- ⟦1:y⟧',
  'a compact literal': '- a: |2\n    ⟦0.a:x⟧\n  b: ⟦0.b:y⟧',
  'a quote right behind a tag': 'a: !t"⟦a:v⟧"\nb: [!"⟦b.0:w⟧", ⟦b.1:x⟧]\n',
  'a quote in a tag that ends at >': 'a: !<"> ⟦a:v⟧\n',
  'a tag that ends where no tag goes on': 'a: [!⟦a.0:é⟧, !t%2Ff ⟦a.1:v⟧, !t⟦a.2:%2⟧, !t⟦a.3:\\x⟧]\n',
  'anchors and tags outside of the value': 'a: &x ⟦a:v⟧\nb: !t "⟦b:w⟧"\nc: !!str &y |\n  ⟦c:z⟧\n',
  'no scalar for an alias': 'a: &x ⟦a:v⟧\nb: *x\n<<: *x\n<<: {y: ⟦<<.y:1⟧}\n',
  'an explicit key': '? a\n: ⟦a:v⟧\n? [x, y]\n: ⟦?:w⟧\n? b\n',
  documents: '%YAML 1.2\n---\na: ⟦a:1⟧\n...\n# c\n--- ⟦:text⟧\n--- |\n⟦:x\ny⟧\n---\nb: ⟦b:2⟧\n',
  CRLF: 'a: ⟦a:b⟧\r\nc: |\r\n  ⟦c:x\r\n  y⟧\r\nd: "⟦d:e\r\n  f⟧"\r\n',
  'lone CR': 'a: ⟦a:b⟧\rc: |\r  ⟦c:x\r  y⟧\rd: ⟦d:e⟧',
  BOM: '\uFEFFa: ⟦a:b⟧\nc: ⟦c:d⟧',
  'tabs between tokens': 'a:\t⟦a:b⟧\t# c\nd: [\t⟦d.0:x⟧\t]',
  'UTF-16 offsets': '😀: "⟦😀:😀x⟧"\nb: ⟦b:😀⟧ # 😀\nc: ⟦c:d⟧',
  'NEL, LS and no-break space as text': 'a: ⟦a:x\u0085y\u2028z⟧\nb: |\n  ⟦b:\u00a0x⟧\n',
  'values yet to be written':
    'a:⟦a:⟧\nb: ⟦b:⟧# c\nl:\n  -⟦l.0:⟧\n  - ⟦l.1:x⟧\nf: {k: ⟦f.k:⟧, l: ⟦f.l:1⟧}\nz: ⟦z:⟧',
  'a scalar at the root': '⟦:hello\nworld⟧\n',
  JSON: '{\n\t"a": "⟦a:b⟧",\n\t"c": [⟦c.0:1⟧, ⟦c.1:null⟧]\n}\n',
  'repeated keys': 'a: ⟦a:1⟧\na: ⟦a:2⟧',
};

describe('ranges of YAML scalars', () => {
  it.each(Object.entries(RANGES))('%s', (_name, marked) => {
    const { text, ranges } = parseMarked(marked);
    expectRanges(rangesOf(parseConfig(text, 'yaml')), ranges);
  });
});

describe('values of YAML scalars', () => {
  it.each<[string, string, string]>([
    ['escapes', '"\\x41\\u00e9\\n\\"\\t"', 'Aé\n"\t'],
    ['a surrogate pair', '"\\ud83d\\ude00 \\U0001F600"', '😀 😀'],
    ['a bad escape as it stands', '"a\\qb"', 'a\\qb'],
    ['doubled quotes', "'it''s'", "it's"],
    ['folding in quotes', '"a\n\n  b\n  c"', 'a\nb c'],
    ['folding of plain text', 'a\n  b\n\n  c', 'a b\nc'],
    ['a literal', '|\n  a\n   b\n', 'a\n b\n'],
    ['a literal that keeps', '|+\n  a\n\n', 'a\n\n'],
    ['a literal that strips', '|-\n  a\n\n', 'a'],
    ['a folded scalar', '>\n  a\n  b\n\n  c\n   d\n', 'a b\n\nc\n d\n'.replace('\n\n', '\n')],
    ['CRLF in a literal', '|\r\n  a\r\n  b\r\n', 'a\nb\n'],
    ['CRLF in quotes', '"a\r\n  b"', 'a b'],
    ['a lone CR in a literal', '|\r  a\r  b\r', 'a\nb\n'],
  ])('%s', (_name, written, value) => {
    expect(valuesOf(`k: ${written}`)).toEqual([['k', value]]);
  });

  it.each([
    ['12', 'number'],
    ['0x1F', 'number'],
    ['1.5e3', 'number'],
    ['true', 'boolean'],
    ['yes', 'string'],
    ['~', 'null'],
    ['null', 'null'],
    ['', 'null'],
    ['"12"', 'string'],
    ["'true'", 'string'],
    ['!!str 12', 'string'],
    ['|\n  12', 'string'],
    ['12 apples', 'string'],
  ])('%s is a %s', (written, kind) => {
    const [located] = locatedScalars(parseConfig(`k: ${written}`, 'yaml'));
    expect(located?.scalar.kind).toBe(kind);
  });

  it('tells style and tag as written', () => {
    const text =
      'a: !vault |\n  x\nb: !!binary "eA=="\nc: !<tag:x,2000:y> d\ne: !f >\n  g\nh: \'i\'\nj: !k\n';
    const found = [...locatedScalars(parseConfig(text, 'yaml'))].map(({ scalar }) => [
      scalar.style,
      scalar.tag,
    ]);
    expect(found).toEqual([
      ['literal', '!vault'],
      ['double-quoted', '!!binary'],
      ['plain', '!<tag:x,2000:y>'],
      ['folded', '!f'],
      ['single-quoted', undefined],
      ['plain', '!k'],
    ]);
  });

  it('keeps an alias that is a key as it is written', () => {
    expect(valuesOf('a: &x name\n*x : 1\n*y : 2')).toEqual([
      ['a', 'name'],
      ['*x', '1'],
      ['*y', '2'],
    ]);
  });

  it('numbers documents', () => {
    const { blocks } = parseConfig('a: 1\n---\n---\nb: 2\n...\n# tail\n', 'yaml');
    expect(blocks.map(({ document }) => document)).toEqual([0, 1, 2, 3]);
  });
});

describe('comments in YAML', () => {
  it('have range and text wherever they stand', () => {
    const text =
      '# top\r\na: b # after\n#in\nl: # list\n  - x #no-blank\n  # deep\n  - [y, # flow\n    z]\nm: | # header\n  # text\n# end';
    expect(commentsOf(text)).toEqual([
      [' top', '# top'],
      [' after', '# after'],
      ['in', '#in'],
      [' list', '# list'],
      ['no-blank', '#no-blank'],
      [' deep', '# deep'],
      [' flow', '# flow'],
      [' header', '# header'],
      [' end', '# end'],
    ]);
  });

  it('are none in quotes', () => {
    expect(commentsOf('a: "x # y"\nb: x#y\nc: \'# z\'')).toEqual([]);
  });
});
