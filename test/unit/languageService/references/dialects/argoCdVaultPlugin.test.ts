import { describe, expect, test } from 'vitest';
import { placeholderReferences } from '../../../../../server/src/languageService/references/dialects/argoCdVaultPlugin.ts';
import { knownMounts } from '../../../../../server/src/languageService/references/mounts.ts';
import { mounts, toldReferences, toldValue } from '../told.ts';

describe('ArgoCD Vault Plugin reads', () => {
  test.each([
    ['a whole value', '<path:secret/data/app/db#password>', 'secret | app/db | password'],
    ['a version', '<path:kv/data/app#key#2>', 'kv | app | key @2'],
    ['a modifier', '<path:kv/data/app#key | base64encode>', 'kv | app | key'],
    ['a version and modifiers', '<path:kv/data/app#key#2 | jsonPath {.a} | indent 2>', 'kv | app | key @2'],
    ['a modifier without blanks', '<path:kv/data/app#key|sha256sum>', 'kv | app | key'],
    ['blanks around the key, which are trimmed', '<path:kv/data/app# key >', 'kv | app | key'],
    ['KV v1, where data is a folder', '<path:old/data/app#key>', 'old | data/app | key'],
    ['KV v2 without data/, which is a mistake', '<path:kv/app#key>', 'kv | app | key'],
    ['an unknown mount', '<path:a/b/data/c#key>', 'a/b | c | key'],
    ['blanks behind a known mount', '<path:kv/data/my app#a key>', 'kv | my app | a key'],
    ['a value with a template besides', '{{ .Values.host }}/<path:kv/data/app#key>', 'kv | app | key'],
    ['a string in a template', '{{ `<path:kv/data/app#key>` | quote }}', 'kv | app | key'],
    ['text before an opening that is closed', '<a <path:kv/data/app#key>', 'kv | app | key'],
    ['an opening in an opening', '<path:x/<path:kv/data/app#key>', 'kv | app | key'],
  ])('%s', (_what, value, expected) => {
    expect(toldValue(value)).toEqual([`argocd-vault-plugin: ${expected}`]);
  });

  test('several, each with its own range', () => {
    const value = 'u: <path:kv/data/a#user>, p: <path:kv/data/a#password | base64encode>';
    const found = placeholderReferences(value, knownMounts(mounts));
    expect(found.map(({ start, end }) => value.slice(start, end))).toEqual([
      '<path:kv/data/a#user>',
      '<path:kv/data/a#password | base64encode>',
    ]);
    const slice = ({ start, end } = { start: 0, end: 0 }): string => value.slice(start, end);
    expect(found.map((one) => (one.kind === 'found' ? slice(one.keyRange) : ''))).toEqual([
      'user',
      'password',
    ]);
    expect(found.map((one) => (one.kind === 'found' ? slice(one.pathRange) : ''))).toEqual(['a', 'a']);
    expect(found.map((one) => (one.kind === 'found' ? slice(one.dataRange) : ''))).toEqual([
      'data/',
      'data/',
    ]);
  });

  test('the range of a key between blanks is that of the key', () => {
    const value = '<path:kv/data/a#  key  >';
    const [found] = placeholderReferences(value, knownMounts(mounts));
    expect(found).toMatchObject({ keyRange: { start: 18, end: 21 } });
  });

  test('in a file of several lines', () => {
    const text = 'stringData:\n  config: |\n    a: <path:kv/data/x#a>\n    b: <path:kv/data/x#b>\n';
    expect(toldReferences(text)).toEqual([
      'argocd-vault-plugin: kv | x | a',
      'argocd-vault-plugin: kv | x | b',
    ]);
  });
});

describe('ArgoCD Vault Plugin passes over', () => {
  test.each([
    ['a template in the path', '<path:kv/data/{{ .Values.env }}#key>'],
    ['a variable in the path', '<path:kv/data/$ARGOCD_APP_NAME#key>'],
    ['a format in a template', '{{ printf "<path:%s#key>" .Values.path }}'],
    ['a placeholder without a path', '<key>'],
    ['a route', '/files/<path:filename>'],
    ['a path without a key and without a known mount', '<path:some/file>'],
    ['no end', '<path:kv/data/app#key'],
    ['an end on another line', '<path:kv/data/app#key\n>'],
    ['a name in Azure, which has no slash', '<path:my-keyvault#secret>'],
    ['prose behind an unknown mount', '<path:some/text is issue #4>'],
  ])('%s', (_what, value) => {
    expect(toldValue(value)).toEqual([]);
  });
});

test('a blank behind the colon is a part of the path for the tool, so it is told', () => {
  expect(toldValue('<path: kv/data/app#key>')).toEqual(['argocd-vault-plugin:  kv for kv']);
});

describe('ArgoCD Vault Plugin: malformed', () => {
  test.each([
    ['<path:kv/data/app#>', '#'],
    ['<path:kv/data//app#key>', '/'],
    ['<path:kv/data/db_uri>', '<path:kv/data/db_uri>'],
    ['<path:kv/data/db_uri | base64encode>', '<path:kv/data/db_uri | base64encode>'],
  ])('%s', (value, problem) => {
    expect(toldValue(value)).toEqual([`argocd-vault-plugin: malformed at ${JSON.stringify(problem)}`]);
  });
});
