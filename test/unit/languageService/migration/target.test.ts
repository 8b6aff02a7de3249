import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alternativeKey } from '../../../../server/src/languageService/migration/alternativeKey.ts';
import { cleanName } from '../../../../server/src/languageService/migration/cleanName.ts';
import { isSpellable, parseTarget } from '../../../../server/src/languageService/migration/parseTarget.ts';
import { proposeTarget, type TargetSource } from '../../../../server/src/languageService/migration/target.ts';
import { target } from './moveWorld.ts';

const source: TargetSource = {
  workspaceFolderName: 'shop',
  relativePath: 'deploy/values.prod.yaml',
  keyPath: ['db', 'password'],
  mounts: [
    { path: 'kv', kvVersion: 2 },
    { path: 'secret', kvVersion: 2 },
  ],
  configuredMounts: ['secret'],
};

const propose = (part: Partial<TargetSource>): ReturnType<typeof proposeTarget> =>
  proposeTarget({ ...source, ...part });

describe('proposeTarget', () => {
  test('folder, file without extension, key path', () => {
    expect(proposeTarget(source)).toEqual({
      target: { mount: 'secret', path: 'shop/deploy/values.prod', key: 'db_password' },
      text: 'secret/shop/deploy/values.prod#db_password',
      mountIsKnown: true,
    });
  });

  test('the first configured mount that is a KV mount', () => {
    expect(propose({ configuredMounts: ['gone', '/kv/', 'secret'] })).toMatchObject({
      target: { mount: 'kv' },
      mountIsKnown: true,
    });
    expect(propose({ configuredMounts: ['gone'] })).toMatchObject({
      target: { mount: 'kv' },
      mountIsKnown: false,
    });
    expect(propose({ mounts: [] })).toMatchObject({ target: { mount: 'secret' }, mountIsKnown: false });
    expect(propose({ mounts: [], configuredMounts: [] })).toMatchObject({ mountIsKnown: false });
  });

  test.each<[Partial<TargetSource>, string]>([
    [{ relativePath: '../../etc/passwd' }, 'shop/etc/passwd'],
    [{ relativePath: '.env' }, 'shop/.env'],
    [{ relativePath: '.github/workflows/ci.yml' }, 'shop/.github/workflows/ci'],
    [{ relativePath: 'a\\b.json' }, 'shop/a/b'],
    [{ relativePath: 'a//b.json' }, 'shop/a/b'],
    [{ relativePath: 'my file #2 (copy).yaml' }, 'shop/my-file-2-copy'],
    [{ relativePath: 'a\u200b\u0000b.yaml' }, 'shop/ab'],
    [{ relativePath: 'naïve/密码.yaml' }, 'shop/naïve/密码'],
    [{ workspaceFolderName: undefined, relativePath: 'Untitled-1' }, 'Untitled-1'],
    [{ workspaceFolderName: undefined, relativePath: '..' }, 'config'],
    [{ workspaceFolderName: 'data' }, 'data-files/deploy/values.prod'],
  ])('%j gives the path %s', (part, path) => {
    expect(propose(part).target.path).toBe(path);
  });

  test.each([
    [['users', 0, 'pass word'], 'users_0_pass-word'],
    [['a.b', 'c/d'], 'a.b_c-d'],
    [[], 'value'],
    [['..'], 'value'],
    [['#'], 'value'],
  ])('key path %j gives the key %s', (keyPath, key) => {
    expect(propose({ keyPath }).target.key).toBe(key);
  });

  test('whatever the names, the proposal stays in the mount and reads back as it is', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '', '/', '%2e%2e', 'data'),
    );
    fc.assert(
      fc.property(
        name,
        name,
        fc.array(fc.oneof(name, fc.nat())),
        (workspaceFolderName, relativePath, keyPath) => {
          const { target: proposed, text } = propose({ workspaceFolderName, relativePath, keyPath });
          expect(isSpellable(proposed)).toBe(true);
          expect(parseTarget(text, ['secret'])).toEqual({ ok: true, target: proposed });
          expect(text.startsWith('secret/')).toBe(true);
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('a name is cleaned once and for all, and short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const clean = cleanName(text);
        expect(cleanName(clean)).toBe(clean);
        expect(Array.from(clean).length).toBeLessThanOrEqual(100);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('parseTarget', () => {
  const mounts = ['secret', 'team/kv', 'team'];

  test.each([
    ['secret/app/db#password', { mount: 'secret', path: 'app/db', key: 'password' }],
    ['  secret/app#k \n', { mount: 'secret', path: 'app', key: 'k' }],
    ['team/kv/app#k', { mount: 'team/kv', path: 'app', key: 'k' }],
    ['vault://secret/a%20b#c%23d', { mount: 'secret', path: 'a b', key: 'c#d' }],
    ['secret/a b#c d', { mount: 'secret', path: 'a b', key: 'c d' }],
  ])('%s', (text, expected) => {
    expect(parseTarget(text, mounts)).toEqual({ ok: true, target: expected });
  });

  test.each([
    ['', 'mount/path#key'],
    ['secret/app', 'mount/path#key'],
    ['secret#k', 'mount/path#key'],
    ['elsewhere/app#k', 'secret, team/kv, team'],
    ['secert/app#k', 'did you mean secret?'],
    ['secret/../sys#k', '`.` or `..`'],
    ['secret//app#k', 'empty segment'],
    ['secret/app#', 'empty'],
    ['secret/app#a#b', 'single `#`'],
    ['secret/a\u200bb#k', 'invisible'],
    ['secret/data/app#k', '`data/`'],
  ])('%j is refused', (text, word) => {
    const parsed = parseTarget(text, mounts);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? '' : parsed.message).toContain(word);
  });

  test('without any known mount it says what to do', () => {
    const parsed = parseTarget('a/b#c', []);
    expect(parsed.ok ? '' : parsed.message).toContain('vaultRefs.mounts');
  });
});

test('alternativeKey is the first free one', () => {
  expect(alternativeKey(target, ['db_password'])).toEqual({ ...target, key: 'db_password_2' });
  expect(alternativeKey(target, ['db_password_2', 'db_password_3']).key).toBe('db_password_4');
});
