import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConfigScalar, locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import type { Rule, RuleContext } from '../../../../server/src/languageService/findings/rule.ts';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import { tokenFormats as allFormats } from '../../../../server/src/languageService/findings/formats/index.ts';
import { traitsOf } from '../../../../server/src/languageService/findings/traits.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { readCorpus } from '../../../support/reader/corpusTexts.ts';
import { readMarks } from './marks.ts';
import { sampleToken } from './sampleTokens.ts';

const tokenFormats = allFormats();

/** Surroundings in which rules find as much as they can. */
function generous({ path }: ConfigScalar): RuleContext {
  const last = path.at(-1);
  return {
    fileClass: 'other',
    beside: (key) => (key === 'name' || key === 'kty' ? { value: 'password', kind: 'string' } : undefined),
    before: () => (typeof last === 'number' && last > 0 ? '--password' : undefined),
    kind: () => undefined,
    kindAbove: () => 'Secret',
    type: () => 'VaultProvider',
  };
}

/** Rules that find something in a scalar that has none of their traits. */
function missed(text: string, languageId: string): string[] {
  const names: string[] = [];
  for (const { scalar, block } of locatedScalars(parseConfig(text, languageId))) {
    const traits = traitsOf(scalar, block.content.text);
    const isMissed = (rule: Rule): boolean =>
      (rule.traits & traits) === 0 &&
      scalar.value.length > 1 &&
      Array.from(rule.find(scalar, generous(scalar))).length > 0;
    names.push(...rules.filter(isMissed).map(({ id }) => `${id} in ${scalar.path.join('.')}`));
  }
  return names;
}

describe('the traits of a scalar let no finding slip', () => {
  const examples = rules
    .flatMap((rule) => [...rule.examples.positive, ...rule.examples.negative])
    .map(({ text, fileName }) => ({ text: readMarks(text).text, isJson: /\.json$/.test(fileName ?? '') }));

  it('in the examples of all rules', () => {
    for (const { text, isJson } of examples) expect(missed(text, isJson ? 'json' : 'yaml')).toEqual([]);
  });

  it('in the corpus of the reader', () => {
    for (const { path, text, languageId } of readCorpus(20_000)) {
      expect(missed(text, languageId), path).toEqual([]);
    }
  });

  it('in the values of the examples however they are written', () => {
    const values = examples.flatMap(({ text, isJson }) =>
      Array.from(locatedScalars(parseConfig(text, isJson ? 'json' : 'yaml')), ({ scalar }) => scalar.value),
    );
    const key = fc.constantFrom('a', 'password', 'auth', 'value', 'k', 'vault_token', 'apiKey', 'data', '0');
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.constantFrom(...values)), { maxLength: 4 }), (entries) => {
        const tree = { data: Object.fromEntries(entries), list: entries.map(([, value]) => value) };
        expect(missed(JSON.stringify(tree), 'json')).toEqual([]);
        expect(missed(JSON.stringify(tree), 'yaml')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('in the tokens of all formats', () => {
    for (const format of tokenFormats) {
      const text = `thing: "${sampleToken(format).text}"\n`;
      expect(missed(text, 'yaml'), `${format.issuer} ${format.mark}`).toEqual([]);
    }
  });
});
