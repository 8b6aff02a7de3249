import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFindings } from '../../../../server/src/languageService/findings/detector.ts';
import { parseConfig, readWith } from '../../../../server/src/languageService/parse/index.ts';
import { configTree, type Tree } from '../../../support/findings/configTrees.ts';
import { tameValue } from '../../../support/findings/credentialValues.ts';
import { namedFindings, type NamedFinding } from '../../../support/findings/namedFindings.ts';
import { writeYaml, type Style } from '../../../support/findings/writeTree.ts';

const RUNS = Number(process.env['RUNS'] ?? 200);
const styles: readonly Style[] = ['plain', 'single', 'double', 'literal'];

function inYaml(text: string): readonly NamedFinding[] {
  return namedFindings(parseConfig(text, 'yaml'), 'config.yaml');
}

function inJson(tree: Tree, space?: number): readonly NamedFinding[] {
  return namedFindings(parseConfig(JSON.stringify(tree, undefined, space), 'json'), 'config.json');
}

/** A property that shows that it is about something: most of what is made has findings. */
function holdsFor(check: (tree: Tree) => readonly NamedFinding[]): void {
  let [found, made] = [0, 0];
  fc.assert(
    fc.property(configTree, (tree) => {
      made += 1;
      found += check(tree).some(({ confidence }) => confidence !== 'low') ? 1 : 0;
    }),
    { numRuns: RUNS },
  );
  expect(found / made).toBeGreaterThan(0.7);
}

describe('findings are the same', () => {
  it('in YAML of any style and in JSON', () => {
    holdsFor((tree) => {
      const expected = inJson(tree);
      expect(inJson(tree, 2)).toEqual(expected);
      for (const style of styles) expect(inYaml(writeYaml(tree, style)), style).toEqual(expected);
      expect(inYaml(JSON.stringify(tree))).toEqual(expected);
      return expected;
    });
  });

  it.each(['\r\n', '\r'])('with line ends %j', (lineEnd) => {
    holdsFor((tree) => {
      for (const style of styles) {
        const text = writeYaml(tree, style);
        expect(inYaml(text.replaceAll('\n', lineEnd)), style).toEqual(inYaml(text));
      }
      const json = JSON.stringify(tree, undefined, 2).replaceAll('\n', lineEnd);
      const expected = inJson(tree);
      expect(namedFindings(parseConfig(json, 'json'), 'config.json')).toEqual(expected);
      return expected;
    });
  });

  it('block by block as in the whole', () => {
    holdsFor((tree) => {
      const written = [...styles.map((style) => writeYaml(tree, style)), JSON.stringify(tree, undefined, 1)];
      for (const text of written) {
        const language = text.startsWith('{') ? 'json' : 'yaml';
        const name = `config.${language}`;
        const whole = namedFindings(readWith(text, language, { minimum: Infinity }), name);
        expect(namedFindings(parseConfig(text, language), name)).toEqual(whole);
        expect(namedFindings(readWith(text, language, { minimum: 1, everywhere: true }), name)).toEqual(
          whole,
        );
        expect(namedFindings(readWith(text, language, { minimum: 40 }), name)).toEqual(whole);
      }
      return inJson(tree);
    });
  });

  it('for a value in every form under a key that names a password', () => {
    fc.assert(
      fc.property(tameValue, (value) => {
        const forms = [value, `'${value}'`, `"${value}"`, `|-\n  ${value}`, `>-\n  ${value}`, `\n  ${value}`];
        for (const form of forms) {
          expect(inYaml(`password: ${form}\nuser: app\n`), form).toEqual(inYaml(`password: ${value}\n`));
        }
        expect(inYaml(`password: ${value}\n`)).toMatchObject([{ text: value }]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('findings of made-up config files', () => {
  it('are in order, apart, and within their scalars', () => {
    holdsFor((tree) => {
      for (const style of styles) {
        let last = 0;
        const document = parseConfig(writeYaml(tree, style), 'yaml');
        for (const { start, end, scalarStart, scalarEnd } of detectFindings(document, {
          fileName: 'a.yaml',
        })) {
          expect(start).toBeGreaterThanOrEqual(Math.max(last, scalarStart));
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(scalarEnd);
          last = end;
        }
      }
      return inJson(tree);
    });
  });
});
