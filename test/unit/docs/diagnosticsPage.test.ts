import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnosticCodes, documentationLink } from '../../../server/src/languageService/diagnosticCodes.ts';
import { parseConfig } from '../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../server/src/languageService/references/extract.ts';

const page = readFileSync(new URL('../../../docs/diagnostics.md', import.meta.url), 'utf8');

/** Text from a code's anchor to the next anchor. */
function section(code: string): string {
  const anchor = `<a id="${code.replaceAll('.', '-')}"></a>`;
  return page.split(anchor)[1]?.split('<a id=')[0] ?? '';
}

function example(code: string) {
  const yaml = /```yaml\n([^]*?)```/.exec(section(code))?.[1] ?? '';
  return extractReferences(parseConfig(yaml, 'yaml'), ['secret']).map(({ extracted }) => extracted);
}

describe('docs/diagnostics.md', () => {
  test.each(diagnosticCodes)('has a section with example, fix and switch for %s', (code) => {
    const text = section(code);
    expect(text).toContain(`\n## ${code}\n`);
    for (const part of ['```', '**Fix:**', '**Switch off:**']) expect(text).toContain(part);
    expect(documentationLink('page.md', code)).toBe(`page.md#${code.replaceAll('.', '-')}`);
  });

  test('has no section for anything else', () => {
    expect(page.match(/<a id=/g)).toHaveLength(diagnosticCodes.length);
  });

  test('shows examples that are what they say', () => {
    expect(example('reference.malformed').map(({ kind }) => kind)).toEqual(Array(3).fill('malformed'));
    expect(example('reference.no-such-mount').map(({ kind }) => kind)).toEqual(['unknown-mount']);
    const [own, vals, ...api] = example('reference.data-segment');
    for (const reference of [own, vals]) expect(reference).toHaveProperty('dataRange');
    expect(api.map(({ dialect }) => dialect)).toEqual(['bank-vaults', 'argocd-vault-plugin']);
    for (const reference of api) expect(reference).not.toHaveProperty('dataRange');
    for (const code of ['reference.no-such-path', 'reference.no-such-key', 'reference.deleted-version']) {
      expect(example(code).map(({ kind }) => kind)).toEqual(['found']);
    }
  });
});
