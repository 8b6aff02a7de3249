import fc from 'fast-check';
import { visit } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, stringify } from 'yaml';
import {
  type ConfigDocument,
  locatedScalars,
  type PathSegment,
} from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { PATIENCE, runs, valuesOf } from './readings.ts';

const word = fc.constantFrom(
  'a',
  'key',
  'b c',
  'x: y',
  '# no',
  '😀',
  "it's",
  '"q"',
  'null',
  '12',
  '',
  'é\u0085',
  '- z',
);
const text = fc.oneof(
  word,
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('a\nb', 'x\n\n  y\n', ' pad '),
);
const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
  ),
}));
const style = fc.record({
  indent: fc.integer({ min: 1, max: 6 }),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  blockQuote: fc.constantFrom(true, 'literal' as const, 'folded' as const),
  lineWidth: fc.constantFrom(0, 20, 80),
});
const yamlText = fc.tuple(tree, style).map(([value, options]) => stringify(value, options));

/** The leaves of a tree in order, as the reader should tell them. */
function* leaves(
  value: unknown,
  path: readonly PathSegment[] = [],
): Iterable<[readonly PathSegment[], string]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leaves(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* leaves(item, [...path, key]);
  } else yield [path, String(value)];
}

/** Text that is nearly a config file: fragments that matter to the grammar, in any order. */
const nearly = fc
  .array(
    fc.constantFrom(
      'a',
      'b: ',
      ':',
      '- ',
      '-',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      '\n',
      '\n',
      '\n  ',
      '\n    ',
      '\r\n',
      '\r',
      '\t',
      ' ',
      '|',
      '|2-',
      '>',
      '&x ',
      '*x',
      '!t ',
      '# c',
      '? ',
      '---',
      '\n---\n',
      '\n...\n',
      '%YAML 1.2\n',
      '{{ x }}',
      '{{',
      '}}',
      '{% y %}',
      '\n{{- if }}\n',
      '<<: ',
      '<<<<<<< h\n',
      '>>>>>>> t\n',
      '\\',
      '\uFEFF',
      '😀',
      '\ud800',
      '\0',
      '//',
      '/*',
      '*/',
      'true',
      '1e3',
      '\uE000',
      '@',
      '`',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const mutated = fc.tuple(yamlText, fc.nat(), fc.nat(8), nearly).map(([whole, at, cut, inserted]) => {
  const place = at % (whole.length + 1);
  return whole.slice(0, place) + inserted.slice(0, 6) + whole.slice(place + cut);
});

const language = fc.constantFrom('yaml', 'json');

function expectSound(document: ConfigDocument): void {
  let last = 0;
  for (const { start, end } of locatedScalars(document)) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = end;
  }
  expect(document.text.length).toBeGreaterThanOrEqual(last);
  let covered = 0;
  for (const { start, content } of document.blocks) {
    expect(start).toBe(covered);
    covered += content.text.length;
    for (const comment of content.comments) {
      expect(comment.start).toBeLessThan(comment.end);
      expect(comment.end).toBeLessThanOrEqual(content.text.length);
    }
  }
  expect(covered).toBe(document.refusal ? 0 : document.text.length);
}

describe('for any text', () => {
  it(
    'the reader does not throw, and its ranges are in order and within the text',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(nearly, mutated, fc.string({ unit: 'binary' })),
          language,
          (written, languageId) => {
            expectSound(parseConfig(written, languageId));
          },
        ),
        runs(2000),
      );
    },
    PATIENCE,
  );

  it(
    'every scalar is found at its place',
    () => {
      fc.assert(
        fc.property(fc.oneof(nearly, mutated), (written) => {
          const document = parseConfig(written, 'yaml');
          for (const { scalar, start, end } of locatedScalars(document)) {
            const found = document.scalarAt(end);
            // Two that touch, as an empty one before another, are both right.
            expect(found && (found.scalar === scalar || found.start <= end)).toBe(true);
            if (end - start > 1) expect(document.scalarAt(start + 1)?.scalar).toBe(scalar);
          }
        }),
        runs(750),
      );
    },
    PATIENCE,
  );

  it(
    'an edit reads the same with and without what was read before',
    () => {
      fc.assert(
        fc.property(
          fc.array(fc.oneof(nearly, mutated), { minLength: 2, maxLength: 5 }),
          fc.nat(5),
          (parts, at) => {
            const before = parts.join('\n---\n');
            const after = parts.toSpliced(at % parts.length, 1, 'k: v').join('\n---\n');
            const fresh = parseConfig(after, 'yaml');
            expect(parseConfig(after, 'yaml', parseConfig(before, 'yaml')).blocks).toEqual(fresh.blocks);
          },
        ),
        runs(250),
      );
    },
    PATIENCE,
  );
});

describe('for any well-formed YAML', () => {
  it(
    'paths and values are those of the data',
    () => {
      fc.assert(
        fc.property(yamlText, (written) => {
          const oracle = parseDocument(written, { uniqueKeys: false, prettyErrors: false });
          // The writer breaks a line where YAML has no break, once in some hundred texts.
          fc.pre(oracle.errors.length === 0);
          const found = [...locatedScalars(parseConfig(written, 'yaml'))];
          expect(found.map(({ scalar }) => [scalar.path, scalar.value])).toEqual([...leaves(oracle.toJS())]);
        }),
        runs(1000),
      );
    },
    PATIENCE,
  );

  it(
    'the text of a range decodes to the value',
    () => {
      fc.assert(
        fc.property(yamlText, (written) => {
          for (const { scalar, start, end } of locatedScalars(parseConfig(written, 'yaml'))) {
            const slice = written.slice(start, end);
            if (slice.includes('\n')) continue;
            if (scalar.style === 'double-quoted') expect(parse(`"${slice}"`)).toBe(scalar.value);
            else if (scalar.style === 'single-quoted') expect(parse(`'${slice}'`)).toBe(scalar.value);
            else if (scalar.style === 'plain') expect(slice).toBe(scalar.value);
            else expect(scalar.value.trim()).toBe(slice.trim());
          }
        }),
        runs(500),
      );
    },
    PATIENCE,
  );

  it(
    'CRLF gives the same paths and values as LF',
    () => {
      fc.assert(
        fc.property(yamlText, (written) => {
          fc.pre(!written.includes('\r'));
          expect(valuesOf(written.replaceAll('\n', '\r\n'))).toEqual(valuesOf(written));
          expect(valuesOf(written.replaceAll('\n', '\r'))).toEqual(valuesOf(written));
        }),
        runs(500),
      );
    },
    PATIENCE,
  );

  it(
    'a damaged line leaves the entries of other top-level keys as they were',
    () => {
      const damage = fc.constantFrom(
        'k: "x',
        "k: 'x",
        'k: [1, 2',
        'k: {a: 1',
        'half',
        'k: a: b',
        'k: @x',
        'k: ]',
      );
      const file = fc.dictionary(fc.stringMatching(/^[a-j]{1,4}$/), tree, { minKeys: 1, maxKeys: 5 });
      fc.assert(
        fc.property(file, file, style, damage, (before, after, options, line) => {
          const block = { ...options, collectionStyle: 'any' as const };
          const [head, tail] = [stringify(before, block), stringify(after, block)];
          fc.pre(head !== '{}\n' && tail !== '{}\n');
          const found = valuesOf(`${head}${line}\n${tail}`).filter(([path]) => !/^k\b/.test(path));
          expect(found).toEqual([...valuesOf(head), ...valuesOf(tail)]);
        }),
        runs(500),
      );
    },
    PATIENCE,
  );
});

describe('for any well-formed JSON', () => {
  it(
    'scalars are those of jsonc-parser',
    () => {
      fc.assert(
        fc.property(fc.json({ maxDepth: 5 }), fc.nat(2), (json, indent) => {
          const written = JSON.stringify(JSON.parse(json), null, indent);
          const expected: unknown[] = [];
          visit(written, {
            onLiteralValue: (value: unknown, offset, length, _line, _character, path) => {
              const quote = typeof value === 'string' ? 1 : 0;
              expected.push([path(), offset + quote, offset + length - quote]);
            },
          });
          const found = [...locatedScalars(parseConfig(written, 'json'))];
          expect(found.map(({ scalar, start, end }) => [scalar.path, start, end])).toEqual(expected);
        }),
        runs(500),
      );
    },
    PATIENCE,
  );
});
