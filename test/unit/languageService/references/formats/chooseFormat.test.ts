import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../../../server/src/languageService/references/extract.ts';
import {
  chooseFormat,
  type FormatForFiles,
  isForOpenBao,
} from '../../../../../server/src/languageService/references/formats/chooseFormat.ts';

function choose(text: string, byGlob: readonly FormatForFiles[] = [], languageId = 'yaml'): string {
  const config = parseConfig(text, languageId);
  const references = extractReferences(config, ['secret']);
  return chooseFormat({ path: 'deploy/app.yaml', config, references, byGlob });
}

const inFolder = (folder: string): FormatForFiles['files'] => ({
  test: (path) => path.startsWith(`${folder}/`),
});

describe('the format that a file wants', () => {
  test.each([
    ['own', 'nothing says otherwise', 'password: n0t-Real-9z\n'],
    ['own', 'its references are own', 'a: secret/app#key\n'],
    ['own', 'a comment is no reference', '# <path:secret/data/app#key>\na: b\n'],
    ['own', 'a key is no reference', '"${vault:x}": b\n'],
    [
      'own',
      'of two tools nobody knows which reads it',
      'a: <path:secret/data/a#k>\nb: ${vault:secret/data/a#k}\n',
    ],
    ['vals', 'a reference of vals', 'a: ref+vault://secret/app#/key\n'],
    ['vals', 'its form for secret values', 'a: secretref+vault://secret/app#/key\n'],
    ['vals', 'with a template inside, nobody can check it', 'a: ref+vault://secret/{{ .env }}#/key\n'],
    ['bank-vaults', 'a whole value', 'a: vault:secret/data/app#key\n'],
    ['bank-vaults', 'within text', 'a: postgres://u:${vault:secret/data/app#key}@db\n'],
    [
      'bank-vaults',
      'its annotation',
      'metadata:\n  annotations:\n    vault.security.banzaicloud.io/vault-addr: x\n',
    ],
    ['argocd-vault-plugin', 'a placeholder', 'a: <path:secret/data/app#key>\n'],
    ['argocd-vault-plugin', 'a base64 placeholder', `data:\n  a: ${btoa('<path:secret/data/app#key>')}\n`],
    [
      'argocd-vault-plugin',
      'its annotation',
      'metadata:\n  annotations: {avp.kubernetes.io/path: secret/data/app}\n',
    ],
    [
      'argocd-vault-plugin',
      'one tool besides the own form',
      'a: secret/app#key\nb: <path:secret/data/a#k>\n',
    ],
    [
      'vals',
      'a reference counts for more than an annotation',
      'metadata: {annotations: {avp.kubernetes.io/path: x}}\na: ref+vault://secret/app#/key\n',
    ],
    [
      'own',
      'Sensu reads its own form',
      'type: VaultProvider\napi_version: secrets/v1\n---\na: <path:secret/data/a#k>\n',
    ],
  ])('%s: %s', (expected, _because, text) => {
    expect(choose(text)).toBe(expected);
  });

  test('JSON, with an escaped slash', () => {
    const text = '{"metadata": {"annotations": {"avp.kubernetes.io\\/path": "x"}}}';
    expect(choose(text, [], 'json')).toBe('argocd-vault-plugin');
    expect(choose('{"a": "ref+vault:\\/\\/secret\\/app#\\/key"}', [], 'json')).toBe('vals');
  });

  test('the setting goes before everything, and its last entry that fits', () => {
    const text = 'type: VaultProvider\na: <path:secret/data/a#k>\n';
    const entries: FormatForFiles[] = [
      { files: inFolder('deploy'), format: 'bank-vaults' },
      { files: inFolder('deploy'), format: 'vals' },
      { files: inFolder('other'), format: 'argocd-vault-plugin' },
    ];
    expect(choose(text, entries)).toBe('vals');
    expect(choose(text, entries.slice(2))).toBe('own');
  });
});

test('a file that names OpenBao alone goes on with it', () => {
  const of = (text: string, format: 'vals' | 'bank-vaults' | 'own' | 'argocd-vault-plugin'): boolean =>
    isForOpenBao({ text }, format);
  expect(of('a: bao:secret/data/a#k', 'bank-vaults')).toBe(true);
  expect(of('a: ${bao:secret/data/a#k}', 'bank-vaults')).toBe(true);
  expect(of('a: bao:secret/data/a#k\nb: vault:secret/data/a#k', 'bank-vaults')).toBe(false);
  expect(of('a: ref+openbao://secret/a#/k', 'bank-vaults')).toBe(false);
  expect(of('a: ref+openbao://secret/a#/k', 'vals')).toBe(true);
  expect(of('a: ref+vault://secret/a#/k', 'vals')).toBe(false);
  expect(of('bao: 1', 'own')).toBe(false);
  expect(of('bao: 1', 'argocd-vault-plugin')).toBe(false);
});
