import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConfigDocument } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../../server/src/languageService/references/extract.ts';
import type { PlacedReference } from '../../../../server/src/languageService/references/extract.ts';
import type { OffsetRange } from '../../../../server/src/languageService/references/reference.ts';
import { rangesOf } from './rangesOf.ts';

const mounts = ['secret'];

function read(text: string, languageId = 'yaml', known: readonly string[] = mounts) {
  const document = parseConfig(text, languageId);
  return extractReferences(document, known).map((placed) => ({ placed, ...written(document, placed) }));
}

/** The source text of every range of a reference. */
function written(document: ConfigDocument, { block, extracted }: PlacedReference) {
  const text = ({ start, end }: OffsetRange): string =>
    document.text.slice(block.start + start, block.start + end);
  const parts = Object.fromEntries(
    Object.entries(rangesOf(extracted)).map(([name, range]) => [name, text(range)]),
  );
  return { whole: text(extracted), ...parts };
}

const parts = { mountRange: 'secret', pathRange: 'app/db', keyRange: 'password' };

describe('ranges in the source text', () => {
  test.each([
    ['plain', 'a: secret/app/db#password'],
    ['with a comment', 'a: secret/app/db#password # why'],
    ['single-quoted', "a: 'secret/app/db#password'"],
    ['double-quoted', 'a: "secret/app/db#password"'],
    ['flow', '{a: [secret/app/db#password]}'],
    ['literal', 'a: |\n  secret/app/db#password\n'],
    ['literal, kept breaks', 'a: |+\n  secret/app/db#password\n\n'],
    ['folded', 'a: >-\n    secret/app/db#password\n'],
    ['CRLF', 'x: 1\r\na: secret/app/db#password\r\n'],
    ['byte order mark', '\ufeffa: secret/app/db#password'],
    ['beyond the basic plane', 'x: "😀😀"\na: secret/app/db#password'],
    ['a later document', 'x: 1\n---\nx: 2\n---\na: secret/app/db#password\n'],
  ])('%s', (_name, text) => {
    expect(read(text)).toMatchObject([{ whole: 'secret/app/db#password', ...parts }]);
  });

  test('JSON', () => {
    const text = '{"a": ["x", "secret/app/db#password"], "n": 1, "secret/app/db#key": null}';
    expect(read(text, 'json')).toMatchObject([{ whole: 'secret/app/db#password', ...parts }]);
  });

  test.each([
    ['json', '{"a": "secret\\/app\\/db#pass\\u0077ord"}'],
    ['yaml', 'a: "secret\\/app\\/db#pass\\x77ord"'],
    ['yaml', 'a: "secret\\/app\\/db#pass\\U00000077ord"'],
  ])('escapes in %s', (languageId, text) => {
    const [reading] = read(text, languageId);
    expect(reading?.placed.extracted).toMatchObject({ reference: { path: 'app/db', key: 'password' } });
    expect(reading).toMatchObject({ mountRange: 'secret', pathRange: 'app\\/db' });
    expect(
      text.endsWith(`#${(reading as { keyRange?: string }).keyRange ?? ''}"${text.endsWith('}') ? '}' : ''}`),
    ).toBe(true);
  });

  test('an escaped data segment', () => {
    expect(read('{"a": "secret\\/data\\/app#key"}', 'json')).toMatchObject([{ dataRange: 'data\\/' }]);
  });

  test('a doubled quote', () => {
    const text = "a: 'it''s vault://secret/app/db#password, isn''t it'";
    expect(read(text)).toMatchObject([{ whole: 'vault://secret/app/db#password', ...parts }]);
  });

  test('text folded over lines', () => {
    const text = 'a: "one\n\n   vault://secret/app/db#password\n  two \\\n   vault://secret/b#k"';
    expect(read(text).map(({ whole }) => whole)).toEqual([
      'vault://secret/app/db#password',
      'vault://secret/b#k',
    ]);
  });

  test.each(['|', '>', '|2'])('several in a block scalar %s with deeper lines', (header) => {
    const text = `a:\n b: ${header}\n   x vault://secret/a#k\n     y: vault://secret/b#k\n\n   z vault://secret/c#k\n`;
    expect(read(text).map(({ whole }) => whole)).toEqual([
      'vault://secret/a#k',
      'vault://secret/b#k',
      'vault://secret/c#k',
    ]);
  });

  test('an invisible character that is written as an escape is underlined where it is written', () => {
    expect(read('{"a": "secret/a\\u200bb#k"}', 'json')).toMatchObject([{ problem: '\\u200b' }]);
    expect(read('a: "secret/a\\tb#k"')).toMatchObject([{ problem: '\\t' }]);
  });
});

describe('what is read', () => {
  test('only strings: no keys, numbers or comments', () => {
    expect(read('secret/a#b: 1\nx: 12\n# secret/a#c\n')).toEqual([]);
  });

  test('in file order over blocks', () => {
    const text = 'a: secret/a#1x\nb:\n  c: vault://secret/a#2x\n---\nd: [secret/a#3x, secret/a#4x]\n';
    expect(read(text).map(({ whole }) => whole.at(-2))).toEqual(['1', '2', '3', '4']);
  });

  test('again when the known mounts change', () => {
    const document = parseConfig('a: kv/app#k', 'yaml');
    expect(extractReferences(document, ['secret'])).toHaveLength(0);
    expect(extractReferences(document, ['secret', 'kv/'])).toHaveLength(1);
    expect(extractReferences(document, ['secret'])).toHaveLength(0);
  });

  test('not again when neither block nor mounts change', () => {
    const document = parseConfig('a: secret/app#k', 'yaml');
    const [first] = extractReferences(document, ['secret']);
    expect(first).toBeDefined();
    expect(extractReferences(document, ['secret'])[0]?.extracted).toBe(first?.extracted);
  });
});

describe('hostile text', () => {
  const awkward = fc.constantFrom(
    ...[
      'secret',
      '/',
      '#',
      'vault://',
      '..',
      '.',
      '%',
      '%2e',
      '%00',
      '\\',
      '"',
      "'",
      '\n',
      '\t',
      ' ',
      '{',
      '$',
    ],
    ...[
      '\u200b',
      '\ud800',
      '😀',
      '\u0000',
      'secert',
      'app',
      ':',
      '- ',
      '|',
      '>',
      '\r\n',
      'é',
      '<path:',
      '<',
      '${vault:',
      '}',
      'bao:',
      'ref+vault://',
      '+',
      '?version=1',
      '\ufeff',
      '\\u0041',
    ],
  );
  const beginning = fc.constantFrom(
    ...[
      '',
      'secret/',
      'secret/a#',
      'vault://secret/',
      'vault://secret/a#',
      'vault:secret/',
      'vault:secret/a#',
    ],
    ...['<path:secret/data/', '${vault:secret/data/a#', 'ref+vault://secret/', 'ref+vault://secret/a#/'],
  );
  const rest = fc.oneof(
    fc.array(awkward, { maxLength: 24 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const hostile = fc.tuple(beginning, rest).map(([first, second]) => first + second);

  test.each(['yaml', 'json'])('never throws and stays inside the scalar: %s', (languageId) => {
    let seen = 0;
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('', 'a: ', 'a: "', "a: '", 'a: |\n  ', '{"a": "'),
        (body, opening) => {
          const document = parseConfig(opening + body + (/["']$/.exec(opening)?.[0] ?? ''), languageId);
          for (const placed of extractReferences(document, mounts)) {
            expectInside(placed);
            seen++;
          }
        },
      ),
      { numRuns: 10_000 },
    );
    expect(seen).toBeGreaterThan(500);
  });

  test('a value survives being written as JSON', () => {
    let seen = 0;
    fc.assert(
      fc.property(hostile, (value) => {
        const text = JSON.stringify({ a: value });
        const [plain] = extractReferences(parseConfig(text, 'json'), mounts);
        if (plain?.extracted.kind !== 'found') return;
        seen++;
        const { keyRange } = plain.extracted;
        const source = text.slice(keyRange?.start, keyRange?.end);
        const decoded = decodeURIComponentIf(
          plain.extracted.dialect === 'uri' || plain.extracted.dialect === 'vals',
          JSON.parse(`"${source}"`) as string,
        );
        expect(decoded).toBe(plain.extracted.reference.key);
      }),
      { numRuns: 5000 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  function decodeURIComponentIf(isUri: boolean, text: string): string {
    return isUri ? decodeURIComponent(text) : text;
  }

  function expectInside({ scalar, extracted }: PlacedReference): void {
    for (const { start, end } of [extracted, ...Object.values(rangesOf(extracted))]) {
      expect(start).toBeGreaterThanOrEqual(scalar.start);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(scalar.end);
    }
  }
});
