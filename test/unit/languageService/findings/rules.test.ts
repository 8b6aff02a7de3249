import { describe, expect, it } from 'vitest';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import type { RuleExample } from '../../../../server/src/languageService/findings/rule.ts';
import { detect, markFindings, readMarks } from './marks.ts';

function foundBy(ruleId: string, { text, fileName }: RuleExample): string {
  const plain = readMarks(text).text;
  return markFindings(
    plain,
    detect(plain, fileName).filter((finding) => finding.ruleId === ruleId),
  );
}

describe.each(rules)('rule $id', (rule) => {
  it.each(rule.examples.positive)('finds: $because', (example) => {
    expect(readMarks(example.text).ranges.length).toBeGreaterThan(0);
    expect(foundBy(rule.id, example)).toBe(example.text);
  });

  it.each(rule.examples.negative)('passes over: $because', (example) => {
    expect(readMarks(example.text).ranges).toEqual([]);
    expect(foundBy(rule.id, example)).toBe(example.text);
  });
});

describe('an example that is wrong is told', () => {
  it.each(rules)('of rule $id', ({ id, examples }) => {
    for (const { text, ...rest } of examples.positive) {
      // The secret ends a character earlier, or is not marked at all.
      for (const spoilt of [text.replace(/([^])⟧/u, '⟧$1'), readMarks(text).text]) {
        expect(foundBy(id, { ...rest, text: spoilt })).not.toBe(spoilt);
      }
    }
    for (const { text, ...rest } of examples.negative) {
      const spoilt = `⟦${text.slice(0, 1)}⟧${text.slice(1)}`;
      expect(foundBy(id, { ...rest, text: spoilt })).not.toBe(spoilt);
    }
  });
});

describe('the index of rules', () => {
  it('has rules with distinct ids and examples of both kinds', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, examples } of rules) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(examples.positive.length).toBeGreaterThan(0);
      expect(examples.negative.length).toBeGreaterThan(0);
    }
  });
});
