import { describe, expect, test } from 'vitest';
import type { Comparison, ComparisonRequest } from '../../../server/src/inVault/comparison.ts';
import { compare } from '../../../server/src/inVault/comparison.ts';
import type { Unread } from '../../../server/src/inVault/secretDigests.ts';
import { createDigestKey, digestValue } from '../../../server/src/valueDigest.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { InMemorySecretDigests } from '../../support/inMemorySecretDigests.ts';

const place = { origin: 'https://vault.example.test', namespace: '' };
const value = 'made-up-Q1w2E3r4T5';
const key = createDigestKey();
const pathOf = (id: string) => ({ mount: 'secret', path: id });

function run(
  digests: InMemorySecretDigests,
  paths: readonly string[],
  more: Partial<ComparisonRequest> = {},
  signal = new AbortController().signal,
): Promise<Comparison> {
  const wanted = new Set([digestValue(key, value)]);
  return compare(digests, { place, paths: paths.map(pathOf), wanted, key, ...more }, signal);
}

const found = ({ matches }: Comparison): string[] =>
  [...matches.values()].flat().map(({ mount, path, key: name }) => `${mount}/${path}#${name}`);

describe('comparing with Vault', () => {
  test('finds an equal value under its key, and reads each planned path once and nothing else', async () => {
    const digests = new InMemorySecretDigests()
      .put('secret/app/db', { user: 'made-up-other-value', password: value })
      .put('secret/elsewhere', { password: value });
    const result = await run(digests, ['app/db', 'app/none']);
    expect(found(result)).toEqual(['secret/app/db#password']);
    expect(result).toMatchObject({ read: 1, unread: new Map([['not-found', 1]]), unusable: 0 });
    expect(digests.reads.sort()).toEqual(['secret/app/db', 'secret/app/none']);
  });

  test('equal values at two paths and two keys give all, in the order of the plan', async () => {
    const digests = new InMemorySecretDigests()
      .put('secret/a', { k: value, m: value })
      .put('secret/b', { k: value });
    let turns = 0;
    digests.onRead = async (id) => {
      // The first of the plan answers last.
      if (id === 'secret/a') for (turns = 0; turns < 20; turns++) await Promise.resolve();
    };
    expect(found(await run(digests, ['a', 'b']))).toEqual(['secret/a#k', 'secret/a#m', 'secret/b#k']);
    expect(turns).toBe(20);
  });

  test('keeps nothing of what does not match', async () => {
    const canary = createCanary();
    const digests = new InMemorySecretDigests().put('secret/a', { k: canary.secret, other: value });
    const result = await run(digests, ['a']);
    expectNoLeak(canary, result);
    expect(JSON.stringify([...result.matches])).not.toContain(digestValue(key, canary.secret));
  });

  test.each<Unread>(['denied', 'not-found', 'deleted', 'not-kv', 'failed'])(
    'counts %s and goes on',
    async (kind) => {
      const digests = new InMemorySecretDigests().refuse('secret/a', kind).put('secret/b', { k: value });
      const result = await run(digests, ['a', 'b']);
      expect(result.unread).toEqual(new Map([[kind, 1]]));
      expect(found(result)).toEqual(['secret/b#k']);
      expect(result.stopped).toBeUndefined();
    },
  );

  test.each<Unread>(['sealed', 'unreachable', 'not-signed-in', 'rate-limited'])(
    'stops when %s',
    async (kind) => {
      const paths = Array.from({ length: 100 }, (_, index) => `p${index}`);
      const digests = new InMemorySecretDigests();
      for (const path of paths) digests.refuse(`secret/${path}`, kind);
      const result = await run(digests, paths);
      expect(result.stopped).toEqual({ reason: kind, detail: `Made up: ${kind}.` });
      expect(digests.reads.length).toBeLessThanOrEqual(8);
    },
  );

  test('reads nothing on another connection, and takes no answer of one', async () => {
    const digests = new InMemorySecretDigests().put('secret/a', { k: value });
    const elsewhere = await run(digests, ['a'], { place: { ...place, namespace: 'team' } });
    expect(elsewhere.stopped?.reason).toBe('connection-changed');
    expect(digests.reads).toEqual([]);
    digests.onRead = () => {
      digests.origin = 'https://elsewhere.example.test';
    };
    const changed = await run(digests, ['a', 'a2']);
    expect(changed.stopped?.reason).toBe('connection-changed');
    expect(found(changed)).toEqual([]);
  });

  test('a cancelled one stops and keeps what was found until then', async () => {
    const controller = new AbortController();
    const paths = Array.from({ length: 50 }, (_, index) => `p${index}`);
    const digests = new InMemorySecretDigests().put('secret/p0', { k: value });
    digests.onRead = (id) => {
      if (id === 'secret/p20') controller.abort();
    };
    const result = await run(digests, paths, {}, controller.signal);
    expect(result.stopped?.reason).toBe('cancelled');
    expect(found(result)).toEqual(['secret/p0#k']);
    expect(digests.reads.length).toBeLessThan(40);
  });

  test('tells its progress, up to the number of paths', async () => {
    const seen: number[] = [];
    const digests = new InMemorySecretDigests().put('secret/a', {}).refuse('secret/b', 'denied');
    await run(digests, ['a', 'b', 'c'], { onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([1, 2, 3]);
  });

  test('names that no reference can hold are left out, others are escaped where they need it', async () => {
    const digests = new InMemorySecretDigests().put('secret/a b', {
      'k\u0000': value,
      'a\u202eb': value,
      'with space': value,
      '](command:x)': value,
      '': value,
    });
    const result = await run(digests, ['a b']);
    expect([...result.matches.values()].flat().map((target) => target.key)).toEqual([
      'with space',
      '](command:x)',
    ]);
    expect(result.unusable).toBe(3);
  });

  test('a version that Vault will delete by itself is no match', async () => {
    const digests = new InMemorySecretDigests().put('secret/a', { k: value });
    digests.selfDeleting.add('secret/a');
    expect(await run(digests, ['a'])).toMatchObject({ matches: new Map(), unusable: 1 });
  });
});
