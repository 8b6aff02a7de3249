import { describe, expect, it } from 'vitest';
import { detectFindings } from '../../../../../server/src/languageService/findings/detector.ts';
import type { Finding } from '../../../../../server/src/languageService/findings/finding.ts';
import type { DetectionSettings } from '../../../../../server/src/languageService/findings/policy/detectionSettings.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { markFindings, readMarks } from '../marks.ts';
import { policyOf, problemsOf } from './policyOf.ts';
import { cpuTime, LEEWAY } from '../../../../support/cpuTime.ts';

type Settings = Partial<DetectionSettings>;

function found(text: string, settings: Settings, fileName = '/team/a.yaml'): readonly Finding[] {
  const language = fileName.endsWith('.json') ? 'json' : 'yaml';
  return detectFindings(parseConfig(text, language), { fileName, policy: policyOf(settings) });
}

/** Marks of what is found with settings, of any confidence. */
function marked(text: string, settings: Settings, fileName?: string): string {
  const plain = readMarks(text).text;
  return markFindings(plain, found(plain, settings, fileName));
}

const acme = { id: 'acme', pattern: '\\bacme_([0-9a-f]{8})\\b', allow: [] };

describe('a rule by pattern', () => {
  it('finds its matches anywhere in values, the whole of them or a group', () => {
    const text = 'note: see ⟦acme_0123abcd⟧, not acme_0123\nlist: ["⟦acme_0123abcd⟧ ⟦acme_ffffffff⟧"]\n';
    expect(marked(text, { rules: [acme] })).toBe(text);
    const group = 'note: see acme_⟦0123abcd⟧, not acme_0123\n';
    expect(marked(group, { rules: [{ ...acme, secretGroup: 1 }] })).toBe(group);
  });

  it('says what its settings say', () => {
    const rules = [{ ...acme, description: 'An Acme token.', confidence: 'certain' as const }];
    expect(found('a: acme_0123abcd\n', { rules })).toMatchObject([
      { ruleId: 'acme', confidence: 'certain', reason: 'An Acme token. (rule "acme" of your settings)' },
    ]);
    expect(found('a: acme_0123abcd\n', { rules: [acme] })).toMatchObject([{ confidence: 'high' }]);
  });

  it('may be for some keys, some files and not for some values', () => {
    const keyed = 'b: acme_0123abcd\nacme: ⟦acme_0123abcd⟧\n';
    expect(marked(keyed, { rules: [{ ...acme, keyPattern: '^acme$' }] })).toBe(keyed);
    const allowed = 'b: acme_00000000\nacme: ⟦acme_0123abcd⟧\n';
    expect(marked(allowed, { rules: [{ ...acme, allow: ['_0+$'] }] })).toBe(allowed);
    const rules = [{ ...acme, files: ['k8s/*.yaml'] }];
    expect(found('a: acme_0123abcd\n', { rules })).toEqual([]);
    expect(found('a: acme_0123abcd\n', { rules }, '/team/k8s/a.yaml')).toHaveLength(1);
  });

  it('speaks before the rules that are built in, and in files where keys mean nothing', () => {
    expect(found('password: acme_0123abcd\n', { rules: [acme] }).map(({ ruleId }) => ruleId)).toEqual([
      'acme',
    ]);
    const schema = '{"$schema": "http://json-schema.org/draft-07/schema#", "a": "acme_0123abcd"}';
    expect(found(schema, { rules: [acme] }, '/a.json')).toMatchObject([{ confidence: 'high' }]);
  });

  it('sees no more than 16 KB of a value', () => {
    const text = `a: ${'x '.repeat(8_190)}acme_0123abcd\n`;
    expect(found(text, { rules: [acme] })).toEqual([]);
  });

  it.each(['(a+)+$', '(a|a)*b', '(.*a){20}b', '(x?){50}x{50}'])('takes linear time: %s', (pattern) => {
    const text = Array.from({ length: 30 }, (_, index) => `k${index}: ${'a'.repeat(16_000)}!\n`).join('');
    const rules = [{ id: 'slow', pattern, allow: [] }];
    expect(cpuTime(() => void found(text, { rules }))).toBeLessThan(3_000 * LEEWAY);
  });
});

describe('a rule by key', () => {
  const rules = [{ id: 'pin', keyPattern: '(?i)door-?pin$', allow: [] }];

  it.each([
    'door-pin: ⟦Q1w2E3r4⟧\n',
    'a:\n  frontDoorPin: "⟦4711⟧"\n',
    'doorPin: [⟦4711x-y⟧]\n',
    'env:\n  - name: DOORPIN\n    value: ⟦n0t-Real-9z⟧\n',
    'environment:\n  - DOORPIN=⟦n0t-Real-9z⟧\n',
    'doorPin: ${PIN:-⟦n0t-Real-9z⟧}\n',
  ])('finds literals: %j', (text) => {
    expect(marked(text, { rules })).toBe(text);
  });

  it.each([
    'doorPin: ${PIN}\n',
    'doorPin: "{{ .Values.pin }}"\n',
    'doorPin: changeme\n',
    'doorPin: <your pin>\n',
    'doorPin: vault:secret/door#pin\n',
    'doorPin:\n',
    'doorPin: true\n',
    'doorPin: !vault x1y2z3\n',
    'door-pin-length: 4711\n',
    'environment:\n  - DOORPIN=${PIN}\n',
  ])('finds no reference, template or stand-in: %j', (text) => {
    expect(marked(text, { rules })).toBe(text);
  });
});

describe('overrides', () => {
  const text = 'password: n0t-Real-9z\n';
  const confidences = (settings: Settings, fileName?: string): string[] =>
    found(text, settings, fileName).map(({ ruleId, confidence }) => `${ruleId} ${confidence}`);

  it.each([
    [[], ['keyed-password high']],
    [[{ rule: 'keyed-password', confidence: 'off' as const }], []],
    [[{ rule: '*', confidence: 'off' as const }], []],
    [[{ rule: 'keyed-password', confidence: 'low' as const }], ['keyed-password low']],
    [[{ rule: 'jwt', confidence: 'off' as const }], ['keyed-password high']],
    [
      [
        { rule: '*', confidence: 'off' as const },
        { rule: 'keyed-password', confidence: 'medium' as const },
      ],
      ['keyed-password medium'],
    ],
    [[{ rule: '*', files: ['*.json'], confidence: 'off' as const }], ['keyed-password high']],
    [[{ rule: '*', files: ['*.json', 'a.*'], confidence: 'off' as const }], []],
  ])('switch rules off and grade them: %j', (overrides, expected) => {
    expect(confidences({ overrides })).toEqual(expected);
  });

  it('let another rule speak for the text of one that is off', () => {
    const jdbc = 'password: "postgres://app:n0t-Real-9z@db/app"\n';
    const ids = (settings: Settings): string[] => found(jdbc, settings).map(({ ruleId }) => ruleId);
    expect(ids({})).toEqual(['url-credentials']);
    expect(ids({ rules: [{ id: 'mine', pattern: 'n0t-Real-9z', allow: [] }] })).toEqual(['mine']);
    expect(
      ids({
        rules: [{ id: 'mine', pattern: 'n0t-Real-9z', allow: [] }],
        overrides: [{ rule: 'mine', confidence: 'off' }],
      }),
    ).toEqual(['url-credentials']);
  });
});

describe('allowed values', () => {
  const text =
    'users:\n  - password: n0t-Real-9z\n  - password: n0t-Real-8y\nadmin:\n  password: n0t-Real-9z\n';
  const left = (allow: Settings['allow']): number => found(text, { allow: allow ?? [] }).length;

  it.each([
    [{ value: '^n0t-' }, 0],
    [{ value: '9z$' }, 1],
    [{ keyPath: '^users\\.password$' }, 1],
    [{ keyPath: '^users\\.', value: '9z$' }, 2],
    [{ value: '^n0t-', files: ['*.json'] }, 3],
    [{ value: '^n0t-', files: ['a.yaml'] }, 0],
    [{ value: '^n0t-', rule: 'jwt' }, 3],
    [{ value: '^n0t-', rule: 'keyed-password' }, 0],
    [{ value: '^n0t-', rule: '*' }, 0],
  ])('let pass what fits all of an entry: %j', (entry, expected) => {
    expect(left([entry])).toBe(expected);
  });

  it('are the same from memory after a list has moved', () => {
    const policy = policyOf({ allow: [{ keyPath: '^users\\.password$' }] });
    const before = parseConfig(text, 'yaml');
    expect(detectFindings(before, { fileName: 'a', policy })).toHaveLength(1);
    const after = parseConfig(text.replace('  - password', '  - name: x\n  - password'), 'yaml', before);
    expect(detectFindings(after, { fileName: 'a', policy })).toHaveLength(1);
  });
});

describe('settings that do not work', () => {
  it.each<[Settings, string]>([
    [
      { rules: [{ id: 'a', pattern: '(', allow: [] }] },
      'The detection rule "a" is ignored: a pattern of it is not',
    ],
    [
      { rules: [{ id: 'a', pattern: '(?=x)', allow: [] }] },
      'The detection rule "a" is ignored: a pattern of it is not',
    ],
    [
      { rules: [{ id: 'a', pattern: '((x{100}){9}){9}', allow: [] }] },
      'The detection rule "a" is ignored: a pattern',
    ],
    [
      { rules: [{ id: 'a', pattern: 'x', secretGroup: 1, allow: [] }] },
      'The detection rule "a" is ignored: its pattern has',
    ],
    [{ rules: [{ id: 'a', pattern: 'x', allow: ['['] }] }, 'The detection rule "a" is ignored'],
    [
      { rules: [{ id: 'a', pattern: 'x', files: ['{'], allow: [] }] },
      'The detection rule "a" is ignored: a glob',
    ],
    [
      { rules: [{ id: 'jwt', pattern: 'x', allow: [] }] },
      'There is another detection rule with the id "jwt".',
    ],
    [
      { overrides: [{ rule: 'jwt', files: ['['], confidence: 'off' }] },
      'The detection override of "jwt" is ignored',
    ],
    [{ allow: [{ value: 'x' }, { keyPath: '\\' }] }, 'The entry 2 of detection.allow is ignored'],
  ])('are named and left out: %j', (settings, problem) => {
    const problems = problemsOf(settings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});
