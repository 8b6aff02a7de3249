import { describe, expect, it } from 'vitest';
import { parseConfig, readWith } from '../../../../server/src/languageService/parse/index.ts';
import { parseMarked } from '../../../support/markedText.ts';

function pathAt(marked: string, languageId = 'yaml'): string | undefined {
  const { text, cursor } = parseMarked(marked);
  return parseConfig(text, languageId)
    .scalarAt(cursor ?? -1)
    ?.scalar.path.join('.');
}

describe('scalarAt', () => {
  it.each([
    ['a: ¦b', 'a'],
    ['a: x¦y', 'a'],
    ['a: b¦', 'a'],
    ['a: "¦b"', 'a'],
    ['a: "b¦"', 'a'],
    ['a: "¦"', 'a'],
    ["a: '¦'", 'a'],
    ['[x¦,y]', '0'],
    ['[x,¦y]', '1'],
    ['a: |\n  x\n  ¦y\n', 'a'],
    ['a: 1\n---\nb: ¦2', 'b'],
    ['a: 1\n--- ¦2', ''],
  ])('finds the value in %j', (marked, path) => {
    expect(pathAt(marked)).toBe(path);
  });

  it.each([
    ['a:¦', 'a'],
    ['a: ¦', 'a'],
    ['a:¦ ', 'a'],
    ['a:  ¦  \nb: 1', 'a'],
    ['a: 1\nb: ¦\nc: 2', 'b'],
    ['a: ¦ # comment', 'a'],
    ['- ¦', '0'],
    ['-¦ \n- x', '0'],
    ['a:\n  b: ¦', 'a.b'],
    ['{a: ¦, b: 1}', 'a'],
    ['a: 1\r\nb: ¦\r\n', 'b'],
    ['a: ¦\n---\nb: 1', 'a'],
  ])('finds the place of a value yet to be written in %j', (marked, path) => {
    expect(pathAt(marked)).toBe(path);
  });

  it.each([
    '¦a: b',
    'a¦: b',
    'a:¦ b',
    'a: ¦"b"',
    'a: b ¦',
    'a: b # c¦',
    'a: # ¦',
    'a:\n¦',
    'a: \n ¦\nb: 1',
    '¦  - ',
    'a: |¦\n  x',
    'a: "" ¦',
    'a: ¦*x',
  ])('finds none in %j', (marked) => {
    expect(pathAt(marked)).toBeUndefined();
  });

  it('finds values in JSON', () => {
    expect(pathAt('{"a": "¦"}', 'json')).toBe('a');
    expect(pathAt('{"a": "x¦', 'json')).toBe('a');
    expect(pathAt('{"a": [1, ¦22]}', 'json')).toBe('a.1');
    expect(pathAt('{"¦a": 1}', 'json')).toBeUndefined();
  });

  it('gives offsets in the file', () => {
    const text = 'a: 1\n---\nb: xyz\n';
    const found = parseConfig(text, 'yaml').scalarAt(13);
    expect(found && text.slice(found.start, found.end)).toBe('xyz');
    expect(found?.block.document).toBe(1);
  });

  it('finds each value wherever the file is cut', () => {
    const text = 'a: 1\nb:\n  - x\n  - c: |\n      y\n    d:\n---\n\ne: "z"\n';
    const whole = parseConfig(text, 'yaml');
    const cut = readWith(text, 'yaml', { minimum: 1, everywhere: true });
    expect(cut.blocks.length).toBeGreaterThan(whole.blocks.length);
    for (let offset = 0; offset <= text.length; offset += 1) {
      const [one, two] = [whole, cut].map((document) => document.scalarAt(offset));
      expect([two?.start, two?.end, two?.scalar.path]).toEqual([one?.start, one?.end, one?.scalar.path]);
    }
  });

  it('finds nothing outside of the file', () => {
    expect(parseConfig('a: b', 'yaml').scalarAt(-1)).toBeUndefined();
    expect(parseConfig('a: b', 'yaml').scalarAt(99)).toBeUndefined();
    expect(parseConfig('', 'yaml').scalarAt(0)).toBeUndefined();
  });
});
