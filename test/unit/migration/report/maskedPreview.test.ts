import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '../../../../server/src/languageService/markdown.ts';
import { tick } from '../../../../server/src/migration/plan/changePlan.ts';
import type { Plan } from '../../../../server/src/migration/plan/plan.ts';
import { maskedPreview } from '../../../../server/src/migration/report/maskedPreview.ts';
import { runs } from '../../languageService/migration/runs.ts';
import { plan, source } from '../plan/planWorld.ts';
import { distinctive } from './reportWorld.ts';

const preview = (made: Plan, index = 0): readonly [string, string] => {
  const shown = maskedPreview(made, made.files[index]!.uri)!;
  return [shown.before, shown.after];
};

describe('maskedPreview', () => {
  test('has the same mask for every value, and its reference afterwards', () => {
    const made = plan([
      source('a.yaml', '# db\na: pw-1 # keep\nb: "pw-much longer"\nc: |\n  pw-1st\n  2nd\n\nd: 1\n'),
    ]);
    expect(preview(made)).toEqual([
      `# db\na: ${mask} # keep\nb: "${mask}"\nc: |\n  ${mask}\n\nd: 1\n`,
      '# db\na: secret/shop/a#a # keep\nb: "secret/shop/a#b"\nc: |\n  secret/shop/a#c\n\nd: 1\n',
    ]);
  });

  test('masks what is not moved as well, before and after', () => {
    const made = tick(plan([source('a.yaml', 'a: pw-1\nb: &x pw-2\nc: *x\nd: pw-3\n')]), ['1'], false);
    expect(preview(made)).toEqual([
      `a: ${mask}\nb: &x ${mask}\nc: *x\nd: ${mask}\n`,
      `a: ${mask}\nb: &x ${mask}\nc: *x\nd: secret/shop/a#d\n`,
    ]);
  });

  test('masks the same value wherever else it stands, also that of another file', () => {
    const made = plan([
      source('a.yaml', 'a: pw-one\n# was pw-one\nurl: http://x:pw-two@y/\n'),
      source('b.yaml', 'b: pw-two\n'),
    ]);
    expect(preview(made)[1]).toBe(`a: secret/shop/a#a\n# was ${mask}\nurl: http://x:${mask}@y/\n`);
  });

  test('is not to be had of a file that the plan does not have', () => {
    expect(maskedPreview(plan([]), 'file:///x')).toBeUndefined();
  });

  test('no value is in it, lines around stay, and its length does not tell the length of a value', () => {
    const styles = fc.constantFrom<(value: string) => string>(
      (value) => JSON.stringify(value),
      (value) => `'${value.replaceAll("'", "''").replaceAll('\n', '\n\n  ')}'`,
      (value) =>
        `|-2\n${value
          .split('\n')
          .map((line) => `  ${line}`)
          .join('\n')}`,
    );
    const scalar = fc.record({ value: distinctive, style: styles, isOn: fc.boolean() });
    fc.assert(
      fc.property(fc.array(scalar, { minLength: 1, maxLength: 5 }), (scalars) => {
        const text = scalars.map(({ value, style }, index) => `k${index}: ${style(value)}\n`).join('');
        const full = plan([source('a.yaml', text)]);
        const off = full.entries.filter((_, index) => scalars[index]?.isOn !== true).map(({ id }) => id);
        const made = tick(full, off, false);
        const values = [...made.moves.values()].map(({ value }) => value);
        for (const shown of preview(made)) {
          for (const value of values) expect(shown).not.toContain(value);
          expect(shown).not.toMatch(/[ÞßЖ∆]/u);
        }
        const other = plan([
          source(
            'a.yaml',
            text.replaceAll(/[ÞßЖ∆]/gu, (letter) => letter.repeat(3)),
          ),
        ]);
        if (other.entries.length === full.entries.length) {
          expect(preview(other)[0].length).toBe(preview(full)[0].length);
        }
      }),
      runs(400, 10_000),
    );
  });

  test('a large file of nothing but findings takes a moment', () => {
    const text = Array.from(
      { length: 20_000 },
      (_, index) => `k${index}: pw-${'a'.repeat(20)}${index}\n`,
    ).join('');
    const base = source('a.yaml', text);
    const made = plan([{ ...base, findings: [] }]);
    const entries = plan([source('b.yaml', 'a: pw-1\n')]).entries;
    const many = base.findings.map((finding, index) => ({
      ...entries[0]!,
      id: String(index),
      uri: base.uri,
      finding,
      isOn: false,
    }));
    const start = performance.now();
    const shown = maskedPreview({ ...made, entries: many }, base.uri)!;
    expect(shown.before).not.toContain('aaaa');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
