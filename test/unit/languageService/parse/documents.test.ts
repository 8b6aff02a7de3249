import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../../../scripts/reader/compareText.ts';
import { readWith } from '../../../../server/src/languageService/parse/index.ts';
import { PATIENCE, runs } from './readings.ts';

/** The text of each document with the marks and directives that belong to it, by its number. */
function documentsOf(text: string, minimum = 4096): string[] {
  const documents: string[] = [];
  const cut = { minimum, everywhere: minimum === 1 };
  for (const { document, content } of readWith(text, 'yaml', cut).blocks) {
    documents[document] = (documents[document] ?? '') + content.text;
  }
  return documents;
}

describe('a YAML file is cut into its documents', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['a: 1', ['a: 1']],
    ['# c\n', ['# c\n']],
    ['# c\n---\na: 1\n', ['# c\n---\na: 1\n']],
    ['a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['---\n---\n', ['---\n', '---\n']],
    ['--- a\n--- b', ['--- a\n', '--- b']],
    ['a\n...\n# c\n---\nb', ['a\n...\n', '# c\n---\nb']],
    ['a\n...\n%YAML 1.2\n---\nb', ['a\n...\n', '%YAML 1.2\n---\nb']],
    ['%TAG ! x\n---\na\n', ['%TAG ! x\n---\na\n']],
    // `...` ends a document, also one that has not begun.
    ['a\n...\n# tail\n', ['a\n...\n', '# tail\n']],
    ['a\n...\n...\nb', ['a\n...\n', '...\n', 'b']],
    ['...\na', ['...\n', 'a']],
    ['a: "x\n---\ny"', ['a: "x\n', '---\ny"']],
    ['a: [x\n---\ny]', ['a: [x\n', '---\ny]']],
    ['a: {{ x\n---\ny }}', ['a: {{ x\n', '---\ny }}']],
    ['a: |\n ---\n --- b', ['a: |\n ---\n --- b']],
    ['----\n---x\n', ['----\n---x\n']],
    ['....\n...x\n', ['....\n...x\n']],
    ['--- |\nx\n---\ty\r\n---', ['--- |\nx\n', '---\ty\r\n', '---']],
    ['a\r---\rb', ['a\r', '---\rb']],
    ['a\r\n---\r\nb\r\n...\r\n', ['a\r\n', '---\r\nb\r\n...\r\n']],
    ['\uFEFF---\na\n---\nb', ['\uFEFF---\na\n', '---\nb']],
  ])('%j', (text, documents) => {
    expect(documentsOf(text)).toEqual(documents);
    expect(documentsOf(text, 1)).toEqual(documents);
    expect(documents.join('')).toBe(text);
  });

  it(
    'with the numbers and the scalars that `yaml` has, wherever it is cut',
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
          const comparison = compareText(text, 'yaml', true);
          if ('rejected' in comparison) return;
          expect(comparison.differences).toEqual([]);
          compared += 1;
        }),
        runs(2000),
      );
      expect(compared).toBeGreaterThan(300);
    },
    PATIENCE,
  );
});
