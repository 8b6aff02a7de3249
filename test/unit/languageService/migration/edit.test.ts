import { describe, expect, test } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { outline } from '../../../../server/src/languageService/migration/oracle.ts';
import { applyTo, verifyEdit } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { placeOwn } from './ownPlacement.ts';

const reference = 'secret/app#pw';

interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `⟦` and `⟧` stand around the secret. */
function unmark(marked: string): Marked {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
}

/** The text after the edit, or the reason for none. */
function edited(marked: string, to = reference, languageId = 'yaml'): string {
  const { text, start, end } = unmark(marked);
  const document = parseConfig(text, languageId);
  const located = document.scalarAt(start)!;
  const placement = placeOwn(document, located, { start, end }, to);
  if (!placement.ok) return placement.reason;
  const { edit, expected } = placement;
  expect(expected.replace(/\n+$/, '')).toBe(to);
  expect(verifyEdit({ before: document, languageId, moved: located, edit, expected })).toBe(true);
  return applyTo(text, edit);
}

describe('keeps everything but the value text', () => {
  test.each([
    ['plain', 'a: ⟦x y⟧ # c\n', 'a: secret/app#pw # c\n'],
    ['single quotes', "a:   '⟦it''s⟧'\r\n", "a:   'secret/app#pw'\r\n"],
    ['double quotes', 'a: "⟦x\\n⟧"', 'a: "secret/app#pw"'],
    ['double quotes over two lines', 'a: "⟦x\n  y⟧"\nb: 1\n', 'a: "secret/app#pw"\nb: 1\n'],
    ['plain over two lines', 'a: ⟦x\n  y⟧\nb: 1\n', 'a: secret/app#pw\nb: 1\n'],
    ['literal', 'a: | # c\n   ⟦x\n     y⟧\nb: 1\n', 'a: | # c\n   secret/app#pw\nb: 1\n'],
    ['literal, stripped', 'a: |-\n  ⟦x⟧\n', 'a: |-\n  secret/app#pw\n'],
    ['literal, kept', 'a: |+\n  ⟦x⟧\n\n\nb: 1\n', 'a: |+\n  secret/app#pw\n\n\nb: 1\n'],
    ['literal, explicit indentation', 'a: |2\n  ⟦  x⟧\n', 'a: |2\n  secret/app#pw\n'],
    ['folded', 'a: >\n  ⟦x\n  y⟧\n# c\n', 'a: >\n  secret/app#pw\n# c\n'],
    ['flow', '{a: ⟦x⟧, b: [1]}', '{a: secret/app#pw, b: [1]}'],
    ['flow like JSON', '{"a":⟦x⟧}', '{"a":secret/app#pw}'],
    ['an anchor that nothing refers to', 'a: &p ⟦x⟧\nb: p\n', 'a: &p secret/app#pw\nb: p\n'],
    ['a merged map', 'a: &p {k: ⟦x⟧}\nb:\n  <<: *p\n', 'a: &p {k: secret/app#pw}\nb:\n  <<: *p\n'],
    ['a lone CR', 'a: ⟦x⟧ # c\rb: y\r', 'a: secret/app#pw # c\rb: y\r'],
    ['CRLF in a folded value', 'a: >-\r\n  ⟦x\r\n  y⟧\r\nb: z\r\n', 'a: >-\r\n  secret/app#pw\r\nb: z\r\n'],
    ['a string tag', 'a: !!str ⟦12⟧\n', 'a: !!str secret/app#pw\n'],
    ['the root', '⟦x⟧\n', 'secret/app#pw\n'],
    ['the second document', 'a: x\n---\na: ⟦x⟧\n', 'a: x\n---\na: secret/app#pw\n'],
    ['one of two equal keys', 'a: x\na: ⟦x⟧\n', 'a: x\na: secret/app#pw\n'],
    [
      'a file with an error elsewhere',
      'a: ⟦x⟧\nb: {{ .Values.b }}\nc: [\n',
      'a: secret/app#pw\nb: {{ .Values.b }}\nc: [\n',
    ],
  ])('%s', (_, before, after) => {
    expect(edited(before)).toBe(after);
  });

  test.each([
    ['a string', '{"a": "⟦x\\u00e9⟧", }', '{"a": "secret/app#pw", }'],
    ['a number', '[⟦42⟧]', '["secret/app#pw"]'],
    ['a comment', '{"a": "⟦x⟧" /* x */}', '{"a": "secret/app#pw" /* x */}'],
  ])('JSON: %s', (_, before, after) => {
    expect(edited(before, reference, 'jsonc')).toBe(after);
  });
});

describe('a reference that a plain scalar cannot hold is quoted', () => {
  test.each([
    ['secret/app#key:', "'secret/app#key:'"],
    ['secret/app#a,b', "'secret/app#a,b'"],
    ['secret/app#[a]', "'secret/app#[a]'"],
    ["secret/app#it's", "'secret/app#it''s'"],
    ['secret/app#a"b', `'secret/app#a"b'`],
    ['*mount/app#key', "'*mount/app#key'"],
    ['&mount/app#key', "'&mount/app#key'"],
    ['!mount/app#key', "'!mount/app#key'"],
    ['@mount/app#key', "'@mount/app#key'"],
    ['---/app#key', "'---/app#key'"],
    ['-/app#key', "'-/app#key'"],
    ['?/app#key', "'?/app#key'"],
    ['vault://secret/a%20b#c%23', 'vault://secret/a%20b#c%23'],
    ['sécret/app#ключ', 'sécret/app#ключ'],
    ['0/1#2', '0/1#2'],
  ])('%s', (to, written) => {
    expect(edited('a: ⟦x⟧\n', to)).toBe(`a: ${written}\n`);
    expect(edited('[⟦x⟧, y]', to)).toBe(`[${written}, y]`);
    expect(edited('⟦x⟧', to)).toBe(written);
  });

  test('quotes that are there are used', () => {
    expect(edited("a: '⟦x⟧'\n", "secret/it's#k")).toBe("a: 'secret/it''s#k'\n");
    expect(edited('a: "⟦x⟧"\n', 'secret/a"b\\c#k')).toBe('a: "secret/a\\"b\\\\c#k"\n');
    expect(edited('{"a": "⟦x⟧"}', 'secret/a"b\\c#k', 'json')).toBe('{"a": "secret/a\\"b\\\\c#k"}');
  });
});

describe('is refused', () => {
  test.each([
    ['a password inside a URL', 'a: postgres://app:⟦hunter2⟧@db/x\n', 'only a part of its value'],
    ['a part at the start', 'a: ⟦hunter2⟧ and more\n', 'only a part of its value'],
    ['a line of a block', 'a: |\n  user: x\n  ⟦hunter2⟧\n', 'only a part of its value'],
    ['an application tag', 'a: !vault ⟦hunter2⟧\n', 'tag'],
    ['an open quote', 'a: "⟦hunter2⟧', 'not closed'],
    ['an anchor with an alias', 'a: &p ⟦hunter2⟧\nb: *p\n', 'aliases'],
  ])('%s', (_, before, reason) => {
    const answer = edited(before);
    expect(answer).toContain(reason);
    expect(answer).not.toContain('hunter2');
  });
});

describe('verifyEdit rejects an edit that', () => {
  const text = 'a: x # c\nb: [y, z]\nc: &p 1\nd: *p\n';
  const before = parseConfig(text, 'yaml');
  const moved = before.scalarAt(3)!;
  const verify = (start: number, end: number, newText: string): boolean =>
    verifyEdit({ before, languageId: 'yaml', moved, edit: { start, end, newText }, expected: reference });

  test('(the right one is accepted)', () => {
    expect(verify(3, 4, reference)).toBe(true);
    expect(verify(3, 4, `"${reference}"`)).toBe(true);
  });

  test.each([
    ['writes another text', 3, 4, 'secret/app#p'],
    ['writes more', 3, 4, `${reference} y`],
    ['does nothing', 3, 3, ''],
    ['takes the comment along', 3, 8, reference],
    ['takes the line break along', 3, 9, reference],
    ['adds a key', 3, 4, `${reference}\ne: 1`],
    ['adds a comment', 3, 4, `${reference} # d`],
    ['makes a list of it', 3, 4, `[${reference}]`],
    ['gives it a tag', 3, 4, `!t ${reference}`],
    ['breaks the file', 3, 4, `{${reference}`],
    ['changes another scalar', 13, 14, reference],
    ['makes it a block', 3, 8, `|-\n  ${reference}`],
  ])('%s', (_, start, end, newText) => {
    expect(verify(start, end, newText)).toBe(false);
  });

  test('names an anchor, which only the library sees', () => {
    expect(verify(3, 4, `&q ${reference}`)).toBe(false);
  });

  test('is in a file that was refused', () => {
    const deep = parseConfig(`${'['.repeat(300)}x`, 'yaml');
    expect(deep.refusal).toBeDefined();
    const edit = { start: 3, end: 4, newText: reference };
    expect(verifyEdit({ before: deep, languageId: 'yaml', moved, edit, expected: reference })).toBe(false);
  });
});

describe('outline', () => {
  test('has nothing to say about a file that the library rejects, or a large one', () => {
    expect(outline('a: {{ .V }}: b: c', 'yaml')).toBeUndefined();
    expect(outline('{"a": }', 'json')).toBeUndefined();
    expect(outline(`a: ${'x'.repeat(40_000)}`, 'yaml')).toBeUndefined();
  });

  test('tells values, keys, aliases, anchors and tags apart', () => {
    const variants = ['a: 1', 'b: 1', 'a: "1"', 'a: &x 1', 'a: !t 1', 'a: [1]', 'a: {1: 1}', 'a: 1\n---\n'];
    const outlines = variants.map((text) => JSON.stringify(outline(text, 'yaml')));
    expect(new Set(outlines).size).toBe(variants.length);
  });

  test('a byte order mark does not matter in JSON', () => {
    expect(outline('\ufeff{"a": [1, "x", null]}', 'json')).toEqual(outline('{"a": [1, "x", null]}', 'json'));
  });
});

test('every scalar of a typical file can be moved', () => {
  const text =
    'services:\n  db:\n    environment:\n      - PASSWORD=x\n    env: {A: b}\n    note: >-\n      one\n      two\n';
  for (const located of locatedScalars(parseConfig(text, 'yaml'))) {
    const { start, end } = located;
    expect(edited(`${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`)).toBe(
      text.slice(0, start) + reference + text.slice(end),
    );
  }
});
