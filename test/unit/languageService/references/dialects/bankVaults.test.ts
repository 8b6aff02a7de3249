import { describe, expect, test } from 'vitest';
import { bankVaultsReferences } from '../../../../../server/src/languageService/references/dialects/bankVaults.ts';
import { knownMounts } from '../../../../../server/src/languageService/references/mounts.ts';
import { mounts, toldReferences, toldValue } from '../told.ts';

describe('bank-vaults reads', () => {
  test.each([
    ['a whole value', 'vault:secret/data/app/db#password', 'secret | app/db | password'],
    ['the twin for OpenBao', 'bao:secret/data/app/db#password', 'secret | app/db | password'],
    ['a version behind a second number sign', 'vault:secret/data/app#key#2', 'secret | app | key @2'],
    ['no version where it is empty', 'vault:secret/data/app#key#', 'secret | app | key'],
    [
      'what it writes to, whose third part is no version',
      '>>vault:pki/issue/x#cert#1',
      'pki | issue/x | cert',
    ],
    ['a mount of KV v2', 'vault:kv/data/app#key', 'kv | app | key'],
    ['KV v2 without data/, which is a mistake', 'vault:kv/app#key', 'kv | app | key'],
    ['a mount of KV v1, where data is a folder', 'vault:old/data/app#key', 'old | data/app | key'],
    ['KV v1', 'vault:old/app/db#key', 'old | app/db | key'],
    ['a folder `data` below the data/ of the API', 'vault:kv/data/data/app#key', 'kv | data/app | key'],
    ['a secret that is called `data`', 'vault:kv/data/data#key', 'kv | data | key'],
    ['a mount of several segments', 'vault:team/kv/data/app#key', 'team/kv | app | key'],
    ['an unknown mount before the data/ of the API', 'vault:a/b/data/c#key', 'a/b | c | key'],
    [
      'an unknown mount without one: the first segment',
      'vault:database/creds/x#user',
      'database | creds/x | user',
    ],
    ['an escape, which is none', 'vault:secret/data/a%20b#50%', 'secret | a%20b | 50%'],
    ['blanks behind a known mount', 'vault:secret/data/my app#a key', 'secret | my app | a key'],
    ['names of any script', 'vault:secret/data/größe/名前#ключ', 'secret | größe/名前 | ключ'],
  ])('%s', (_what, value, expected) => {
    expect(toldValue(value)).toEqual([`bank-vaults: ${expected}`]);
  });

  test('several within text, each with its own range', () => {
    const value = 'postgres://${vault:secret/data/a#user}:${vault:secret/data/a#password#3}@db';
    expect(toldValue(value)).toEqual([
      'bank-vaults: secret | a | user',
      'bank-vaults: secret | a | password @3',
    ]);
    const found = bankVaultsReferences(value, knownMounts(mounts));
    expect(found.map(({ start, end }) => value.slice(start, end))).toEqual([
      '${vault:secret/data/a#user}',
      '${vault:secret/data/a#password#3}',
    ]);
    expect(found[1]).toMatchObject({
      mountRange: { start: value.indexOf('secret', 40), end: value.indexOf('secret', 40) + 6 },
      keyRange: { start: value.indexOf('password'), end: value.indexOf('password') + 8 },
    });
  });

  test.each([
    ['${bao:kv/data/a#k}', 'kv | a | k'],
    ['${>>vault:pki/issue/x#cert}', 'pki | issue/x | cert'],
    ['x${vault:kv/data/a#k}y', 'kv | a | k'],
  ])('within text: %s', (value, expected) => {
    expect(toldValue(value)).toEqual([`bank-vaults: ${expected}`]);
  });

  test('a block scalar without the line break that ends it', () => {
    expect(toldReferences('a: |\n  vault:kv/data/a#k\n')).toEqual(['bank-vaults: kv | a | k']);
    expect(toldReferences('a: >-\n  vault:kv/data/a#k\n')).toEqual(['bank-vaults: kv | a | k']);
  });
});

describe('bank-vaults passes over', () => {
  test.each([
    ['encrypted text', 'vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zo#x/y'],
    ['encrypted text within other text', 'x ${vault:v12:kv/data/a#k}'],
    ['the token of the sign-in', 'vault:login'],
    ['a reference without a key', 'vault:secret/data/app'],
    ['an image', 'vault:1.15#x'],
    ['the own URI form', 'x${vault://secret/app#key}'],
    ['a key that is a template', 'vault:secret/data/app#${.KEY}'],
    ['a key that is a template with text', 'vault:secret/data/app#text ${.K | b64enc}'],
    ['a template with a version', 'vault:secret/data/app#${.KEY}#1'],
    ['a template within text', 'x ${vault:secret/data/app#${.KEY}} y'],
    ['a path of Helm', 'vault:{{ .Values.path }}#key'],
    ['a path of a shell', 'vault:secret/data/$ENV#key'],
    ['a placeholder of documentation', 'vault:secret/data/<app>#key'],
    ['no end', '${vault:secret/data/app#key'],
    ['an end on another line', '${vault:secret/data/app#key\n}'],
    ['several lines that begin alike', 'vault:\n  address: http://x/y#z\nmore: 1'],
    ['a word before', 'see vault:secret/data/app#key'],
    ['a blank behind the colon', 'vault: secret/data/app#key'],
    ['prose behind an unknown mount', 'vault:some/text is issue #4'],
    ['Kafka, whose key is behind a colon', '${vault:secret/app:password}'],
    ['nothing but a mount', 'vault:secret#key'],
    ['a longer scheme', 'hashivault:secret/data/app#key'],
  ])('%s', (_what, value) => {
    expect(toldValue(value).filter((told) => told.startsWith('bank-vaults'))).toEqual([]);
  });
});

describe('bank-vaults: malformed', () => {
  test.each([
    ['vault:secret/data/app#', '#'],
    ['vault:secret//app#key', '/'],
    ['vault:secret/../sys#key', '..'],
    ['x${vault:nobody/data/app/#key}', '/'],
  ])('%s', (value, problem) => {
    expect(toldValue(value)).toEqual([`bank-vaults: malformed at ${JSON.stringify(problem)}`]);
  });
});
