import { describe, expect, test } from 'vitest';
import type { ReferencePlace } from '../../../../../server/src/languageService/references/formats/place.ts';
import type { ReferenceFormat } from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import {
  whyNotWritten,
  writeReference,
} from '../../../../../server/src/languageService/references/formats/writeReference.ts';

const whole: ReferencePlace = { kvVersion: 2, isInline: false, isBase64: false };
const inline: ReferencePlace = { ...whole, isInline: true };
const v1: ReferencePlace = { ...whole, kvVersion: 1 };
const encoded: ReferencePlace = { ...whole, isBase64: true };
const bao: ReferencePlace = { ...whole, isOpenBao: true };

const db = { mount: 'secret', path: 'app/db', key: 'password' };

/** The decoded text of what is written as base64. */
function decoded(text: string | undefined): string {
  return Buffer.from(text ?? '', 'base64').toString('utf8');
}

describe('the text of a reference', () => {
  test.each<[ReferenceFormat, string, ReferencePlace, string]>([
    ['own', 'as it always was', whole, 'secret/app/db#password'],
    ['own', 'KV v1 is written alike', v1, 'secret/app/db#password'],
    ['vals', 'vals adds data/ itself', whole, 'ref+vault://secret/app/db#/password'],
    ['vals', 'KV v1', v1, 'ref+vault://secret/app/db#/password'],
    ['vals', 'a plus ends it within text', inline, 'ref+vault://secret/app/db#/password+'],
    ['vals', 'the twin for OpenBao', bao, 'ref+openbao://secret/app/db#/password'],
    ['bank-vaults', 'a whole value', whole, 'vault:secret/data/app/db#password'],
    ['bank-vaults', 'KV v1 has no data/', v1, 'vault:secret/app/db#password'],
    ['bank-vaults', 'within text', inline, '${vault:secret/data/app/db#password}'],
    ['bank-vaults', 'within text, KV v1', { ...inline, kvVersion: 1 }, '${vault:secret/app/db#password}'],
    ['bank-vaults', 'the twin for OpenBao', bao, 'bao:secret/data/app/db#password'],
    [
      'bank-vaults',
      'the twin, within text',
      { ...bao, isInline: true },
      '${bao:secret/data/app/db#password}',
    ],
    ['argocd-vault-plugin', 'a whole value', whole, '<path:secret/data/app/db#password>'],
    ['argocd-vault-plugin', 'within text it is the same', inline, '<path:secret/data/app/db#password>'],
    ['argocd-vault-plugin', 'KV v1 has no data/', v1, '<path:secret/app/db#password>'],
    ['argocd-vault-plugin', 'there is no twin', bao, '<path:secret/data/app/db#password>'],
  ])('%s: %s', (format, _because, place, expected) => {
    expect(writeReference(format, db, place)).toBe(expected);
    expect(whyNotWritten(format, db, place)).toBeUndefined();
  });

  test('mounts of several segments have data/ behind the last', () => {
    const target = { ...db, mount: 'team/kv' };
    expect(writeReference('bank-vaults', target, whole)).toBe('vault:team/kv/data/app/db#password');
    expect(writeReference('argocd-vault-plugin', target, whole)).toBe('<path:team/kv/data/app/db#password>');
    expect(writeReference('vals', target, whole)).toBe('ref+vault://team/kv/app/db#/password');
  });

  test('a secret that is really below a folder `data` keeps it', () => {
    const target = { ...db, path: 'data/app' };
    expect(writeReference('bank-vaults', target, whole)).toBe('vault:secret/data/data/app#password');
    expect(writeReference('bank-vaults', target, v1)).toBe('vault:secret/data/app#password');
  });

  test('base64 is that of the UTF-8 of the same text', () => {
    const target = { ...db, path: 'größe/名前' };
    expect(decoded(writeReference('bank-vaults', target, encoded))).toBe(
      'vault:secret/data/größe/名前#password',
    );
    expect(decoded(writeReference('argocd-vault-plugin', target, encoded))).toBe(
      '<path:secret/data/größe/名前#password>',
    );
    expect(decoded(writeReference('bank-vaults', db, { ...encoded, isInline: true }))).toBe(
      '${vault:secret/data/app/db#password}',
    );
  });

  test('vals percent-encodes names in the path, and no letters of the host but foreign ones', () => {
    expect(writeReference('vals', { mount: 'größe', path: 'my app/a+b#c', key: 'ключ' }, whole)).toBe(
      'ref+vault://gr%C3%B6%C3%9Fe/my%20app/a%2Bb%23c#/ключ',
    );
  });
});

describe('what a dialect cannot express', () => {
  test.each<[ReferenceFormat, string, object, ReferencePlace]>([
    ['own', 'it is no part of a value', {}, inline],
    ['own', 'nobody decodes base64 for it', {}, encoded],
    ['vals', 'it does not look into base64', {}, encoded],
    ['vals', 'a blank ends a reference', { key: 'pass word' }, whole],
    ['vals', 'a plus ends a reference', { key: 'a+b' }, whole],
    ['vals', 'a slash leads into nested values', { key: 'a/b' }, whole],
    ['vals', 'an escape in the key makes it crash', { key: '50%' }, whole],
    ['vals', 'a quotation mark at the end is left out', { key: 'a"' }, whole],
    ['vals', 'it looks like the beginning of parameters', { key: 'a?b=c' }, whole],
    ['vals', 'a host has no escapes', { mount: 'my mount' }, whole],
    ['vals', 'a host has a port behind a colon', { mount: 'a:b' }, whole],
    ['vals', 'a host has a user before an at', { mount: 'a@b' }, whole],
    ['bank-vaults', 'the version is behind a second number sign', { key: 'a#1' }, whole],
    ['bank-vaults', 'a number sign ends the path', { path: 'a#b' }, whole],
    ['bank-vaults', 'it ends the reference within text', { key: 'a}' }, inline],
    ['bank-vaults', 'a brace right behind is taken for a part', {}, { ...inline, behind: '}' }],
    ['bank-vaults', 'prose has a blank behind the colon', { mount: ' kv' }, whole],
    ['vals', 'the word before is taken for a part', {}, { ...inline, before: 'my-secret' }],
    ['bank-vaults', 'it begins a template', { key: '${.KEY}' }, whole],
    ['bank-vaults', 'it is encrypted text', { mount: 'v1:kv' }, whole],
    ['argocd-vault-plugin', 'the version is behind a second number sign', { key: 'a#1' }, whole],
    ['argocd-vault-plugin', 'a bar begins a modifier', { key: 'a|b' }, whole],
    ['argocd-vault-plugin', 'it ends the reference', { path: 'a>b' }, whole],
    ['argocd-vault-plugin', 'blanks around the key are trimmed', { key: ' a' }, whole],
  ])('%s: %s', (format, _because, change, place) => {
    const target = { ...db, ...change };
    expect(writeReference(format, target, place)).toBeUndefined();
    const reason = whyNotWritten(format, target, place) ?? '';
    expect(reason).toMatch(/^\p{L}.*[^.]$/u);
    expect(reason).not.toContain('app/db');
  });

  test.each<ReferenceFormat>(['own', 'vals', 'bank-vaults', 'argocd-vault-plugin'])(
    '%s: names that no reference holds',
    (format) => {
      for (const change of [
        { path: '' },
        { path: 'a//b' },
        { path: '../sys' },
        { mount: '' },
        { key: '' },
        { key: 'a\nb' },
        { path: 'a\u200bb' },
        { key: '\ud800' },
      ]) {
        expect(writeReference(format, { ...db, ...change }, whole)).toBeUndefined();
        expect(whyNotWritten(format, { ...db, ...change }, whole)).toBeDefined();
      }
    },
  );
});
