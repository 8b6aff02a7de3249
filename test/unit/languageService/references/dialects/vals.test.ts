import { describe, expect, test } from 'vitest';
import { valsReferences } from '../../../../../server/src/languageService/references/dialects/vals.ts';
import { isElsewhere } from '../../../../../server/src/languageService/references/elsewhere.ts';
import { knownMounts } from '../../../../../server/src/languageService/references/mounts.ts';
import type { FoundReference } from '../../../../../server/src/languageService/references/reference.ts';
import type { ConnectionState } from '../../../../../server/src/languageService/secretStore.ts';
import { mounts, toldReferences, toldValue } from '../told.ts';

describe('vals reads', () => {
  test.each([
    ['a whole value', 'ref+vault://kv/app/db#/password', 'kv | app/db | password'],
    ['its form for secret values', 'secretref+vault://kv/app#/key', 'kv | app | key'],
    ['OpenBao', 'ref+openbao://kv/app#/key', 'kv | app | key'],
    ['no fragment: the last segment is the key', 'ref+vault://kv/app/key', 'kv | app | key'],
    ['an empty fragment likewise', 'ref+vault://kv/app/key#/', 'kv | app | key'],
    ['a fragment without a slash', 'ref+vault://kv/app#key', 'kv | app | key'],
    ['nested keys: the first is that of the secret', 'ref+vault://kv/app#/config/a/b', 'kv | app | config'],
    ['a version', 'ref+vault://kv/app?version=3#/key', 'kv | app | key @3'],
    ['parameters without a fragment', 'ref+vault://kv/app/key?version=3', 'kv | app | key @3'],
    ['data/ as a part of the path', 'ref+vault://kv/data/app#/key', 'kv | data/app | key'],
    ['escapes', 'ref+vault://kv/my%20app#/key', 'kv | my app | key'],
    ['an unknown mount', 'ref+vault://mykv/foo#/bar', 'mykv | foo | bar'],
    ['a mount of several segments', 'ref+vault://team/kv/app#/key', 'team/kv | app | key'],
    ['a plus as its end', 'postgres://u:ref+vault://kv/app#/key+@db', 'kv | app | key'],
    ['a blank as its end', 'see ref+vault://kv/app#/key now', 'kv | app | key'],
    ['a comma before the blank', 'ref+vault://kv/app#/key, then', 'kv | app | key'],
    ['what follows without a plus, as the tool does', 'ref+vault://kv/app#/key@db', 'kv | app | key@db'],
    ['the one inside of another', 'ref+vault://x/ref+vault://kv/app#/key+/y#/z', 'kv | app | key'],
    ['the one inside of another provider', 'ref+file://ref+vault://kv/app#/key+/y', 'kv | app | key'],
  ])('%s', (_what, value, expected) => {
    expect(toldValue(value)).toEqual([`vals: ${expected}`]);
  });

  test('several, the plus and the scheme included', () => {
    const value = 'secretref+vault://kv/a#/user+:ref+vault://kv/a#/password+@db';
    const found = valsReferences(value, knownMounts(mounts));
    expect(found.map(({ start, end }) => value.slice(start, end))).toEqual([
      'secretref+vault://kv/a#/user+',
      'ref+vault://kv/a#/password+',
    ]);
    const slice = ({ start, end } = { start: 0, end: 0 }): string => value.slice(start, end);
    expect(found.map((one) => (one.kind === 'found' ? slice(one.keyRange) : ''))).toEqual([
      'user',
      'password',
    ]);
  });

  test('a value of YAML and JSON that has no number sign', () => {
    expect(toldReferences('a: ref+vault://kv/app/key\n')).toEqual(['vals: kv | app | key']);
    expect(toldReferences('{"a": "ref\\u002bvault:\\/\\/kv\\/app\\/key"}', 'json')).toEqual([
      'vals: kv | app | key',
    ]);
  });
});

describe('vals passes over', () => {
  test.each([
    ['a template', 'ref+vault://kv/{{ .Environment.Name }}/db#/password'],
    ['a variable', 'ref+vault://kv/$ENV/db#/password'],
    ['another provider', 'ref+awsssm://foo/bar#/key'],
    ['nothing but a mount', 'ref+vault://kv'],
    ['no key', 'ref+vault://kv/app'],
    ['no path', 'ref+vault://kv#/key'],
    ['a path without its host', 'ref+vault:///kv/app#/key'],
    ['an end of JSON around it, which the tool would read', '{"a":"ref+vault://kv/app#/key"}'],
  ])('%s', (_what, value) => {
    expect(toldValue(value)).toEqual([]);
  });
});

describe('vals: malformed', () => {
  test.each([
    ['ref+vault://kv/foo#/bar?address=https://vault.example', '?address=https://vault.example'],
    ['ref+vault://kv/%zz#/bar', '%zz'],
    ['ref+vault://kv//foo#/bar', '/'],
  ])('%s', (value, problem) => {
    expect(toldValue(value)).toEqual([`vals: malformed at ${JSON.stringify(problem)}`]);
  });
});

describe('a reference that names its server', () => {
  const connection = {
    kind: 'signed-in',
    origin: 'https://vault.example:8200',
    namespace: 'team/a',
    health: 'ok',
  } as const;

  function found(value: string): FoundReference {
    const [reading] = valsReferences(value, knownMounts(mounts));
    if (reading?.kind !== 'found') throw new Error('No reference');
    return reading;
  }

  test.each<[string, ConnectionState, boolean]>([
    ['', connection, false],
    ['?version=1', connection, false],
    ['?address=https://vault.example:8200/', connection, false],
    ['?address=https%3A%2F%2Fvault.example%3A8200', connection, false],
    ['?address=https://other.example:8200', connection, true],
    ['?address=vault.example', connection, true],
    ['?host=vault.example:8200', connection, false],
    ['?proto=http&host=vault.example:8200', connection, true],
    ['?namespace=team/a/', connection, false],
    ['?namespace=team/b', connection, true],
    ['?address=https://vault.example:8200&namespace=team/b', connection, true],
    ['?address=https://other.example', { kind: 'signed-out' }, false],
  ])('%s', (parameters, state, expected) => {
    expect(isElsewhere(found(`ref+vault://kv/app${parameters}#/key`), state)).toBe(expected);
  });
});
