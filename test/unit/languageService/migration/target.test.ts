import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alternativeKey } from '../../../../server/src/languageService/migration/alternativeKey.ts';
import { cleanName } from '../../../../server/src/languageService/migration/cleanName.ts';
import { parseTarget } from '../../../../server/src/languageService/migration/parseTarget.ts';
import { target } from './moveWorld.ts';

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
