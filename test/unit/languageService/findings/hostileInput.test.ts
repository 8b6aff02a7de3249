import { describe, expect, it } from 'vitest';
import { type ConfigScalar, keysOf } from '../../../../server/src/languageService/configDocument.ts';
import type { Rule, RuleContext } from '../../../../server/src/languageService/findings/rule.ts';
import { tokenFormats } from '../../../../server/src/languageService/findings/formats/index.ts';
import { providerToken } from '../../../../server/src/languageService/findings/rules/providerToken.ts';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';
import { isFullRun } from '../../../support/fullRun.ts';
import { detect } from './marks.ts';
import { sampleToken } from './sampleTokens.ts';

const MEGABYTE = 1024 * 1024;

/** Texts that make each kind of pattern start over as often as it can. */
const units = [
  'a',
  '=',
  ' ',
  '\n',
  'a=',
  'a b=',
  '--a ',
  '--password ',
  '-Da=',
  'password=',
  'password=${',
  '${A:-',
  '${A:',
  '${',
  '{{ default "',
  '://',
  '://a:',
  '://a:b',
  'a:b@',
  '://${a}:${b}',
  '://:@',
  'eyJ',
  'eyJ-',
  'eyJaaaaaaaaaa.',
  'eyJaaaaaaaaaa.eyJaa.',
  '-----BEGIN ',
  ['-----BEGIN PRIVATE', 'KEY-----'].join(' '),
  '-----END ',
  'sk-',
  'xoxb-',
  'hvs.',
  'ops_eyJ',
  '0-',
  '0:A',
  '1|',
  '1Q~',
  'a+ASt',
  '_mmk',
  'sig=',
  'https://hooks.slack.com/services/',
  '.webhook.office.com/webhookb2/',
  'authorization: basic ',
  'authorization: ',
  'mysql -',
  'curl -u ',
  'redis-cli a ',
  '"password": "',
  '"a":"',
  '"a":"\\\\',
  'password: \n',
  'a.',
  'a/',
  'a@a.',
  '1.',
  'LS0tLS1CRUdJTi',
  'A_',
  'change',
  '<a',
  'Password=a;',
  '"a',
  '"a="b=',
  'a=\'b="c=',
  ' -H "X-Token: ',
  'authorization "',
  "PASSWORD '",
  "IDENTIFIED WITH a BY '",
  '\n- name: PASSWORD\n  value: ',
  'password = """',
  'password = """a""',
  'docker login a ',
  "${env:A, '",
  "${env:A, 'a' ",
] as const;

const context: RuleContext = {
  fileClass: 'other',
  beside: () => undefined,
  before: () => undefined,
  kind: () => 'Secret',
  kindAbove: () => 'Secret',
  type: () => 'VaultProvider',
};

function scalar(value: string): ConfigScalar {
  const written = { start: 0, end: value.length, style: 'plain', kind: 'string', value } as const;
  return { ...keysOf(['data', 'password']), ...written };
}

describe.each(rules)('rule $id on 1 MB of hostile text', (rule) => {
  it.each(units)('answers within a second: %j', (unit) => {
    const value = unit.repeat(Math.ceil(MEGABYTE / unit.length));
    const spent = cpuTime(() => {
      let count = 0;
      for (const hit of rule.find(scalar(value), context)) count += hit.end > hit.start ? 1 : 0;
      expect(count).toBeGreaterThanOrEqual(0);
    });
    expect(spent).toBeLessThan(1_000 * LEEWAY);
  });
});

// Ratios are measured again when another process got in between.
describe('tokens in twice the text', { retry: 3 }, () => {
  const costly = tokenFormats().filter(({ head, body }) => head !== undefined || body.max >= 100);
  const marks = costly.map(({ mark }) => mark);
  const almost = costly.map((format) => sampleToken(format).text.slice(0, -1));

  const LENGTH = MEGABYTE / (isFullRun ? 32 : 128);

  /** What the rule takes for texts of so many characters, all together: others use the machine too. */
  function total(units: readonly string[], length: number): number {
    const texts = units.map((unit) => scalar(unit.repeat(Math.ceil(length / unit.length))));
    return cpuTime(() => {
      for (const text of texts) Array.from(providerToken.find(text, context));
    });
  }

  it.each([
    ['marks', marks],
    ['tokens that lack their last character', almost],
  ])('take twice the time: %s', (_, units) => {
    total(units, 4_096);
    const once = total(units, LENGTH);
    // Twice, and noise. Where only one of them took four times as long, that alone were seconds.
    expect(total(units, 2 * LENGTH)).toBeLessThan(3 * once + 500);
  });
});

/** Time for all texts of a length, the least of three tries. */
function least(rule: Rule, length: number): number {
  const values = units.map((unit) => scalar(unit.repeat(Math.ceil(length / unit.length))));
  let count = 0;
  const once = (): number =>
    cpuTime(() => {
      for (const value of values) for (const hit of rule.find(value, context)) count += hit.end;
    });
  const spent = Math.min(once(), once(), once());
  expect(count).toBeGreaterThanOrEqual(0);
  return spent;
}

describe('time grows with the text and no faster', { retry: 3 }, () => {
  it.each(rules)('of rule $id', (rule) => {
    // Four times the text takes four times as long; what grew with its square would take sixteen times.
    expect(least(rule, MEGABYTE / 2)).toBeLessThan(least(rule, MEGABYTE / 8) * 8 + 50 * LEEWAY);
  });
});

describe('the whole of detection on hostile text', () => {
  it.each(['password=a1B2c3D4e5 ', '://a:b1C2d3@h ', 'a', '${A:-n0t-Real-9z}'])(
    'answers within two seconds: %j',
    (unit) => {
      const text = `a: '${unit.repeat(Math.ceil(MEGABYTE / unit.length))}'\n`;
      expect(cpuTime(() => detect(text, 'a.yaml', 'low'))).toBeLessThan(2_000 * LEEWAY);
    },
  );
});
