import { describe, expect, it } from 'vitest';
import { documentFacts, partsOf } from '../../../../server/src/languageService/findings/documentFacts.ts';
import { classifyFile } from '../../../../server/src/languageService/findings/fileClass.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';

function classOf(fileName: string, text = 'a: 1\n'): string {
  return classifyFile(fileName, documentFacts(partsOf(parseConfig(text, 'yaml'))));
}

describe('classifyFile', () => {
  it.each([
    ['docker-compose.override.yml', 'compose'],
    ['deploy/compose.yaml', 'compose'],
    ['charts/app/values-production.yaml', 'helm-values'],
    ['.github/workflows/ci.yml', 'ci'],
    ['.gitlab-ci.yml', 'ci'],
    ['azure-pipelines.yml', 'ci'],
    ['src/locales/de.json', 'translation'],
    ['messages.fr.json', 'translation'],
    ['pt-BR.json', 'translation'],
    ['package-lock.json', 'lock-file'],
    ['pnpm-lock.yaml', 'lock-file'],
    ['settings.schema.json', 'schema'],
    ['openapi.yaml', 'schema'],
    ['application.yml', 'other'],
    ['db.yaml', 'other'],
    ['blockchain.yaml', 'other'],
  ])('%s by its name is %s', (fileName, fileClass) => {
    expect(classOf(fileName)).toBe(fileClass);
  });

  it.each([
    ['kind: Secret\napiVersion: v1\n', 'kubernetes'],
    ['a: 1\n---\nkind: Secret\napiVersion: v1\n', 'kubernetes'],
    ['services:\n  db:\n    image: x\n', 'compose'],
    ['on: push\njobs:\n  a:\n    runs-on: x\n', 'ci'],
    ['openapi: 3.1.0\n', 'schema'],
    ['kind: CustomResourceDefinition\napiVersion: v1\n', 'schema'],
    ['type: object\nproperties:\n  a: {type: string}\n', 'schema'],
    ['en:\n  password: Password\n', 'translation'],
    ['db:\n  password: x\n', 'other'],
    ['', 'other'],
  ])('%j by its text is %s', (text, fileClass) => {
    expect(classOf('a.yaml', text)).toBe(fileClass);
  });

  it.each([
    ['/home/me/lang/shop/config/app.yml', 'other'],
    ['/home/me/i18n/app.yml', 'translation'],
    ['C:\\work\\i18n\\shop\\config\\app.yml', 'other'],
    ['/home/me/shop/locales/de/app.yml', 'translation'],
    ['/home/me/shop/.github/workflows/ci.yml', 'ci'],
    ['src/lang/de/admin/app.yml', 'translation'],
  ])('%s is %s: of an absolute path only the end tells', (fileName, fileClass) => {
    expect(classOf(fileName)).toBe(fileClass);
  });

  it('does not take a list of generated passwords for labels, and labels for what they are', () => {
    const lines = (value: (index: number) => string): string =>
      Array.from({ length: 60 }, (_, index) => `- password: ${value(index)}\n`).join('');
    expect(
      classOf(
        'a.yaml',
        lines((index) => `Zq7made${index}Up9vK`),
      ),
    ).toBe('other');
    expect(
      classOf(
        'a.yaml',
        lines((index) => (index % 2 === 0 ? 'Kennwort' : `Your ${index} passwords`)),
      ),
    ).toBe('translation');
  });

  it('believes a resource more than the folder it lies in', () => {
    expect(classOf('schemas/a.json', 'kind: Secret\napiVersion: v1\n')).toBe('kubernetes');
  });
});
