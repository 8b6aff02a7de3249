import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharePolicies } from '../../../../server/src/languageService/migration/migrationSettings.ts';
import { assignTargets, type Claim, targetId } from '../../../../server/src/migration/plan/assignTargets.ts';
import { runs } from '../../languageService/migration/runs.ts';

const claim = (key: string, value: string, path = 'a', last = key): Claim => ({
  proposal: { mount: 'secret', path, key },
  value,
  lastKey: last,
});

const keys = (...given: Parameters<typeof assignTargets>): readonly string[] =>
  assignTargets(...given).map(({ path, key }) => `${path}#${key}`);

describe('assignTargets', () => {
  test.each([
    [
      'different values under one name',
      [claim('p', '1'), claim('p', '2'), claim('p', '3')],
      ['a#p', 'a#p_2', 'a#p_3'],
    ],
    [
      'a name that others would get as a number',
      [claim('p', '1'), claim('p', '2'), claim('p_2', '3')],
      ['a#p', 'a#p_3', 'a#p_2'],
    ],
    ['equal values under one key in two files', [claim('p', '1'), claim('p', '1', 'b')], ['a#p', 'a#p']],
    ['equal values under two keys', [claim('p', '1'), claim('q', '1')], ['a#p', 'a#q']],
    [
      'equal values under two keys with one target',
      [claim('p', '1', 'a', 'x'), claim('p', '1', 'a', 'y')],
      ['a#p', 'a#p_2'],
    ],
    ['the same key in two paths', [claim('p', '1'), claim('p', '2', 'b')], ['a#p', 'b#p']],
  ])('%s', (_, claims, expected) => {
    expect(keys(claims, 'same-key')).toEqual(expected);
  });

  test('shares all equal values or none when told so', () => {
    const claims = [claim('p', '1'), claim('q', '1'), claim('p', '1', 'b')];
    expect(keys(claims, 'always')).toEqual(['a#p', 'a#p', 'a#p']);
    expect(keys(claims, 'never')).toEqual(['a#p', 'a#q', 'b#p']);
    expect(keys([claim('p', '1'), claim('p', '1')], 'never')).toEqual(['a#p', 'a#p_2']);
  });

  test('takes linear time for many of one name', () => {
    const claims = Array.from({ length: 50_000 }, (_, index) => claim('p', String(index)));
    const given = new Set(assignTargets(claims, 'same-key').map(targetId));
    expect(given.size).toBe(claims.length);
  });

  test('two values never have one target, and who proposes a free one keeps it', () => {
    const some = fc.record({
      proposal: fc.record({
        mount: fc.constantFrom('secret', 'kv'),
        path: fc.constantFrom('a', 'b'),
        key: fc.constantFrom('p', 'p_2', 'p_3', 'p_2_2', '__proto__'),
      }),
      value: fc.constantFrom('1', '2', '3', '__proto__', ''),
      lastKey: fc.constantFrom('p', 'q'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), fc.constantFrom(...sharePolicies), (claims, share) => {
        const given = assignTargets(claims, share);
        const holders = new Map<string, string>();
        const first = new Set<string>();
        for (const [index, target] of given.entries()) {
          const { value, proposal, lastKey } = claims[index]!;
          expect(holders.get(targetId(target)) ?? value).toBe(value);
          if (share === 'never') expect(holders.has(targetId(target))).toBe(false);
          holders.set(targetId(target), value);
          const isShared = claims
            .slice(0, index)
            .some((other) => other.value === value && (share === 'always' || other.lastKey === lastKey));
          if (share !== 'never' && isShared) continue;
          if (!first.has(targetId(proposal))) expect(target).toEqual(proposal);
          first.add(targetId(proposal));
        }
      }),
      runs(3_000, 100_000),
    );
  });
});
