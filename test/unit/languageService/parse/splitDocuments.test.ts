import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { splitDocuments } from '../../../../server/src/languageService/parse/splitDocuments.ts';
import { PATIENCE, runs } from './readings.ts';

function piecesOf(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

describe('splitDocuments', () => {
  it.each<[string, string[]]>([
    ['', ['']],
    ['a: 1', ['a: 1']],
    ['# c\n', ['# c\n']],
    ['# c\n---\na: 1\n', ['# c\n---\na: 1\n']],
    ['a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['---\n---\n', ['---\n', '---\n']],
    ['--- a\n--- b', ['--- a\n', '--- b']],
    ['a\n...\n# c\n---\nb', ['a\n...\n', '# c\n---\nb']],
    ['a\n...\n%YAML 1.2\n---\nb', ['a\n...\n', '%YAML 1.2\n---\nb']],
    ['%TAG ! x\n---\na\n', ['%TAG ! x\n---\na\n']],
    ['a\n...\n# tail\n', ['a\n...\n# tail\n']],
    ['a\n...\n...\nb', ['a\n...\n', '...\nb']],
    ['a: "x\n---\ny"', ['a: "x\n', '---\ny"']],
    ['a: |\n ---\n --- b', ['a: |\n ---\n --- b']],
    ['----\n---x\n', ['----\n---x\n']],
    ['--- |\nx\n---\ty\r\n---', ['--- |\nx\n', '---\ty\r\n', '---']],
    ['a\r---\rb', ['a\r', '---\rb']],
    ['\uFEFF---\na\n---\nb', ['\uFEFF---\na\n', '---\nb']],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces);
  });

  it('numbers the documents and covers the file', () => {
    const text = 'a\n---\nb\n...\nc\n# d\n';
    const pieces = splitDocuments(text);
    expect(pieces.map(({ document }) => document)).toEqual([0, 1, 2]);
    expect(pieces.at(0)?.start).toBe(0);
    expect(pieces.at(-1)?.end).toBe(text.length);
  });

  it(
    'finds in every piece just what a parse of the whole file finds',
    () => {
      const line = fc.constantFrom(
        '---',
        '--- x',
        '--- |',
        '--- "q"',
        '...',
        '# c',
        '',
        'a: 1',
        'b: |',
        '  text',
        '   --- x',
        'c: "q"',
        "d: 'x",
        "  y'",
        '- 1',
        '%YAML 1.2',
        '%TAG !e! tag:e,2000:',
        'e: !e!x 1',
        '[a,',
        ' b]',
        '&x z',
      );
      const file = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
      let compared = 0;
      fc.assert(
        fc.property(file, (text) => {
          const options = { prettyErrors: false, uniqueKeys: false } as const;
          const whole = [...parseAllDocuments(text, options)];
          if (whole.some(({ errors }) => errors.length > 0)) return;
          const cut = piecesOf(text).flatMap((piece) => [...parseAllDocuments(piece, options)]);
          expect(cut.flatMap(({ errors }) => errors)).toEqual([]);
          expect(cut.map((document): unknown => document.toJS())).toEqual(
            whole.map((document): unknown => document.toJS()),
          );
          compared += 1;
        }),
        runs(2000),
      );
      expect(compared).toBeGreaterThan(300);
    },
    PATIENCE,
  );
});
