import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimalPolicy } from '../../../server/src/languageService/minimalPolicy.ts';

const v2 = () => undefined;
const pathsIn = (hcl: string): string[] =>
  [...hcl.matchAll(/^path "((?:[^"\\]|\\.)*)" \{$/gm)].map(([, path = '']) => path.replace(/\\(.)/g, '$1'));

test('names each path once, sorted, and marks it as what the repository suggests', () => {
  const { hcl, paths, refused } = minimalPolicy(
    [
      { mount: 'secret', path: 'team/db' },
      { mount: 'kv/old', path: 'team/api' },
      { mount: 'secret', path: 'team/db' },
    ],
    (mount) => (mount === 'kv/old' ? 1 : 2),
  );
  expect({ paths, refused }).toEqual({ paths: 2, refused: 0 });
  expect(hcl).toMatch(/^# What checking/);
  expect(hcl.slice(hcl.indexOf('\n#  ') + 1)).toContain(`# suggested by the repository
path "kv/old/team/" {
  capabilities = ["list"]
}
`);
  expect(pathsIn(hcl)).toEqual(['kv/old/team/', 'secret/metadata/team/db', 'secret/subkeys/team/db']);
  expect(hcl.match(/# suggested by the repository/g)).toHaveLength(3);
});

describe('leaves out names that would allow more than themselves:', () => {
  test.each([
    'team/*',
    '*',
    'team/+/db',
    'team+x',
    'a\nb',
    'a"\n}\npath "*" {',
    '{{identity.entity.name}}',
    'a}}',
    '${x}',
    '%{if x}',
    'a\u202eb',
    '../sys',
    './a',
    'a//b',
    '',
  ])('%j', (path) => {
    expect(minimalPolicy([{ mount: 'secret', path }], v2)).toMatchObject({ paths: 0, refused: 1 });
    expect(pathsIn(minimalPolicy([{ mount: 'secret', path }], v2).hcl)).toEqual([]);
  });
});

test('whatever names there are, the rules are for exactly those that are let in', () => {
  const name = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '\\"', '#', '//', '/*', "'"),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ mount: name, path: name })), (given) => {
      const { hcl, paths, refused } = minimalPolicy(given, v2);
      const allowed = new Set(
        given.flatMap(({ mount, path }) => [`${mount}/subkeys/${path}`, `${mount}/metadata/${path}`]),
      );
      const rules = pathsIn(hcl);
      expect(rules.filter((rule) => !allowed.has(rule))).toEqual([]);
      expect(rules.every((rule) => !/[*+]/.test(rule))).toBe(true);
      expect(hcl.match(/^path /gm) ?? []).toHaveLength(rules.length);
      expect(paths + refused).toBe(new Set(given.map(({ mount, path }) => `${mount}/${path}`)).size);
    }),
  );
});
