import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { MAX_ENTRIES, readDetectionSettings } from '../../server/src/detectionSchema.ts';
import { MAX_PATTERN } from '../../server/src/languageService/findings/policy/pattern.ts';

const properties = packageJson.contributes.configuration.properties;

describe('readDetectionSettings', () => {
  test('reads every property of every list', () => {
    const rule = {
      id: 'acme.token-1',
      description: 'An Acme token.',
      pattern: 'acme_(x+)',
      secretGroup: 1,
      keyPattern: 'acme',
      allow: ['^x$'],
      files: ['*.yaml'],
      confidence: 'medium',
    };
    const override = { rule: '*', files: ['a/**'], confidence: 'off' };
    const entry = { rule: 'jwt', files: ['a'], value: 'x', keyPath: 'y' };
    expect(readDetectionSettings({ rules: [rule], overrides: [override], allow: [entry] })).toEqual({
      settings: { rules: [rule], overrides: [override], allow: [entry] },
      problems: [],
    });
    const { rules, overrides, allow } = {
      rules: properties['vaultRefs.detection.rules'].items,
      overrides: properties['vaultRefs.detection.overrides'].items,
      allow: properties['vaultRefs.detection.allow'].items,
    };
    expect(Object.keys(rules.properties).sort()).toEqual(Object.keys(rule).sort());
    expect(Object.keys(overrides.properties).sort()).toEqual(Object.keys(override).sort());
    expect(Object.keys(allow.properties).sort()).toEqual(Object.keys(entry).sort());
  });

  test('takes one glob for a list of one, and fills in no rule of allowed values', () => {
    const { settings } = readDetectionSettings({ rules: [{ id: 'a', pattern: 'x', files: '*.json' }] });
    expect(settings.rules).toMatchObject([{ files: ['*.json'], allow: [] }]);
  });

  test.each([
    [{ rules: [{ id: 'a' }] }, 'rules[0]'],
    [{ rules: [{ id: '-', pattern: 'x' }] }, 'rules[0].id'],
    [{ rules: [{ id: 'a', pattern: 'x'.repeat(MAX_PATTERN + 1) }] }, 'rules[0].pattern'],
    [{ rules: [{ id: 'a', pattern: '' }] }, 'rules[0].pattern'],
    [{ rules: [{ id: 'a', pattern: 'x', secretGroup: -1 }] }, 'rules[0].secretGroup'],
    [{ rules: [{ id: 'a', pattern: 'x', allow: [7] }] }, 'rules[0].allow.0'],
    [{ rules: [{ id: 'a', pattern: 'x', confidence: 'off' }] }, 'rules[0].confidence'],
    [{ rules: [{ id: 'a', pattern: 'x', files: [] }] }, 'rules[0].files'],
    [{ overrides: [{ rule: 'jwt' }] }, 'overrides[0].confidence'],
    [{ overrides: [{ confidence: 'off' }] }, 'overrides[0].rule'],
    [{ allow: [{ files: 'a' }] }, 'allow[0]'],
  ])('leaves out what does not fit and says where, not what: %j', (section, place) => {
    const { settings, problems } = readDetectionSettings(section);
    expect(settings).toEqual({ rules: [], overrides: [], allow: [] });
    expect(problems).toEqual([`vaultRefs.detection.${place} does not fit and is ignored.`]);
  });

  test('leaves the other entries of a list', () => {
    const { settings } = readDetectionSettings({ overrides: [7, { rule: 'jwt', confidence: 'low' }, null] });
    expect(settings.overrides).toEqual([{ rule: 'jwt', confidence: 'low' }]);
  });

  test('reads so many entries and no more', () => {
    const overrides = Array(100_000).fill({ rule: 'jwt', confidence: 'low' });
    const { settings, problems } = readDetectionSettings({ overrides });
    expect(settings.overrides).toHaveLength(MAX_ENTRIES);
    expect(problems).toHaveLength(1);
    const limits = ['rules', 'overrides', 'allow'] as const;
    expect(limits.map((name) => properties[`vaultRefs.detection.${name}`].maxItems)).toEqual(
      Array(3).fill(MAX_ENTRIES),
    );
  });

  test('makes one line of a description', () => {
    const { settings } = readDetectionSettings({
      rules: [{ id: 'a', pattern: 'x', description: ' a\n\u0007b\u202e ' }],
    });
    expect(settings.rules[0]?.description).toBe('a b');
  });
});
