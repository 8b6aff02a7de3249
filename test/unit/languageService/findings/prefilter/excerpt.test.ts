import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConfigFiles } from '../../../../../scripts/reader/findFiles.ts';
import {
  detectFindings,
  holdsFindings,
} from '../../../../../server/src/languageService/findings/detector.ts';
import { excerptOf } from '../../../../../server/src/languageService/findings/prefilter/excerpt.ts';
import { jsonOutlineOf } from '../../../../../server/src/languageService/findings/prefilter/jsonOutline.ts';
import { outlineOf } from '../../../../../server/src/languageService/findings/prefilter/outlineReader.ts';
import { whatToRead } from '../../../../../server/src/languageService/findings/prefilter/whatToRead.ts';
import { builtInRules } from '../../../../../server/src/languageService/findings/ruleSet.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { readCorpus } from '../../../../support/reader/corpusTexts.ts';

/** Apart from its keys, so that other scanners pass over this file. */
const GENERATED = 'Q1w2E3r4T5y6U7i8O9p0';

/** The excerpt around the places where a word stands. */
function around(text: string, word: string, languageId = 'yaml'): string | undefined {
  return excerptOf(
    text,
    languageId,
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => index),
  );
}

const filler = Array.from({ length: 40 }, (_, index) => `setting${index}: ${index}\n`).join('');

/** Whether a file in which something is found would be passed over. */
function isLost(text: string, languageId = 'yaml'): boolean {
  const fileName = `config.${languageId}`;
  const read = whatToRead({ text, fileName, languageId }, builtInRules);
  if (read === 'everything') return false;
  if (read !== 'nothing' && holdsFindings(parseConfig(read.excerpt, languageId), builtInRules)) return false;
  return detectFindings(parseConfig(text, languageId), { fileName }).length > 0;
}

function hasExcerpt(text: string, languageId = 'yaml'): boolean {
  return typeof whatToRead({ text, fileName: 'a', languageId }, builtInRules) !== 'string';
}

/** JSON of nothing but strings with some of their letters and slashes written as escapes; none where `every` is small. */
function withEscapes(json: string, every: number): string {
  if (every < 4) return json;
  let count = 0;
  const escape = (character: string): string => {
    count += 1;
    return count % every === 0 ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character;
  };
  const made = json.indexOf('"made"');
  return json.slice(0, made) + json.slice(made).replace(/(?<!\\)[A-Za-z/]/g, escape);
}

describe('the excerpt of a YAML file', () => {
  it('has an entry and the lines it is below, and no others', () => {
    const text = `${filler}a:\n  b: 1\n  c:\n    hit: x\n    d: 2\n  e: 3\n`;
    expect(around(text, 'hit')).toBe('a:\n  c:\n    hit: x\n');
  });

  it('has all that is in an entry', () => {
    const text = `a:\n  hit:\n    - x\n\n    - y: 1\n      z: 2\n  e: 3\n${filler}`;
    expect(around(text, 'hit')).toBe('a:\n  hit:\n    - x\n\n    - y: 1\n      z: 2\n');
  });

  it('has what rules look at beside an entry and beside those above', () => {
    const text = `${filler}kind: A\nspec:\n  type: B\n  env:\n  - name: hit\n    value: |\n      x\n    other: y\n`;
    expect(around(text, 'hit')).toBe(
      'kind: A\nspec:\n  type: B\n  env:\n  - name: hit\n    value: |\n      x\n',
    );
  });

  it('has the whole of a text in which something stands', () => {
    const block = 'a:\n  b: |\n    x\n\n    # hit\n    y\n';
    expect(around(`${block}  c: 1\n${filler}`, 'hit')).toBe(block);
    expect(around(`${filler}a:\n  - "x\n   hit y"\n  - z\n`, 'hit')).toBe('a:\n  - "x\n   hit y"\n  - z\n');
    expect(around(`${filler}a:\n  text\n  hit\nb: 1\n`, 'hit')).toBe('a:\n  text\n  hit\n');
  });

  it('has all lists of texts, as one tells what the next one is', () => {
    const text = `${filler}args:\n- --hit\n- x\nb: 1\n`;
    expect(around(text, 'hit')).toBe('args:\n- --hit\n- x\n');
  });

  it('has all that stands beside the kind of a Secret, and no more of other documents than their places ask for', () => {
    const secret = 'kind: Secret # hit\nmetadata:\n  a: 1\ndata:\n  x: y\n';
    const text = `${filler}---\n${secret}---\n${filler}hit: 1\n`;
    expect(around(text, 'hit')).toBe(`---\n${secret}---\nhit: 1\n`);
    expect(around(`${filler}kind: ExternalSecret # hit\ndata: 1\n`, 'hit')).toBe(
      'kind: ExternalSecret # hit\n',
    );
  });

  it('has all around an entry below one that has a value, which may belong to another', () => {
    const mixed = 'm:\n  auth:\n    x: 1\n  labels: {{ x }}\n    value: hit\n';
    expect(around(`${filler}${mixed}b: 1\n`, 'hit')).toBe(mixed);
  });

  it('is empty where places are in comments and actions alone', () => {
    expect(around(`# hit\n{{- if .hit }}\n{{/*\nhit: x\n*/}}\n{% if hit %}\n${filler}# hit\n`, 'hit')).toBe(
      '',
    );
    expect(around(`# hit\n${filler}`, 'hit')).toBe('');
  });

  it.each([
    ['a tab before an entry', 'a:\n\thit: x\n'],
    ['a column of its own', 'a:\n    b: 1\n  hit: x\n'],
    ['a lone carriage return', 'a: 1\rhit: x\n'],
    ['a bracket that closes', 'a: [\n]\nhit: x\n'],
    ['an explicit key', '? hit\n: x\n'],
    ['a directive', '%YAML 1.2\n---\nhit: x\n'],
    ['content behind a mark', '--- hit: x\n'],
    ['the end of a document', 'hit: x\n...\n'],
    ['a mark of a merge conflict', '<<<<<<< a\nhit: x\n=======\nhit: y\n>>>>>>> b\n'],
    ['an action that does not end on its line', 'a: {{ x\n  }}\nhit: y\n'],
    ['a text at the root', 'hit\n'],
    ['a flow collection at the root', '{a: 1,\n hit: x}\n'],
    ['a list in what has a value', 'a: 1\n- hit\n'],
    ['a key in what has a value, of a file that is not even', 'z:\n   y: 1\na: 1\n  b:\nhit: x\n'],
    ['an item in what has a value', 'a: 1\n  - b\nhit: x\n'],
    ['a key behind a text', 'a:\n  b: 1\n  text\nhit: x\n'],
  ])('does not try its luck with %s', (_, text) => {
    const places = [...text.matchAll(/hit/g)].map(({ index }) => index);
    expect(outlineOf(text, places)).toBe(undefined);
  });

  it('is quick with what is made to cost time', () => {
    const pieces = [
      '- ',
      'a:\n',
      '{{',
      '- a:\n',
      '---\n',
      '"',
      "'a ",
      ' ',
      '\n',
      'hit: 1\n',
      '  hit\n',
      'a b ',
    ];
    for (const piece of pieces) {
      const text = `${piece.repeat(Math.ceil(500_000 / piece.length))}\nhit: 1\n`;
      around(text, 'hit');
    }
    const nested = Array.from({ length: 3_000 }, (_, index) => `${' '.repeat(index)}a:\n`).join('');
    expect(around(`${nested}hit: 1\n`, 'hit')).toBe(undefined);
  });

  it('loses nothing in files with lines moved, cut and put in', () => {
    const texts = [
      ...readCorpus(6_000)
        .filter(({ languageId }) => languageId === 'yaml')
        .map(({ text }) => text),
      ...findConfigFiles('test/corpus/detection')
        .filter((path) => /\.ya?ml$/.test(path))
        .map((path) => readFileSync(path, 'utf8').replace(/⟦(?:[a-z]+:)?|⟧/g, '')),
    ];
    const put = [
      'password: n0t-Real-9z',
      '- name: DB_PASSWORD',
      'value: n0t-Real-9z',
      'kind: Secret',
      'stringData:',
      `key: ${GENERATED}`,
      'secret:',
      'tokens:',
      '- --requirepass',
      '- n0t-Real-9z',
      'text: |',
      'text: >-',
      'text: "',
      'a: {password: n0t-Real-9z,',
      'db.password=n0t-Real-9z',
      '- ',
      '---',
      '{{- if .x }}',
      '{{- end }}',
      '{{/*',
      '*/}}',
      '# password: n0t-Real-9z',
      'run: mysql -u root -pn0t-Real-9z',
      'url: http://a:n0t-Real-9z@h/',
      'type: password',
      'labels: {{ include "x" }}',
      'auth: {{ x }}',
      'auth:',
      'default: Q1w2E3r4T5y6U7i8O9p0',
    ];
    const edit = fc.record({
      at: fc.nat(1_000),
      kind: fc.constantFrom('put', 'put', 'put', 'cut', 'deeper', 'move'),
      line: fc.constantFrom(...put),
      indent: fc.nat(8),
    });
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (text, edits) => {
          const lines = text.split('\n');
          for (const { at, kind, line, indent } of edits) {
            const index = at % lines.length;
            const own = lines[index] ?? '';
            const near = /^ */.exec(own)?.[0] ?? '';
            if (kind === 'put') lines.splice(index, 0, (indent > 4 ? near : ' '.repeat(indent)) + line);
            else if (kind === 'cut') lines.splice(index, 1 + (indent % 3));
            else if (kind === 'deeper') lines[index] = ' '.repeat(indent) + own;
            else lines.splice((index + indent) % lines.length, 0, ...lines.splice(index, 1));
          }
          // A document before it, so that the excerpt is short.
          const made = `${filler.repeat(1 + text.length / filler.length)}---\n${lines.join('\n')}`;
          expect(isLost(made), made).toBe(false);
          if (hasExcerpt(made)) found += 1;
        },
      ),
      {
        numRuns: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 30_000 : 1_000,
      },
    );
    // Enough files are read by an excerpt.
    expect(found).toBeGreaterThan(100);
  });
});

describe('the excerpt of a JSON file', () => {
  const more = `"more": "${'x '.repeat(400)}"`;

  it('has an entry and what it is in, and no others', () => {
    const text = `{${more}, "a": {"b": 1, "c": [ {"d": 2}, {"hit": "x", "e": [1, {}]} ]}, "f": {}}`;
    expect(around(text, 'hit', 'json')).toBe('{"a": {"c": [{"hit": "x"}]}}');
    expect(around(`{${more}, "hit": {"a": [1]}}`, 'hit', 'json')).toBe('{"hit": {"a": [1]}}');
  });

  it('has what rules look at beside an entry and beside those above, and all lists of texts', () => {
    const text = `{"kind": "A", ${more}, "env": [{"value": [2], "name": "hit", "b": 1}], "args": ["--hit", "x"]}`;
    expect(around(text, 'hit', 'json')).toBe(
      '{"kind": "A","env": [{"value": [2],"name": "hit"}],"args": ["--hit", "x"]}',
    );
  });

  it('has all that stands beside the kind of a Secret', () => {
    const secret = '{"kind": "Secret", "data": {"x": "y"}}';
    expect(around(`{${more}, "items": [{"a": 1}, ${secret}]}`, 'Secret', 'json')).toBe(
      `{"items": [${secret}]}`,
    );
  });

  it.each([
    ['a comment', '{"hit": 1 // x\n}'],
    ['a comma too many', '{"hit": 1,}'],
    ['a comma too few', '{"a": 1 "hit": 1}'],
    ['a name without quotes', '{hit: 1}'],
    ['a text that does not end', '{"hit": "x}'],
    ['a break in a text', '{"hit": "x\n"}'],
    ['a bracket of the wrong kind', '{"hit": [1}]'],
    ['a bracket too few', '{"hit": [1]'],
    ['something behind the end', '{"hit": 1} 2'],
    ['a word', '{"hit": nothing}'],
    ['no collection', '"hit"'],
    ['nothing', ''],
  ])('does not try its luck with %s', (_, text) => {
    expect(
      jsonOutlineOf(
        text,
        [...text.matchAll(/hit/g)].map(({ index }) => index),
      ),
    ).toBe(undefined);
  });

  it('is quick with what is made to cost time', () => {
    for (const piece of ['[', '{"a":', '[1,', '"', '\\', '[],', '{"a":{}},', ' ', '1', '"kind":1,']) {
      const text = `[${piece.repeat(Math.ceil(500_000 / piece.length))}{"hit": 1}]`;
      around(text, 'hit', 'json');
    }
  });

  it('loses nothing in made-up files', () => {
    const name = fc.constantFrom(
      ...'password secret key token name value kind type data stringData kty d auth tokens api a b c env'.split(
        ' ',
      ),
    );
    const text = fc.constantFrom(
      'n0t-Real-9z',
      'Q1w2E3r4T5y6U7i8O9p0',
      'DB_PASSWORD',
      'Secret',
      'password',
      'bjB0LVJlYWwtOXo=',
      '--requirepass',
      'http://a:n0t-Real-9z@h',
      `x\nkey=${GENERATED}`,
      'mysql -u root -pn0t-Real-9z',
      '',
      'madeUpForTests_Q1w2E3r4T5y6U7i8O9p0AsDfGhJk',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        text,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    let found = 0;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), fc.nat(40), (made, indent, every) => {
        const file = withEscapes(JSON.stringify({ x: 'x '.repeat(3_000), made }, undefined, indent), every);
        expect(isLost(file, 'json'), file).toBe(false);
        if (hasExcerpt(file, 'json')) found += 1;
      }),
      { numRuns: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 100_000 : 2_000 },
    );
    expect(found).toBeGreaterThan(500);
  });
});
