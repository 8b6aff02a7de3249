import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { expectRanges, parseMarked } from '../../../support/markedText.ts';
import { commentsOf, rangesOf } from './readings.ts';

/** Every scalar that is found is marked: damage must neither lose nor invent any elsewhere. */
const DAMAGED: Readonly<Record<string, string>> = {
  'a half-typed key': 'a: ⟦a:1⟧\npass\nb: ⟦b:2⟧',
  'a half-typed key below another': 'a: ⟦a:1⟧\nx:\n  y: ⟦x.y:1⟧\n  pass\n  z: ⟦x.z:2⟧\nb: ⟦b:2⟧',
  'a half-typed key in a list':
    'l:\n  - a: ⟦l.0.a:1⟧\n    pass\n    b: ⟦l.0.b:2⟧\n  - a: ⟦l.1.a:3⟧\nz: ⟦z:4⟧',
  'an unclosed double quote': 'a: ⟦a:0⟧\nb: "⟦b:x⟧\nc: "⟦c:y⟧"\nd: ⟦d:z⟧',
  'an unclosed single quote': "a: '⟦a:x y⟧\nb: ⟦b:1⟧\nc: '⟦c:z⟧'\n",
  'two unclosed quotes': 'a: "⟦a:x⟧\nb: ⟦b:1⟧\nc: "⟦c:y⟧\nd: ⟦d:2⟧',
  'an unclosed quote in a list': 'l:\n  - a: ⟦l.0.a:1⟧\n    b: "⟦l.0.b:x⟧\n  - a: ⟦l.1.a:2⟧\nz: ⟦z:1⟧',
  'an unclosed quote in a list at the column of its key':
    'l:\n- a: ⟦l.0.a:1⟧\n  b: "⟦l.0.b:x⟧\n- a: ⟦l.1.a:2⟧\nz: ⟦z:1⟧',
  'an unclosed list': 'a: [⟦a.0:1⟧, ⟦a.1:2⟧\nb: ⟦b:3⟧\nc: ⟦c:4⟧',
  'an unclosed map over lines': 'a: ⟦a:1⟧\nb: {x: ⟦b.x:1⟧,\n  y: ⟦b.y:2⟧\nc: ⟦c:3⟧',
  'a bracket that closes nothing': 'a: ⟦a:1⟧]\nb: ⟦b:2⟧'.replace('⟧]', ']⟧'),
  'a wrong dedent': 'a:\n    b: ⟦a.b:1⟧\n  c: ⟦a.c:2⟧\nd: ⟦d:3⟧',
  'a value and a map below it': 'a: ⟦a:x⟧\n  b: ⟦a.b:1⟧\nc: ⟦c:2⟧',
  'two values in a line': 'a: ⟦a:b: 1⟧\nc: ⟦c:2⟧',
  'a newline in a key':
    'k: ⟦k:1⟧\nv\nalue: ⟦alue:x⟧\n  deep: ⟦alue.deep:1⟧\n  er:\n    x: ⟦alue.er.x:2⟧\nz: ⟦z:3⟧',
  'tabs for indentation': 'a:\n\tb: ⟦a.b:1⟧\n\tc:\n\t\td: ⟦a.c.d:2⟧\ne: ⟦e:3⟧',
  'a merge conflict':
    'a:\n<<<<<<< HEAD\n  b: ⟦a.b:1⟧\n||||||| base\n  b: ⟦a.b:0⟧\n=======\n  b: ⟦a.b:2⟧\n>>>>>>> theirs\nc: ⟦c:3⟧',
  'a merge conflict with CRLF':
    '<<<<<<< HEAD\r\nb: ⟦b:1⟧\r\n=======\r\nb: ⟦b:2⟧\r\n>>>>>>> theirs\r\nc: ⟦c:3⟧\r\n',
  'damage in one document': 'a: "⟦a:x⟧\n---\nb: ⟦b:1⟧\n--- \nc: [⟦c.0:1⟧\nd: ⟦d:2⟧\n---\ne: ⟦e:3⟧\n',
  'a reserved character': 'a: @⟦a:⟧\nb: ⟦b:1⟧'.replace('@⟦a:⟧', '⟦a:@x⟧'),
  'a key without a blank': 'a: ⟦a:1⟧\nb:2\nc: ⟦c:3⟧',
  'a literal that ends too early': 'a:\n  k: |\n    ⟦a.k:x⟧\n   y\nb: ⟦b:1⟧',
};

describe('damage stays within its entry', () => {
  it.each(Object.entries(DAMAGED))('%s', (_name, marked) => {
    const { text, ranges } = parseMarked(marked);
    expectRanges(rangesOf(parseConfig(text, 'yaml')), ranges);
  });

  it('keeps comments', () => {
    expect(commentsOf('# top\na: "x\nb: 1 # b\nl:\n  # in\n  - c: [1 # c\n  - d # d\n# end')).toEqual([
      [' top', '# top'],
      [' b', '# b'],
      [' in', '# in'],
      [' c', '# c'],
      [' d', '# d'],
      [' end', '# end'],
    ]);
  });

  it('finds the one fault among thousands of entries', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `key${index}: value${index}`);
    lines[2500] = 'key2500: "value';
    const document = parseConfig(lines.join('\n'), 'yaml');
    expect(document.refusal).toBeUndefined();
    expect(rangesOf(document)).toHaveLength(5000);
  });

  it('does not take many small faults for deep nesting', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `key${index}: b: c`);
    const document = parseConfig(lines.join('\n'), 'yaml');
    expect(document.refusal).toBeUndefined();
    expect(rangesOf(document)).toHaveLength(1000);
  });
});
