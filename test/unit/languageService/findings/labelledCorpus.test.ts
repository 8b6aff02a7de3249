import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { details } from '../../../../scripts/eval/details.ts';
import { commentTest } from '../../../../scripts/eval/labelledDirectory.ts';
import { readMarkedCorpus, withMarkedCorpus } from '../../../../scripts/eval/markedCorpus.ts';
import { scoreAll } from '../../../../scripts/eval/match.ts';
import { scanFolder } from '../../../../scripts/eval/scanFolder.ts';
import { summaryOf, type Summary } from '../../../../scripts/eval/summary.ts';
import { tableRows } from '../../../../scripts/eval/table.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';

const root = join(import.meta.dirname, '../../../..');
const folder = join(root, 'test/corpus/detection');
const committed = JSON.parse(
  readFileSync(join(root, 'test/corpus/detection-figures.json'), 'utf8'),
) as Summary;

const { measured, told } = await withMarkedCorpus(folder, async (set) => {
  const scored = scoreAll(await scanFolder(set.root), set.labels, commentTest(set.root));
  return { measured: summaryOf(set, scored), told: details(scored, set.labels).join('\n') };
});

describe('the labelled corpus', () => {
  it('is of the size that the figures are of', () => {
    const sizes = ({ files, secret, weak, placeholder, lookAlikes }: Summary): object => ({
      files,
      secret,
      weak,
      placeholder,
      lookAlikes,
    });
    expect(sizes(measured)).toEqual(sizes(committed));
    expect(measured.secret + measured.weak + measured.placeholder + measured.lookAlikes).toBeGreaterThan(600);
  });

  it.each(Object.entries(committed.figures))('is found as well as it was: %s', (name, was) => {
    const now = measured.figures[name];
    for (const figure of ['precision', 'recall', 'F1', 'precision_strict'] as const) {
      expect(now?.[figure], `${figure}\n${told}`).toBeGreaterThanOrEqual(was[figure]);
    }
  });

  it('is found as exactly as it was', () => {
    expect(measured.exactShare, told).toBeGreaterThanOrEqual(committed.exactShare);
  });

  it('has its figures in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const row of tableRows(committed)) expect(readme).toContain(row);
    const { files, secret, weak, placeholder, lookAlikes } = committed;
    expect(readme.replace(/\s+/g, ' ')).toContain(
      `${files} made-up files of every class with ${secret + weak + placeholder} labelled secrets and stand-ins and ${lookAlikes} values`,
    );
  });

  it('has every mark in one scalar', () => {
    for (const { file, text, marks } of readMarkedCorpus(folder)) {
      const { blocks } = parseConfig(text, file.replace(/^.*\./, '').replace('yml', 'yaml'));
      const scalars = blocks.flatMap(({ start, content }) =>
        content.scalars.map((scalar) => ({ start: start + scalar.start, end: start + scalar.end })),
      );
      for (const { kind, start, end } of marks) {
        if (kind === 'benign') continue;
        const holds = scalars.some((scalar) => scalar.start <= start && end <= scalar.end);
        expect(holds, `${file}:${text.slice(0, start).split('\n').length}`).toBe(true);
      }
    }
  });
});
