import * as v from 'valibot';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { respell } from '../../../../../server/src/languageService/migration/spelling/respell.ts';
import { MAX_STEPS } from '../../../../../server/src/languageService/migration/spelling/spelling.ts';
import { spellingSchema } from '../../../../../server/src/languageService/migration/spelling/spellingSchema.ts';
import { cpuTime, LEEWAY } from '../../../../support/cpuTime.ts';
import { readCorpus } from '../../../../support/reader/corpusTexts.ts';
import { writeRoot } from '../../../../support/reader/writeYaml.ts';
import { yamlNode } from '../../../../support/reader/yamlNodes.ts';
import { fullTimeout, runs } from '../runs.ts';
import { type SpelledScalar, spelledScalars } from './readScalars.ts';

/** The value has lines behind its text that are blank and not empty. Such a scalar is never moved. */
function endsInBlankLines({ style, value }: SpelledScalar): boolean {
  return (style === 'literal' || style === 'folded') && /\n[ \t]+\n*$/.test(value);
}

/** Checks all that holds of a spelling. */
function expectSpelled(scalar: SpelledScalar): void {
  const { raw, value, spelling } = scalar;
  if (!spelling) {
    expect(endsInBlankLines(scalar), JSON.stringify(scalar)).toBe(true);
    return;
  }
  expect(respell(value, spelling)).toBe(raw);
  const journal = JSON.stringify(spelling);
  expect(v.parse(spellingSchema, JSON.parse(journal))).toEqual(spelling);
  // Nothing but the words of steps, numbers, blanks, breaks and escaping marks.
  const known =
    /\{"(?:copy|skip)":\d+\}|\{"escape":"(?:short|x|X|u|U4|u8|U8)"\}|\{"layout":"(?:[ ']|\\[trn\\])+"\}/g;
  expect(journal.replace(known, '')).toMatch(/^\{"steps":\[,*\]\}$/);
}

const properties = runs(400, 20_000);

test(
  `the scalars of ${properties.numRuns} made-up YAML documents`,
  () => {
    const text = fc
      .tuple(yamlNode, fc.constantFrom('\n', '\r\n', '\r'))
      .map(([node, lineBreak]) => `---${writeRoot(node)}`.replaceAll('\n', lineBreak));
    let scalars = 0;
    fc.assert(
      fc.property(text, (written) => {
        for (const scalar of spelledScalars(written, 'yaml')) {
          scalars += 1;
          expectSpelled(scalar);
        }
      }),
      properties,
    );
    expect(scalars).toBeGreaterThan(properties.numRuns);
  },
  fullTimeout,
);

test(
  `${properties.numRuns} double-quoted values with any escapes`,
  () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'a',
        ' ',
        '\t',
        '\\"',
        '\\\\',
        '\\/',
        '\\n',
        '\\ ',
        '\\\t',
        '\\\n  ',
        '\n',
        '\r\n',
        '\r',
      ),
      fc.constantFrom(
        '\\x0a',
        '\\x0B',
        '\\u00e9',
        '\\u00E9',
        '\\uD83D',
        '\\ude00',
        '\\U0001F600',
        '\\U0001f600',
      ),
      fc.constantFrom('\\a', '\\0', '\\_', '\\q', '\\x1', '\\U00999999', "'", '#', ': ', '\u0085', '\u2028'),
    );
    const body = fc.array(piece, { maxLength: 20 }).map((pieces) => `x${pieces.join('')}`);
    fc.assert(
      fc.property(body, fc.constantFrom('yaml', 'json'), (written, languageId) => {
        for (const scalar of spelledScalars(`["${written}"]`, languageId)) expectSpelled(scalar);
      }),
      properties,
    );
  },
  fullTimeout,
);

test(
  'every scalar of the corpus',
  () => {
    let scalars = 0;
    for (const { text, languageId } of readCorpus()) {
      for (const scalar of spelledScalars(text, languageId)) {
        scalars += 1;
        expectSpelled(scalar);
      }
    }
    expect(scalars).toBeGreaterThan(5_000);
  },
  fullTimeout,
);

describe('a megabyte in a moment', () => {
  const size = 1_000_000;
  const of = (piece: string): string => piece.repeat(size / piece.length);
  test.each([
    ['plain', `a: x${of('y')}\n`],
    ['plain with blanks', `a: x${of('    y')}\n`],
    ['plain, blanks alone', `a: x${of(' ')}y\n`],
    ['plain, quotes', `a: x${of("'")}\n`],
    ['plain, backslashes', `a: x${of('\\')}\n`],
    ['plain over lines', `a: x${of('\n y')}\n`],
    ['blank lines', `a: x${of('\n')}\n y\n`],
    ['single quotes', `a: 'x${of("''")}'\n`],
    ['escapes', `a: "x${of('\\n')}"\n`],
    ['hexadecimal escapes', `a: "x${of('\\u00e9')}"\n`],
    ['escaped breaks', `a: "x${of('\\\n ')}"\n`],
    ['blanks before a break', `a: "x${of('     ')}\n y"\n`],
    ['carriage returns', `a: "x${of('\r')} y"\n`],
    ['literal', `a: |\n${of('  x\n')}`],
    ['literal, long blank lines', `a: |\n  x\n${of('          \n')}  y\n`],
    ['literal, one line of blanks', `a: |\n  x\n${of(' ')}y\n`],
    ['folded', `a: >\n${of('  x\n')}`],
    ['folded, further in', `a: >\n${of('  x\n   y\n\n')}`],
  ])('%s', (_, text) => {
    let scalars: readonly SpelledScalar[] = [];
    const spent = cpuTime(() => {
      scalars = spelledScalars(text, 'yaml');
    });
    expect(scalars.length).toBe(1);
    expect(spent).toBeLessThan(1_000 * LEEWAY);
    const { value, spelling } = scalars[0]!;
    // What would be too much to keep has no spelling: such a value is too large for Vault, or nothing but blanks.
    if (spelling) expectSpelled(scalars[0]!);
    else expect(/^x?\s*y?$/.test(value) || value.length > MAX_STEPS / 2).toBe(true);
  });
});
