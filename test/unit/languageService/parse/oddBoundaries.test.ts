import { describe, expect, it } from 'vitest';
import { readWith } from '../../../../server/src/languageService/parse/index.ts';
import { newBlocks, replaceAt, reread } from '../../../support/reader/rereading.ts';

/** Texts in which no line is the next entry of a collection that is open already. */
const SHAPES: Readonly<Record<string, string>> = {
  'keys that are literals': '? |\n',
  'keys that stay without a value': '? a\n',
  'keys in keys': '? ? a\n',
  'lines that step left': '    a: b\n  c: d\n e: f\n',
  'keys that step left': '  a:\n b:\nc:\n',
  'quotes over two lines': '"a\n',
  'stray dashes below a value': '"a"\n- b\n',
  comments: '# a\n',
  directives: '%a b\n',
  'brackets that close nothing': '}\n',
  'lines of template actions': '{{ a }}\n',
  'marks of merge conflicts': '? a\n<<<<<<< a\n',
};

/** A twenty-fifth of what is usual, for texts that are read in no time. */
const CUT = { minimum: 160 };

describe.each(Object.entries(SHAPES))('where no entry follows another: %s', (_name, unit) => {
  const text = unit.repeat(Math.ceil(12_000 / unit.length));
  const document = readWith(text, 'yaml', CUT);
  const middle = unit.length * Math.floor(text.length / 2 / unit.length);

  it('there are blocks all the same', () => {
    expect(document.blocks.length).toBeGreaterThanOrEqual(9);
    for (const { content } of document.blocks) expect(content.text.length).toBeLessThan(1_600);
  });

  it('an edit that changes nothing for the lines behind is read with the block around it', () => {
    const after = reread(document, replaceAt(text, middle, 0, '\n'), 'yaml', CUT);
    expect(newBlocks(document, after).length).toBeLessThanOrEqual(2);
    expect(newBlocks(after, reread(after, text, 'yaml', CUT)).length).toBeLessThanOrEqual(2);
  });

  it('whatever is typed is read as if the file were new', () => {
    for (const typed of ['x', '- ', '  k: v\n', '"', '[', '? ', '\t', '---\n'])
      for (const at of [0, middle]) reread(document, replaceAt(text, at, 0, typed), 'yaml', CUT);
  });
});
