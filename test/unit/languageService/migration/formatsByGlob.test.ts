import { describe, expect, test } from 'vitest';
import { chooseFormat } from '../../../../server/src/languageService/references/formats/chooseFormat.ts';
import type { FormatRule } from '../../../../server/src/languageService/migration/migrationSettings.ts';
import type { ReferenceFormat } from '../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { loadFormats } from '../../../../server/src/referenceFormats.ts';

/** The format that an empty file has with these settings. */
async function chooser(
  rules: readonly FormatRule[],
  tell: (problem: string) => void = () => undefined,
): Promise<(path: string) => ReferenceFormat> {
  const byGlob = await loadFormats(rules, tell);
  return (path) => chooseFormat({ path, config: parseConfig('', 'yaml'), references: [], byGlob });
}

describe('the dialect of a file', () => {
  test('is that of the last entry that fits, and none where no entry does', async () => {
    const told: string[] = [];
    const choose = await chooser(
      [
        { files: ['argocd/**', '*.avp.yaml'], format: 'argocd-vault-plugin' },
        { files: ['argocd/vals/*'], format: 'vals' },
        { files: ['[oops'], format: 'bank-vaults' },
      ],
      (problem) => told.push(problem),
    );
    expect(choose('argocd/a.yaml')).toBe('argocd-vault-plugin');
    expect(choose('x/y.avp.yaml')).toBe('argocd-vault-plugin');
    expect(choose('deep/argocd/vals/a.yaml')).toBe('vals');
    expect(choose('other/a.yaml')).toBe('own');
    expect(told).toEqual(['The entry 3 of referenceFormat is ignored: a glob of it is none.']);
  });

  test('an entry without globs is for all files', async () => {
    const choose = await chooser([{ format: 'vals' }]);
    expect(choose('any/file.yaml')).toBe('vals');
    const none = await chooser([]);
    expect(none('any/file.yaml')).toBe('own');
  });
});
