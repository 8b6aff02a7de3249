import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFindings } from '../../../../server/src/languageService/findings/detector.ts';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import { parseConfig, readWith } from '../../../../server/src/languageService/parse/index.ts';
import type { Cut } from '../../../../server/src/languageService/parse/segment.ts';
import { readCorpus } from '../../../support/reader/corpusTexts.ts';
import { readMarks } from './marks.ts';

const uncut: Cut = { minimum: Infinity };
const everywhere: Cut = { minimum: 1, everywhere: true };

function findings(text: string, languageId: string, cut: Cut): readonly object[] {
  return detectFindings(readWith(text, languageId, cut), { fileName: `config.${languageId}` });
}

/** Examples of all rules in YAML, as entries of a list: what a rule looks at lies deep in a larger file. */
const items = rules
  .flatMap(({ examples }) => [...examples.positive, ...examples.negative])
  .filter(({ fileName }) => !/\.json$/.test(fileName ?? ''))
  .map(({ text }) => {
    const lines = readMarks(text).text.trimEnd().split('\n');
    return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`).join('');
  });

const entry = fc.constantFrom(
  'kind: Secret',
  'kind: ExternalSecret',
  'type: VaultProvider',
  'name: DB_PASSWORD',
  'value: n0t-Real-9z',
  'password: n0t-Real-9z',
  'secretName: app',
  'secretName:',
  'token: made-up-token',
  'kty: EC',
  'd: madeUpForTests_Q1w2E3r4T5y6',
  'data: {anything: bjB0LVJlYWwtOXo=}',
  'args: [run, --requirepass, n0t-Real-9z]',
  'properties: {type: object, default: n0t-Real-9z}',
);
/** Mappings in lists in mappings, four levels deep, with keys that rules look for, also twice and in any order. */
const nested = fc.array(fc.tuple(fc.nat(3), entry), { minLength: 2, maxLength: 25 }).map((lines) => {
  let depth = 0;
  return lines
    .map(([wanted, text], index) => {
      const before = depth;
      depth = Math.min(wanted, before + 1);
      const opens = depth > before ? `${'    '.repeat(before)}k${index}:\n` : '';
      const isItem = depth > 0 && (depth > before || index % 3 === 0);
      const indent = '    '.repeat(depth);
      return `${opens}${isItem ? `${indent.slice(2)}- ` : indent}${text}\n`;
    })
    .join('');
});

describe('findings are the same however a file is cut', () => {
  it('in the corpus of the reader', () => {
    for (const { path, text, languageId } of readCorpus(20_000)) {
      expect(findings(text, languageId, everywhere), path).toEqual(findings(text, languageId, uncut));
    }
  });

  it('in realistic files of every class', () => {
    const root = join(import.meta.dirname, '../../../fixtures/detection');
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:ya?ml|json)$/.test(file)) continue;
      const { text } = readMarks(readFileSync(join(root, file), 'utf8'));
      const languageId = file.endsWith('.json') ? 'json' : 'yaml';
      expect(findings(text, languageId, everywhere), file).toEqual(findings(text, languageId, uncut));
    }
  });

  it('in a list of the examples of all rules', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    const whole = findings(text, 'yaml', uncut);
    expect(whole.length).toBeGreaterThan(40);
    for (const minimum of [1, 100, 500, 4096]) expect(findings(text, 'yaml', { minimum })).toEqual(whole);
    expect(findings(text, 'yaml', everywhere)).toEqual(whole);
  });

  it('where a mapping is large enough to lie in several blocks', () => {
    const filler = (name: string): string =>
      Array.from({ length: 900 }, (_, index) => `  ${name}${index}: some words of text\n`).join('');
    const text = `apiVersion: v1\nstringData:\n${filler('a')}  anything: n0t-Real-9z\n${filler('b')}kind: Secret\n`;
    expect(parseConfig(text, 'yaml').blocks.length).toBeGreaterThan(2);
    const found = detectFindings(parseConfig(text, 'yaml'), { fileName: 'a.yaml' });
    expect(found.map(({ start, end }) => text.slice(start, end))).toContain('n0t-Real-9z');
    expect(found).toEqual(findings(text, 'yaml', uncut));
  });

  it('in random mappings', () => {
    fc.assert(
      fc.property(nested, fc.constantFrom(1, 20, 80), (text, minimum) => {
        const whole = findings(text, 'yaml', uncut);
        expect(findings(text, 'yaml', everywhere)).toEqual(whole);
        expect(findings(text, 'yaml', { minimum })).toEqual(whole);
      }),
      { numRuns: 2_000 },
    );
  });

  it('after any edits, from memory', () => {
    fc.assert(
      fc.property(
        nested,
        fc.array(fc.tuple(fc.nat(), fc.nat(30), entry), { maxLength: 6 }),
        (start, edits) => {
          let text = start;
          let document = readWith(text, 'yaml', everywhere);
          detectFindings(document, { fileName: 'config.yaml' });
          for (const [at, length, insert] of edits) {
            const from = at % (text.length + 1);
            text = `${text.slice(0, from)}${insert}${text.slice(from + length)}`;
            document = readWith(text, 'yaml', everywhere, document);
            expect(detectFindings(document, { fileName: 'config.yaml' })).toEqual(
              findings(text, 'yaml', everywhere),
            );
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
