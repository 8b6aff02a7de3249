import { expect, test } from 'vitest';
import { attribution } from '../../../../server/src/migration/service/attribution.ts';

const at = '2026-01-01T00:00:00.000Z';
const tool = 'vault-refs 1.2.3';

test('tells who, when and with what', () => {
  expect(Object.fromEntries(attribution({ identity: 'ldap-ada', at, tool }))).toEqual({
    'vault-refs-moved-by': 'ldap-ada',
    'vault-refs-moved-at': at,
    'vault-refs-moved-with': tool,
  });
});

test.each([undefined, '', '\u202e\u0007'])('without a name, of nobody: %j', (identity) => {
  expect([...attribution({ identity, at, tool }).keys()]).toEqual([
    'vault-refs-moved-at',
    'vault-refs-moved-with',
  ]);
});

test('a name from a server is cut and cleaned: a server refuses long values', () => {
  const name = attribution({ identity: `a\u0000b\n${'é'.repeat(1_000)}`, at, tool }).get(
    'vault-refs-moved-by',
  );
  expect(name).toMatch(/^abé+$/);
  expect(Buffer.byteLength(name ?? '')).toBeLessThanOrEqual(512);
});
