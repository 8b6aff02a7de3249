import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFindings } from '../../../../server/src/languageService/findings/detector.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import { detect, readMarks } from './marks.ts';

const samples = rules.flatMap(({ examples }) =>
  [...examples.positive, ...examples.negative].map(({ text, fileName = 'config.yaml' }) => ({
    text: readMarks(text).text,
    fileName,
  })),
);

const keys = fc.constantFrom('password', 'apiKey', 'token', 'name', 'secret', 'conf', 'auth', 'url');
const values = fc.constantFrom(
  'n0t-Real-9z',
  'Q1w2E3r4T5y6U7i8O9p0',
  'postgres',
  'postgres://app:n0t-Real-9z@db/app',
  '${PW:-n0t-Real-9z}',
  'changeme',
  'Server=s;User=a;Password=n0t-Real-9z;',
  'secret/app/db#password',
  'a plain sentence of words',
);
const entries = fc.array(fc.tuple(keys, values), { minLength: 1, maxLength: 6 });

function slices(text: string, fileName?: string): string[] {
  return detect(text, fileName, 'low').map(({ start, end, ruleId }) => `${ruleId} ${text.slice(start, end)}`);
}

function block(pairs: readonly (readonly [string, string])[], quote: string): string {
  return pairs.map(([key, value], index) => `k${index}:\n  ${key}: ${quote}${value}${quote}\n`).join('');
}

describe('findings of any text', () => {
  it('are in order, do not overlap and stay within their scalar', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom(...samples.map(({ text }) => text)), { maxLength: 5 })
        .map((all) => all.join('\n')),
    );
    fc.assert(
      fc.property(anyText, fc.constantFrom('yaml', 'json'), (text, language) => {
        let last = 0;
        for (const found of detectFindings(parseConfig(text, language), { fileName: `a.${language}` })) {
          expect(found.start).toBeGreaterThanOrEqual(last);
          expect(found.end).toBeGreaterThan(found.start);
          expect(found.start).toBeGreaterThanOrEqual(found.scalarStart);
          expect(found.end).toBeLessThanOrEqual(found.scalarEnd);
          last = found.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(samples)('are the same with Windows line ends ($#)', ({ text, fileName }) => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(slices(windows, fileName).map((slice) => slice.replaceAll('\r', ''))).toEqual(
      slices(text, fileName),
    );
  });

  it('are the same however a value is quoted', () => {
    fc.assert(
      fc.property(entries, (pairs) => {
        const plain = slices(block(pairs, ''));
        expect(slices(block(pairs, "'"))).toEqual(plain);
        expect(slices(block(pairs, '"'))).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  it('are the same in YAML and in the equivalent JSON', () => {
    fc.assert(
      fc.property(entries, (pairs) => {
        const tree = Object.fromEntries(pairs.map(([key, value], index) => [`k${index}`, { [key]: value }]));
        expect(slices(JSON.stringify(tree, undefined, 2), 'a.json')).toEqual(slices(block(pairs, "'")));
      }),
      { numRuns: 200 },
    );
  });

  it('say nothing of the value in reason or id', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z][0-9]{2}[A-Z][a-z][0-9]{2}[A-Z][0-9]{3}$/), (value) => {
        const found = detect(`password: ${value}\n`);
        expect(found.length).toBe(1);
        expect(JSON.stringify(found)).not.toContain(value);
      }),
      { numRuns: 50 },
    );
  });

  it('come from memory for a block that did not change, and not when its surroundings did', () => {
    const text = 'kind: ConfigMap\napiVersion: v1\n---\ndata:\n  anything: bjB0LVJlYWwtOXo=\n';
    const first = parseConfig(text, 'yaml');
    expect(detectFindings(first, { fileName: 'a.yaml' })).toEqual([]);
    const edited = parseConfig(text.replace('data:', 'kind: Secret\ndata:'), 'yaml', first);
    expect(detectFindings(edited, { fileName: 'a.yaml' }).length).toBe(1);
    expect(detectFindings(edited, { fileName: 'a.yaml' })).toEqual(
      detectFindings(edited, { fileName: 'a.yaml' }),
    );
  });
});
