import { keysOf } from '../../server/src/languageService/configDocument.ts';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../server/src/detectionPolicies.ts';
import { builtInPolicy } from '../../server/src/languageService/findings/policy/detectionPolicy.ts';
import { noDetectionSettings } from '../../server/src/languageService/findings/policy/detectionSettings.ts';

describe('loadPolicy', () => {
  it('needs no engine for patterns where there is nothing to run', async () => {
    expect(await loadPolicy(noDetectionSettings, () => undefined)).toBe(builtInPolicy);
  });

  it('tells what does not work, and gives files with the same settings the same rules', async () => {
    const told: string[] = [];
    const allow = [{ value: '(' }, { value: 'x', files: ['*.json'] }];
    const policy = await loadPolicy({ ...noDetectionSettings, allow }, (problem) => told.push(problem));
    expect(told).toEqual([expect.stringContaining('entry 1 of detection.allow is ignored')]);
    expect(policy.ruleSetFor('/a.json')).toBe(policy.ruleSetFor('/b/c.json'));
    expect(policy.ruleSetFor('/a.json')).not.toBe(policy.ruleSetFor('/a.yaml'));
  });

  it('tells what is too slow', async () => {
    const told: string[] = [];
    const rules = [{ id: 'a', pattern: '(a|b)*c', allow: [] }];
    const policy = await loadPolicy({ ...noDetectionSettings, rules }, (problem) => told.push(problem), 1e-6);
    const [rule] = policy.ruleSetFor('/a.yaml').rules;
    const value = 'ab'.repeat(5_000);
    const scalar = {
      ...keysOf(['a']),
      start: 0,
      end: value.length,
      style: 'plain',
      kind: 'string',
      value,
    } as const;
    for (let turn = 0; turn < 5; turn++) expect([...(rule?.find(scalar, {} as never) ?? [])]).toEqual([]);
    expect(told).toEqual(['A pattern of the detection rule "a" takes too long and is not run any more.']);
  });
});
