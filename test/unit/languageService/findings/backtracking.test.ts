import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../../server/src/languageService/index.ts';
import { defaultResourceSettings } from '../../../../server/src/languageService/resourceSettings.ts';
import { trimEndOf, trimOf } from '../../../../server/src/languageService/trim.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';
import { InMemorySecretStore } from '../../../support/inMemorySecretStore.ts';
import { detect } from './marks.ts';

/** Values that begin as a pattern wants, go on as it likes best, and end as it cannot: it would try all ways to fit. */
const values: Readonly<Record<string, string>> = {
  'an index and members': `a[b]${'.x'.repeat(2_000)}!`,
  'an index and indices': `a[b]${'[x]'.repeat(1_300)}!`,
  'names in colons': `${'ab:'.repeat(1_300)}!`,
  'dotted names': `${'ab.'.repeat(1_300)}!`,
  'a call': `f(${'a.'.repeat(2_000)}`,
  'opened expansions': `A=${'${'.repeat(2_000)}`,
  'blanks before the end': `a${' '.repeat(4_000)}b`,
  'commas before the end': `a${','.repeat(4_000)}b`,
  'marks of comments': `a${' #'.repeat(2_000)}`,
  'equals signs before the end': `abcd${'='.repeat(4_000)}b`,
  slashes: `${'/'.repeat(4_000)}b`,
  quotes: `a${'"'.repeat(4_000)}b`,
};

const lines = 200;
const files: Readonly<Record<string, (value: string) => string>> = {
  'under keys': (value) => Array.from({ length: lines }, (_, at) => `password${at}: '${value}'\n`).join(''),
  'in a file in a scalar': (value) =>
    `conf: |\n${Array.from({ length: lines }, (_, at) => `  password${at} = ${value}\n`).join('')}`,
  'in comments of ours': (value) =>
    Array.from({ length: lines }, (_, at) => `k${at}: v # vault-refs: ignore x ${value} y\n`).join(''),
};

describe.each(Object.entries(files))('hundreds of values that fit nearly, %s', (_, file) => {
  it.each(Object.entries(values))('%s', (_name, value) => {
    expect(cpuTime(() => void detect(file(value), 'config.yaml'))).toBeLessThan(1_500 * LEEWAY);
  });
});

it('mounts of a workspace that are mostly slashes are read at once', () => {
  const service = createLanguageService({ store: new InMemorySecretStore(), documentationPage: '' });
  const document = TextDocument.create('file:///a.yaml', 'yaml', 1, 'a: secret/x#y\n');
  const mounts = [`${'/'.repeat(1_000_000)}x${'/'.repeat(1_000_000)}y`];
  expect(cpuTime(() => void service.read(document, { ...defaultResourceSettings, mounts }))).toBeLessThan(
    1_000 * LEEWAY,
  );
});

describe('trimming', () => {
  it.each([
    ['//a/b//', '/', 'a/b'],
    ['a', '/', 'a'],
    ['///', '/', ''],
    ['', '/', ''],
    [' ,a; ', ' ,;', 'a'],
  ])('%j without %j at its ends', (text, dropped, expected) => {
    expect(trimOf(text, dropped)).toBe(expected);
    expect(trimEndOf(`x${text}`, dropped).endsWith(expected)).toBe(true);
  });
});
