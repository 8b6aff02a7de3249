import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultWrittenSettings } from '../../server/src/languageService/resourceSettings.ts';
import { readResourceSettings } from '../../server/src/settings.ts';

describe('readResourceSettings', () => {
  test.each([
    null,
    undefined,
    'x',
    7,
    [],
    { mounts: 'secret' },
    { mounts: [1], detection: { enabled: 'no' } },
    { detection: 'all' },
    { migration: 'all' },
    { migration: { target: 7, share: 'sometimes' } },
    { detection: { severity: 'loud' } },
    { detection: { severity: { certain: 3, high: 'off', medium: null, low: [] } } },
  ])('makes the defaults of what does not fit (%j)', (section) => {
    expect(readResourceSettings(section)).toEqual({ settings: defaultWrittenSettings, problems: [] });
  });

  test('leaves the others when one of them does not fit', () => {
    const detection = { enabled: false, minConfidence: 'nonsense', severity: { low: 'error' }, rules: [7] };
    const { settings } = readResourceSettings({ mounts: ['a'], detection });
    expect(settings).toEqual({
      mounts: ['a'],
      detectionEnabled: false,
      minConfidence: 'medium',
      severity: { ...defaultWrittenSettings.severity, low: 'error' },
      detection: defaultWrittenSettings.detection,
      migration: defaultWrittenSettings.migration,
    });
  });

  test('reads where and how secrets are moved', () => {
    const { settings, problems } = readResourceSettings({
      migration: { target: 'kv/a#${key}', share: 'never' },
      referenceFormat: [{ files: 'argocd/**', format: 'argocd-vault-plugin' }, { format: 'vals' }, 'own', {}],
    });
    expect(settings.migration).toEqual({
      target: 'kv/a#${key}',
      share: 'never',
      formats: [{ files: ['argocd/**'], format: 'argocd-vault-plugin' }, { format: 'vals' }],
    });
    expect(problems).toEqual([
      'vaultRefs.referenceFormat[2] does not fit and is ignored.',
      'vaultRefs.referenceFormat[3].format does not fit and is ignored.',
    ]);
  });

  test('says so of a template that is none, and puts no other in its place', () => {
    const { settings, problems } = readResourceSettings({ migration: { target: 'kv/${nope}#a' } });
    expect(settings.migration.target).toBe('kv/${nope}#a');
    expect(problems).toEqual([
      expect.stringContaining('vaultRefs.migration.target does not work. A template'),
    ]);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (rules, severity) => {
        expect(() => readResourceSettings({ migration: rules, referenceFormat: severity })).not.toThrow();
        expect(() => readResourceSettings({ detection: { rules, severity } })).not.toThrow();
        expect(() => readResourceSettings(rules)).not.toThrow();
      }),
    );
  });

  test('reads the examples of the README as they are', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const example = /```jsonc\n([^]*?)```/.exec(readme)?.[1] ?? '';
    const written = JSON.parse(`{${example}}`) as Record<string, unknown>;
    const detection = Object.fromEntries(
      Object.entries(written).map(([name, value]) => [name.replace('vaultRefs.detection.', ''), value]),
    );
    const { settings, problems } = readResourceSettings({ detection });
    expect(problems).toEqual([]);
    expect(settings.detection.rules).toHaveLength(2);
    expect(settings.detection.overrides).toHaveLength(2);
    expect(settings.detection.allow).toHaveLength(2);
  });
});
