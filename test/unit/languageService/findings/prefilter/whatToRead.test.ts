import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectFindings,
  holdsFindings,
} from '../../../../../server/src/languageService/findings/detector.ts';
import { tokenFormats } from '../../../../../server/src/languageService/findings/formats/index.ts';
import { scoreKey } from '../../../../../server/src/languageService/findings/keyScore.ts';
import * as tables from '../../../../../server/src/languageService/findings/keyTables.ts';
import { isSurelyKeyless } from '../../../../../server/src/languageService/findings/prefilter/keyless.ts';
import { Places } from '../../../../../server/src/languageService/findings/prefilter/places.ts';
import { findTellingRuns } from '../../../../../server/src/languageService/findings/prefilter/tellingRuns.ts';
import { whatToRead } from '../../../../../server/src/languageService/findings/prefilter/whatToRead.ts';
import { rules } from '../../../../../server/src/languageService/findings/rules/index.ts';
import { builtInRules } from '../../../../../server/src/languageService/findings/ruleSet.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { findConfigFiles } from '../../../../../scripts/reader/findFiles.ts';
import { readCorpus } from '../../../../support/reader/corpusTexts.ts';
import { readMarks } from '../marks.ts';
import { sampleToken } from '../sampleTokens.ts';

const examples = rules.flatMap(({ id, examples: { positive } }) =>
  positive.map(({ text, because, fileName = 'config.yaml' }) => ({
    id,
    because,
    fileName,
    text: readMarks(text).text,
  })),
);

function languageOf(fileName: string): string {
  return fileName.endsWith('.json') ? 'json' : 'yaml';
}

function toRead(text: string, fileName: string): ReturnType<typeof whatToRead> {
  return whatToRead({ text, fileName, languageId: languageOf(fileName) }, builtInRules);
}

/** Whether a file is read as a whole: at once, or as there is something in the excerpt that is read first. */
function passes(text: string, fileName = 'config.yaml'): boolean {
  const read = toRead(text, fileName);
  if (typeof read === 'string') return read === 'everything';
  return holdsFindings(parseConfig(read.excerpt, languageOf(fileName)), builtInRules);
}

function hasTellingRun(text: string): boolean {
  const places = new Places(1);
  findTellingRuns(text, places);
  return !places.isEmpty;
}

/** How many findings there are, at any confidence, in a text that is passed over. */
function lost(text: string, fileName: string): number {
  if (passes(text, fileName)) return 0;
  return detectFindings(parseConfig(text, languageOf(fileName)), { fileName }).length;
}

/** The strings of a JSON file with every character written as an escape. */
function escaped(text: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const write = (value: unknown): string => {
    if (typeof value === 'string') return `"${value.replace(/[^]/g, escape)}"`;
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    return `{${Object.entries(value)
      .map(([key, item]) => `${write(key)}:${write(item)}`)
      .join(',')}}`;
  };
  return write(JSON.parse(text));
}

describe('the look at a file before it is read', () => {
  it.each(examples)('lets pass $id: $because', ({ text, fileName }) => {
    expect(passes(text, fileName)).toBe(true);
    if (!fileName.endsWith('.json')) return;
    expect(passes(escaped(text), fileName)).toBe(true);
  });

  it('lets pass the tokens of all formats, in any writing', () => {
    for (const format of tokenFormats()) {
      const { text } = sampleToken(format);
      expect(passes(`a: ${text}\n`), format.issuer).toBe(true);
      expect(passes(`a: "x\\n${text.replaceAll('/', '\\/')}\\n"\n`), format.issuer).toBe(true);
      expect(passes(escaped(JSON.stringify({ a: text })), 'a.json'), format.issuer).toBe(true);
    }
  });

  it('knows the words of every key that names a credential', () => {
    const words = [...new Set(Object.values(tables).flatMap((table) => [...table]))];
    const more = 'mot de passe senha banco clave api geheimer schlussel erlang id bytes dbpass x2'.split(' ');
    const word = fc.constantFrom(...words, ...more, 'пароль', 'contraseña', 'секретный', 'ключ');
    const write = fc.constantFrom(
      (one: string) => one,
      (one: string) => one.toUpperCase(),
      (one: string) => one.charAt(0).toUpperCase() + one.slice(1),
      (one: string) => `${one}s`,
      (one: string) => `${one}2`,
    );
    const separator = fc.constantFrom('', '_', '-', '.', ' ', ':');
    const key = fc
      .array(fc.tuple(word, write, separator), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.map(([one, written, between]) => written(one) + between).join(''));
    let named = 0;
    fc.assert(
      fc.property(key, (name) => {
        if (scoreKey(name) === undefined) return;
        named += 1;
        expect(hasTellingRun(`${name}: x`), name).toBe(true);
        expect(hasTellingRun(`x: ${name}`), name).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(named).toBeGreaterThan(200);
    for (const name of words) if (scoreKey(name)) expect(hasTellingRun(name), name).toBe(true);
  });

  it('passes over what names nothing', () => {
    const text =
      'kind: Deployment\nkeywords: [author, tokenizer]\nhost: a@b\nurl: http://a/b@c\ntext: — “x”\n';
    expect(passes(text)).toBe(false);
    expect(passes('{"keyboard": "x", "passenger": 2}', 'a.json')).toBe(false);
  });

  it('lets everything pass when there are rules of a person', () => {
    const [first] = rules;
    const ruleSet = { ...builtInRules, rules: [{ ...first!, isFromSettings: true }] };
    expect(whatToRead({ text: 'a: 1\n', fileName: 'a.yaml', languageId: 'yaml' }, ruleSet)).toBe(
      'everything',
    );
  });

  it('loses nothing in the corpora', () => {
    for (const { path, text, languageId } of readCorpus(50_000)) {
      expect(lost(text, languageId === 'json' ? `${path}.json` : path), path).toBe(0);
    }
    for (const path of findConfigFiles('test/corpus/detection')) {
      const text = readFileSync(path, 'utf8').replace(/⟦(?:[a-z]+:)?|⟧/g, '');
      expect(lost(text, path), path).toBe(0);
    }
  });

  it('loses nothing in made-up files', () => {
    const heads = [
      '',
      '# x\n',
      'apiVersion: a/v1\nkind: CustomResourceDefinition\n',
      '{{- if .Values.x }}\nkind: CustomResourceDefinition\n',
      'kind: Secret\n',
      'a: |\n',
      '"\n',
    ];
    const pieces = [
      ...examples.filter(({ fileName }) => fileName === 'config.yaml').map(({ text }) => text),
      '---\n',
      'kind: CustomResourceDefinition\n',
      'kind: Deployment\n',
      'metadata: {name: x}\n',
      '{{- end }}\n',
      '{{/* x }}\n',
      '*/}}\n',
      '  kind: x\n',
      '- a\n',
      '"kind": x\n',
      '? kind\n: x\n',
      '{kind: x}\n',
      'name: >-\n  DB\n  PASSWORD\nvalue: n0t-Real-9z\n',
      '{"name": "x", "value": "n0t-Real-9z"}\n',
      'a: "pass\\\n  word=n0t-Real-9z x"\n',
      '"p\\x61ssword": n0t-Real-9z\n',
      'run: "mysql\\t-u root\\t-pn0t-Real-9z"\n',
      'run: >\n  docker\n  login -u a\n  -p n0t-Real-9z r\n',
      'h: "Basic\n  YXBwOm4wdC1SZWFsLTl6"\n',
      'u: "http://{{ a\n  b }}:n0t-Real-9z@h"\n',
      'u: http://${a/b@c}:n0t-Real-9z@h\n',
      'u: "http://{{ a/b://c }}:n0t-Real-9z{{ d }}@h"\n',
    ];
    const text = fc
      .tuple(fc.constantFrom(...heads), fc.array(fc.constantFrom(...pieces), { maxLength: 4 }), fc.nat(400))
      .map(([head, parts, cut]) => {
        const whole = head + parts.join('');
        return cut > 300 ? whole.slice(0, whole.length - (cut - 300)) : whole;
      });
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('config.yaml', 'package-lock.json', 'yarn.lock.yaml', 'openapi.yaml'),
        (made, name) => {
          expect(lost(made, name)).toBe(0);
        },
      ),
      { numRuns: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 50_000 : 1_500 },
    );
  });

  it('takes for keyless only what is', () => {
    const keyless = (text: string, fileName: string): boolean =>
      isSurelyKeyless({ text, fileName, languageId: languageOf(fileName) });
    const schema = '{"$schema": "http://json-schema.org/draft-07/schema#", "password": "n0t-Real-9z"}';
    expect(keyless(schema, 'a.json')).toBe(true);
    expect(keyless(schema.replace('"password"', '"$schema": "x", "password"'), 'a.json')).toBe(false);
    expect(keyless(schema.replace('$schema', 'x'), 'a.json')).toBe(false);
    expect(keyless('kind: CustomResourceDefinition\nspec: x\n', 'a.yaml')).toBe(true);
    expect(keyless('kind: CustomResourceDefinition\nkind: Secret\n', 'a.yaml')).toBe(false);
    expect(keyless('a: |\n kind: CustomResourceDefinition\n', 'a.yaml')).toBe(false);
    expect(keyless('kind: Secret\n---\nkind: CustomResourceDefinition\n', 'a.yaml')).toBe(true);
    expect(keyless('kind: CustomResourceDefinition\n\n  x\npassword: n0t-Real-9z\n', 'a.yaml')).toBe(false);
    expect(keyless('kind: CustomResourceDefinition\n\n  # x\nspec: x\n', 'a.yaml')).toBe(true);
    expect(keyless('password: n0t-Real-9z', 'a/package-lock.json')).toBe(true);
  });

  it('sees what sets another class behind a head or in place of a name', () => {
    const keyless = (text: string, fileName: string): boolean =>
      isSurelyKeyless({ text, fileName, languageId: languageOf(fileName) });
    const schema = '{"$schema": "http://json-schema.org/draft-07/schema#", "password": "n0t-Real-9z"}';
    const behind = (member: string): string => schema.replace('"password"', `${member}, "password"`);
    expect(keyless(behind('"a": {"$schema": {"type": "string"}}'), 'a.json')).toBe(true);
    expect(keyless(behind('"$s\\u0063hema": "x"'), 'a.json')).toBe(false);
    expect(keyless(behind("$schema: {}, '$schema': 1"), 'a.json')).toBe(false);
    expect(keyless('{{- if .a }}\nkind: CustomResourceDefinition\n{{- end }}\n', 'a.yaml')).toBe(true);
    expect(keyless('kind: CustomResourceDefinition\n{{ a }}kind: Secret\n', 'a.yaml')).toBe(false);
    expect(keyless('{{/* }}\nkind: CustomResourceDefinition\n*/}}\n', 'a.yaml')).toBe(false);
    expect(keyless('password: n0t-Real-9z\n', 'a/openapi.yaml')).toBe(true);
    expect(keyless('password: n0t-Real-9z\nkinds: {metadata: a}\n', 'a/openapi.yaml')).toBe(true);
    expect(keyless('"k\\x69nd": a\nmetadata: a\npassword: n0t-Real-9z\n', 'a/openapi.yaml')).toBe(false);
  });

  it.each([
    ['@'],
    ['://@'],
    ['://{{a}}@'],
    ['${a}'],
    ['://${a}'],
    ['password'],
    ['wget '],
    ['\\'],
    ['-----BEGIN'],
    ['a'],
    ['ghp_'],
    ['kind: CustomResourceDefinition\n'],
    ['\n---\n'],
    ['\n---\n#'],
    ['"$schema": "'],
    [' '],
  ])('is quick with a megabyte of %j', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    for (const before of ['', '{', '{"title": "']) {
      passes(before + text);
      passes(before + text, 'a.json');
    }
  });
});
