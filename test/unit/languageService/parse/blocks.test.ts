import { describe, expect, it } from 'vitest';
import type { ConfigDocument } from '../../../../server/src/languageService/configDocument.ts';
import { readWith } from '../../../../server/src/languageService/parse/index.ts';
import { LARGE_FILES } from '../../../support/reader/largeFiles.ts';
import { CUTS, newBlocks, replaceAt, reread } from '../../../support/reader/rereading.ts';

/** What is typed at the borders of blocks: each may change what the line before or behind it means. */
const TYPED = ['x', ' ', '\n', '\r', '- ', ': ', '"', '[', '}', '#', '---\n', 'k: v\n', '{{', '\uFEFF', ','];

describe.each(Object.entries(LARGE_FILES))('in a large file: %s', (_name, { languageId, make }) => {
  const text = make(600);
  const document = readWith(text, languageId, CUTS.normal);
  const middle = text.indexOf('3', text.length / 2);

  it('an edit reads the block that it touches and no other', () => {
    const after = reread(document, replaceAt(text, middle, 1, '42'), languageId, CUTS.normal);
    expect(document.blocks.length).toBeGreaterThanOrEqual(8);
    expect(newBlocks(document, after)).toHaveLength(1);
    expect(after.blocks).toHaveLength(document.blocks.length);
  });

  it('blocks behind an edit move, and those before it stay as they are', () => {
    const after = reread(document, replaceAt(text, middle, 1, '42'), languageId, CUTS.normal);
    const [changed] = newBlocks(document, after);
    for (const [index, block] of after.blocks.entries()) {
      const old = document.blocks[index];
      if (block === changed) continue;
      expect(block.content).toBe(old?.content);
      expect(block.start).toBe((old?.start ?? 0) + (block.start > middle ? 1 : 0));
      if (block.start < middle) expect(block).toBe(old);
    }
  });

  it('the same text is read no more', () => {
    const after = reread(document, text, languageId, CUTS.normal);
    expect(newBlocks(document, after)).toEqual([]);
    expect(after.blocks).toEqual(document.blocks);
  });

  it('an edit that is taken back leaves as many blocks', () => {
    let current: ConfigDocument = document;
    for (const typed of ['x', '"', '[', '\n', '}\n', '- a\n']) {
      current = reread(current, replaceAt(text, middle, 0, typed), languageId, CUTS.normal);
      current = reread(current, text, languageId, CUTS.normal);
    }
    expect(Math.abs(current.blocks.length - document.blocks.length)).toBeLessThanOrEqual(2);
  });
});

describe.each(Object.entries(LARGE_FILES))('between blocks: %s', (_name, { languageId, make }) => {
  const cut = { minimum: 512 };
  const text = make(60);
  const document = readWith(text, languageId, cut);
  const starts = document.blocks.map(({ start }) => start);

  it('whatever is typed is read as if the file were new', () => {
    expect(starts.length).toBeGreaterThan(3);
    for (const border of [...starts.slice(0, 4), text.length])
      for (const at of [border - 1, border, border + 1].filter((place) => place >= 0 && place <= text.length))
        for (const typed of TYPED) reread(document, replaceAt(text, at, 0, typed), languageId, cut);
  });

  it('whatever is deleted is read as if the file were new', () => {
    const [, first = 0, second = 0, third = 0] = starts;
    const spans: [number, number][] = [
      [first - 1, first],
      [first, first + 1],
      [first - 2, first + 2],
      [first, second],
      [first, third],
      [first - 5, third + 5],
      [0, first],
      [second, text.length],
      [0, text.length],
    ];
    for (const [start, end] of spans) {
      const after = reread(document, replaceAt(text, start, end - start, ''), languageId, cut);
      reread(after, text, languageId, cut);
    }
  });
});

describe('cut everywhere', () => {
  it.each([
    [
      'yaml',
      '# c\na: 1\nb:\n  - x: "y"\n    z: |\n      t\n\n      u\n  - [p,\n     q]\n---\nc: {d: e}\n...\nf: g # h\n',
    ],
    ['yaml', "{{- if a }}\na:\n  b: {{ c }}\n{{- end }}\nd: 'e\n  f'\n? g\n: h\nj: >-\n  k\n"],
    ['json', '{\n  "a": [1, {"b": "c"}],\n  // d\n  "e": {\n    "f": null\n  }\n}\n'],
  ])('any character typed or deleted anywhere is read as if the file were new: %s', (languageId, text) => {
    const document = readWith(text, languageId, CUTS.everywhere);
    for (let at = 0; at <= text.length; at += 1) {
      reread(document, replaceAt(text, at, 1, ''), languageId, CUTS.everywhere);
      for (const typed of TYPED) reread(document, replaceAt(text, at, 0, typed), languageId, CUTS.everywhere);
    }
  });

  it('is cut at all entries', () => {
    const { blocks } = readWith('a: 1\nb:\n  - x\n  - y: z\n    w: v\n', 'yaml', CUTS.everywhere);
    expect(blocks.map(({ content }) => content.text)).toEqual([
      'a: 1\n',
      'b:\n  - x\n',
      '  - y: z\n',
      '    w: v\n',
    ]);
  });
});

describe('JSON whose brackets do not balance', () => {
  const lines = Array.from({ length: 2400 }, (_, index) => `    {"name": "n${index}", "replicas": 3}`);
  const text = `{\n  "items": [\n${lines.join(',\n')}\n  ]\n}\n`;
  const document = readWith(text, 'json', CUTS.normal);
  const middle = text.indexOf('"replicas"', text.length / 2);

  it.each(['"', '['])('keeps the blocks behind a %s that is typed', (typed) => {
    expect(document.blocks.length).toBeGreaterThan(6);
    const broken = reread(document, replaceAt(text, middle, 0, typed), 'json', CUTS.normal);
    expect(newBlocks(document, broken).length).toBeLessThanOrEqual(2);
    const mended = reread(broken, text, 'json', CUTS.normal);
    expect(newBlocks(document, mended).length).toBeLessThanOrEqual(2);
  });

  it.each(['{', '}', ']'])('reads on behind a %s that makes other items of the list', (typed) => {
    const broken = reread(document, replaceAt(text, middle, 0, typed), 'json', CUTS.normal);
    expect(newBlocks(document, reread(broken, text, 'json', CUTS.normal)).length).toBeGreaterThan(0);
  });

  it('reads a block again that had its brackets repaired', () => {
    const first = text.indexOf('"replicas"');
    const broken = reread(document, replaceAt(text, middle, 0, '['), 'json', CUTS.normal);
    const twice = reread(broken, replaceAt(broken.text, first, 0, '{'), 'json', CUTS.normal);
    reread(twice, broken.text, 'json', CUTS.normal);
  });
});
